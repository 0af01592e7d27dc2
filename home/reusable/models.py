"""Reusable content, and where it is used."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.fields import BodyField
from cms.core.translations import direction


class ReusableContent(  # type: ignore[misc] -- Wagtail's mixins declare their managers apart
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """Blocks that pages show by a block of their own: whoever changes them here changes every such page."""

    title = models.CharField(_("title"), max_length=120, help_text=_("For editors: visitors do not see it."))
    body = BodyField(_("body"), help_text=_("Shown on every page that uses this content."))

    _revisions = GenericRelation(
        Revision,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="reusable_content",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        WorkflowState,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="reusable_content",
        for_concrete_model=False,
    )

    machine_may_read: ClassVar[bool] = True
    panels: ClassVar[list[Any]] = ["title", "body"]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("title", overridable=False),
        TranslatableField("body"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("reusable content")
        verbose_name_plural = _("reusable contents")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save alone: two editors at once could close a circle that neither of them sees."""
        with services.one_at_a_time():
            super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        services.refuse_circle(content=self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        with services.one_at_a_time():
            revision: Revision = super().save_revision(*args, **kwargs)
        return revision

    @property
    def revisions(self) -> models.QuerySet[Revision]:
        return self._revisions

    @property
    def language(self) -> str:
        """The language the text is written in."""
        return str(self.locale.language_code)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Show it in a page of its own language, whatever language the editor works in."""
        with translation.override(self.language):
            response: TemplateResponse = super().serve_preview(request, mode_name)
            response.render()
        return response

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "pages/home/reusable_content.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        return {**context, "content": self, "direction": direction(self.language)}


class ReusableUse(models.Model):
    """A page, or another reusable content, holds a reusable content in its live text, its newest text, or both."""

    wagtail_reference_index_ignore = True

    content = models.ForeignKey(
        ReusableContent, verbose_name=_("reusable content"), on_delete=models.CASCADE, related_name="uses"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    holder = models.ForeignKey(
        ReusableContent, verbose_name=_("held by"), null=True, on_delete=models.CASCADE, related_name="holdings"
    )
    in_live = models.BooleanField(_("in the live text"))
    in_newest = models.BooleanField(_("in the newest text"))

    class Meta:
        verbose_name = _("use of reusable content")
        verbose_name_plural = _("uses of reusable content")
        constraints = [
            models.UniqueConstraint(fields=["content", "page"], name="reusable_use_by_page_once"),
            models.UniqueConstraint(fields=["content", "holder"], name="reusable_use_by_content_once"),
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, holder__isnull=True)
                | models.Q(page__isnull=True, holder__isnull=False),
                name="reusable_use_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_id} in {self.page_id or self.holder_id}"


from . import services  # noqa: E402 -- services name the models
