"""The news index and its pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.cards import cards_for, load_pictures
from cms.core.fields import BodyField
from cms.core.pages import BasePage

from . import queries

NEWS_PER_PAGE = 12


class NewsIndexPage(BasePage):
    """News, latest first; every language shows all, those without translation in their source's."""

    body = BodyField(_("body"), blank=True)

    template = "pages/news/news_index_page.html"
    subpage_types: ClassVar[list[str]] = ["news.NewsPage"]
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, "body"]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        paginator = Paginator(queries.news_below(self), NEWS_PER_PAGE)
        page_obj = paginator.get_page(request.GET.get("page"))
        page_obj.object_list = cards_for(load_pictures(list(page_obj.object_list)), request=request)
        return {**super().get_context(request, *args, **kwargs), "page_obj": page_obj}


class NewsPage(BasePage):
    """A piece of news."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Shown to readers, and orders the news.")
    )
    byline = models.CharField(_("byline"), max_length=120, blank=True, help_text=_("Who wrote it: a person or a body."))
    topics = ParentalManyToManyField("news.Topic", verbose_name=_("topics"), blank=True, related_name="news")
    body = BodyField(_("body"), blank=True)

    template = "pages/news/news_page.html"
    picture_uses: ClassVar[tuple[str, ...]] = ("lead", "card", "row", "social")
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("byline")]), FieldPanel("topics")],
            heading=_("About this news"),
        ),
        "body",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("byline"),
        index.FilterField("date"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("date", overridable=False),
        TranslatableField("byline"),
        SynchronizedField("topics", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-date"], name="news_latest_first")]

    @cached_property
    def topic_names(self) -> list[str]:
        """The topics' names in the visitor's language."""
        return queries.topic_names(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "related": cards_for(queries.related_news(self), request=request),
            "reading_minutes": self.reading_minutes,
            "topic_names": self.topic_names,
        }
