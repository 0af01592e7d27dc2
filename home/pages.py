"""Home, sections and standard pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.cards import cards_for
from cms.core.fields import BodyField
from cms.core.pages import BasePage
from cms.core.translations import linked_address

from .queries import children_of


class HomePage(BasePage):
    """The first page of one language."""

    action_label = models.CharField(
        _("words on the button"), max_length=60, blank=True, help_text=_("A verb and its object.")
    )
    action_page = models.ForeignKey(
        Page,
        verbose_name=_("page the button leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField(_("body"), blank=True)

    template = "pages/home/home_page.html"
    picture_uses: ClassVar[tuple[str, ...]] = ("hero", "card", "social")
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("action_label"), FieldPanel("action_page")], heading=_("Call to action")),
        "body",
    ]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("action_label"),
        SynchronizedField("action_page", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def action_url(self) -> str:
        return linked_address(self.action_page_id) if self.action_page_id else ""

    @property
    def linked_page_ids(self) -> list[int]:
        return [*super().linked_page_ids, *([self.action_page_id] if self.action_page_id else [])]


class SectionPage(BasePage):
    """A page that opens a part of the site and lists the pages below it."""

    is_footer = models.BooleanField(
        _("list its pages in the footer"), default=False, help_text=_("For legal notice, privacy and the like.")
    )
    body = BodyField(_("body"), blank=True)

    template = "pages/home/section_page.html"
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, "body"]
    promote_panels: ClassVar[list[Any]] = [*BasePage.promote_panels, "is_footer"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("is_footer", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "cards": cards_for(children_of(self), request=request),
        }


class StandardPage(BasePage):
    """A text with its parts, and pages below it if need be."""

    body = BodyField(_("body"), blank=True)

    template = "pages/home/standard_page.html"
    subpage_types: ClassVar[list[str]] = ["home.StandardPage", "home.FormPage"]
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, "body"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "cards": cards_for(children_of(self), request=request),
        }
