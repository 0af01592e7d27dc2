"""The directory of centres and the first page of a microsite."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.fields import BodyField
from cms.core.pages import BasePage


class CentreIndexPage(BasePage):
    """The directory of centres; the microsites stand below it."""

    body = BodyField(_("body"), blank=True)

    template = "pages/centres/centre_index_page.html"
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


class CentrePage(BasePage):
    """The first page of a centre's microsite, in one of its languages; made when the centre is accepted."""

    centre = models.ForeignKey(
        "centres.Centre", verbose_name=_("centre"), editable=False, on_delete=models.PROTECT, related_name="pages"
    )
    body = BodyField(_("body"), blank=True)

    template = "pages/centres/centre_page.html"
    picture_uses: ClassVar[tuple[str, ...]] = ("hero", "card", "social")
    parent_page_types: ClassVar[list[str]] = ["centres.CentreIndexPage"]
    is_creatable = False
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, "body"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("slug", overridable=False),
        SynchronizedField("centre", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("microsite")
        verbose_name_plural = _("microsites")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "centre": self.centre}
