"""The directory of centres and the first page of a microsite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core import page_store
from cms.core.fields import BodyField
from cms.core.pages import BasePage
from cms.core.pictures import PlacedPicture

from .microsites import sections_of

if TYPE_CHECKING:
    from wagtail.fields import StreamValue


class CentreIndexPage(BasePage):
    """The directory of centres; the microsites stand below it."""

    body = BodyField(_("body"), blank=True)

    template = "pages/centres/centre_index_page.html"
    kept_query: ClassVar[frozenset[str]] = frozenset({"country", "language"})
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, "body"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("slug", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("directory of centres")
        verbose_name_plural = _("directories of centres")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .directory.shown import shown_directory  # noqa: PLC0415 -- it reads the models

        context = super().get_context(request, *args, **kwargs)
        return {**context, "directory": shown_directory(request, self)}


class CentrePage(BasePage):
    """The first page of a centre's microsite, in one of its languages; made when the centre is accepted."""

    centre = models.ForeignKey(
        "centres.Centre", verbose_name=_("centre"), editable=False, on_delete=models.PROTECT, related_name="pages"
    )
    hours = models.TextField(
        _("opening hours in words"),
        blank=True,
        default="",
        db_default="",
        max_length=400,
        help_text=_("What the opening days do not say: by appointment, closed in August, ring at the second door."),
    )
    body = BodyField(_("body"), blank=True)

    template = "pages/centres/centre_page.html"
    picture_uses: ClassVar[tuple[str, ...]] = ("hero", "card", "social")
    parent_page_types: ClassVar[list[str]] = ["centres.CentreIndexPage"]
    is_creatable = False
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("hours"), "body"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("slug", overridable=False),
        SynchronizedField("centre", overridable=False),
        TranslatableField("hours"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("microsite")
        verbose_name_plural = _("microsites")

    @property
    def media_beside(self) -> list[Any]:
        """The centre's logo is as public as its first page."""
        return [self.centre.logo] if self.centre.logo_id else []

    def _pictures_with(self, bodies: list[StreamValue]) -> Iterator[PlacedPicture]:
        yield from super()._pictures_with(bodies)
        if self.centre.logo:
            yield PlacedPicture(self.centre.logo, "logo")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .opening.hours import changes_at, next_openings  # noqa: PLC0415 -- it reads the models

        now = timezone.now()
        openings = next_openings(self.centre, now=now)
        page_store.keep_until(request, changes_at(self.centre, openings, now=now))
        return {
            **super().get_context(request, *args, **kwargs),
            "openings": openings,
            "sections": sections_of(self, request) if self.pk else [],
        }
