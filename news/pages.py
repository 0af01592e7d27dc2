"""The news index and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from centres.surroundings import microsite_path
from cms.core.cards import cards_for
from cms.core.fields import BodyField
from cms.core.pages import BasePage
from cms.core.pictures import PlacedPicture
from cms.core.places import Place
from cms.core.relations import TrackedManyToManyField
from cms.core.translations import own_address

from . import addresses, named_pages, origins, queries
from .directory import Name, read_directory
from .forms import NewsPageForm
from .listing import PARAMETERS, NewsListing
from .sharing.panels import OriginPanel


class NewsIndexPage(BasePage):
    """News, latest first; every language shows all, those without translation in their source's.

    The pages of topics and authors stand below the site's first index.
    """

    body = BodyField(_("body"), blank=True)

    template = "pages/news/news_index_page.html"
    subpage_types: ClassVar[list[str]] = ["news.NewsPage"]
    branches: ClassVar[frozenset[str]] = frozenset(named_pages.TEMPLATES)
    kept_query: ClassVar[frozenset[str]] = frozenset({"page", *PARAMETERS})
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, "body"]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def serve(
        self, request: HttpRequest, *args: Any, branch: tuple[str, str] | None = None, **kwargs: Any
    ) -> HttpResponse:
        if branch is not None:
            return named_pages.serve(self, request, *branch)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        language = queries.active_language()
        listing = NewsListing(request, news=queries.news_below(self), directory=read_directory(), language=language)
        if self.pk:
            request.shown_place = self._place(request, listing)  # type: ignore[attr-defined] -- read by the frame
        request.asks_unknown = listing.asks_unknown  # type: ignore[attr-defined] -- read by the page store
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "has_archive": bool(microsite_path(request, self)),
            "page_obj": listing.page_obj,
            "feeds": addresses.feeds_of_index(self.pk, self.title, language) if self.pk else [],
        }

    def _place(self, request: HttpRequest, listing: NewsListing) -> Place:
        """Return what the frame says of a part of the list; a narrowed list is not for machines."""
        paths = named_pages.index_paths(self, request)
        is_narrowed = bool(listing.asked.parameters)
        number = listing.page_obj.number
        part = f"?page={number}" if number > 1 and not is_narrowed else ""
        return Place(
            language=self.language,
            addresses={code: f"{paths[code]}{query}" for code, query in listing.queries_by_language().items()},
            own=frozenset(self.live_translations),
            canonical=f"{own_address(self, request)}{part}",
            is_listed=not is_narrowed,
        )


class NewsPage(BasePage):
    """A piece of news."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Shown to readers, and orders the news.")
    )
    byline = models.CharField(
        _("byline"), max_length=120, blank=True, help_text=_("Who wrote it, when that author has no page here.")
    )
    topics = TrackedManyToManyField("news.Topic", verbose_name=_("topics"), blank=True, related_name="news")
    body = BodyField(_("body"), blank=True)

    base_form_class = NewsPageForm
    template = "pages/news/news_page.html"
    picture_uses: ClassVar[tuple[str, ...]] = ("lead", "card", "row", "social")
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        OriginPanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("byline")]), FieldPanel("topics")],
            heading=_("About this news"),
        ),
        MultipleChooserPanel(
            "authorships",
            chooser_field_name="author",
            label=_("Author"),
            heading=_("Authors"),
            help_text=_("In the order of the byline. Chosen once, and named in each reader's language."),
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
        SynchronizedField("authorships", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-date"], name="news_latest_first")]

    @cached_property
    def topic_names(self) -> list[Name]:
        """The topics in the visitor's language."""
        return queries.topics_of(self)

    @cached_property
    def author_names(self) -> list[Name]:
        """The authors in the visitor's language, in the byline's order."""
        return queries.authors_of(self)

    def placed_pictures(self) -> Iterator[PlacedPicture]:
        """The authors' portraits stand on their own pages, and are as public as what they wrote."""
        yield from super().placed_pictures()
        for authorship in self.authorships.select_related("author__portrait"):
            if authorship.author.portrait:
                yield PlacedPicture(authorship.author.portrait, "stone")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        language = queries.active_language()
        context = super().get_context(request, *args, **kwargs)
        is_of_centre = bool(microsite_path(request, self))
        blog = context["breadcrumbs"][-1]["url"] if is_of_centre and context["breadcrumbs"] else ""
        index = queries.index_of(self) if is_of_centre else None
        beside = queries.below(index.translation_key) if index else None
        return {
            **context,
            "related": cards_for(queries.related_news(self, index=beside), request=request),
            "reading_minutes": self.reading_minutes,
            "topics": addresses.links(self.topic_names, request=request, language=language, blog=blog),
            "authors": addresses.links(self.author_names, request=request, language=language, blog=blog),
            "origin": origins.origin_of(request, self),
            "feeds": addresses.feeds_of_index(index.pk, index.title, language) if index else [],
        }
