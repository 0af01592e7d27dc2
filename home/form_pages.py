"""A page with a form that its editor builds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.coreutils import safe_snake_case
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.fields import BodyField
from cms.core.pages import BasePage

from .forms.addresses import validate_addresses
from .forms.enums import MOST_FIELDS, kept_choices, language_choices
from .forms.models import FormField


class FormPage(BasePage):
    """An introduction, a form, and the words that thank for it."""

    body = BodyField(verbose_name=_("introduction"), blank=True)
    action_label = models.CharField(
        _("words on the button"), max_length=60, blank=True, help_text=_("A verb and its object.")
    )
    thanks = RichTextField(
        _("words after sending"), blank=True, max_length=2000, features=["bold", "italic", "link", "ol", "ul"]
    )
    desk_addresses = models.CharField(
        _("addresses of the desk"),
        max_length=500,
        blank=True,
        validators=[validate_addresses],
        help_text=_("Each gets the answers by e-mail. Separate several by commas."),
    )
    desk_language = models.CharField(
        _("language of the desk"), max_length=12, choices=language_choices, default=settings.LANGUAGE_CODE
    )
    kept_months = models.PositiveSmallIntegerField(_("answers are deleted after"), choices=kept_choices)

    template = "pages/home/form_page.html"
    sent_template = "pages/home/form_page_sent.html"
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = [("", _("Form")), ("sent", _("After sending"))]
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        "body",
        InlinePanel("form_fields", heading=_("Fields"), label=_("Field"), min_num=1, max_num=MOST_FIELDS),
        MultiFieldPanel([FieldPanel("action_label"), FieldPanel("thanks")], heading=_("Words of the form")),
        MultiFieldPanel(
            [FieldPanel("desk_addresses"), FieldPanel("desk_language"), FieldPanel("kept_months")],
            heading=_("What becomes of the answers"),
        ),
    ]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("body"),
        TranslatableField("action_label"),
        TranslatableField("thanks"),
        SynchronizedField("desk_addresses", overridable=False),
        SynchronizedField("desk_language", overridable=False),
        SynchronizedField("kept_months", overridable=False),
        TranslatableField("form_fields"),
    ]

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_fields()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        self.name_fields()
        return super().save_revision(*args, **kwargs)

    def name_fields(self) -> list[FormField]:
        """Give fields without a name one that no other field of the form has; return all fields in their order."""
        fields = list(self.form_fields.all())
        taken = {field.clean_name for field in fields if field.clean_name}
        for field in fields:
            if not field.clean_name:
                stem = safe_snake_case(field.label)[:48].strip("_") or "field"
                numbered = (f"{stem}_{number}" for number in range(2, len(fields) + len(taken) + 2))
                field.clean_name = next(name for name in (stem, *numbered) if name not in taken)
                taken.add(field.clean_name)
        return fields

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from .forms import answering  # noqa: PLC0415 -- it reads the models

        if kwargs.get("moved_to") is not None and request.method != "POST":
            return super().serve(request, *args, **kwargs)
        request.shown_page = self  # type: ignore[attr-defined] -- read by the frame
        return answering.answer(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from .forms import answering  # noqa: PLC0415 -- as above

        if mode_name != "sent":
            return super().serve_preview(request, mode_name)
        request.is_preview = True  # type: ignore[attr-defined]
        request.shown_page = self  # type: ignore[attr-defined]
        context = {**self.get_context(request), "sent": answering.sample_receipt(self)}
        return TemplateResponse(request, self.sent_template, context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .forms import answering  # noqa: PLC0415 -- as above

        context = super().get_context(request, *args, **kwargs)
        return {**context, "shown": answering.shown_form(self, request=request)}
