"""Named reads of news, each in the visitor's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page

from centres.queries import inside_microsites, outside_microsites
from cms.core.cards import load_pictures
from cms.core.collation import in_order
from cms.core.structure import Structure, open_to_all
from cms.core.translations import address_of, in_language, own_texts

from .directory import Name, read_directory
from .enums import AUTHOR, TOPIC

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import Author
    from .pages import NewsIndexPage, NewsPage

# The part of the site's structure that holds the address of its first news index.
PART = "news_index"


def active_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def everywhere(*, language: str | None = None) -> QuerySet[NewsPage]:
    """Return the live public news of the site and of all microsites, one text of each, latest first."""
    from .pages import NewsPage  # noqa: PLC0415 -- pages import queries

    code = language or active_language()
    news = in_language(open_to_all(NewsPage.objects.live()), code)
    return news.select_related("locale", "picture").order_by("-date", "-pk")


def latest(*, language: str | None = None) -> QuerySet[NewsPage]:
    """Return the live public news of the site itself, one text of each, latest first; centres have their own lists."""
    return outside_microsites(everywhere(language=language))


def of_centres(*, language: str | None = None) -> QuerySet[NewsPage]:
    """Return the live public posts of all centres, one text of each, latest first."""
    return inside_microsites(everywhere(language=language))


def written_in(language: str) -> QuerySet[NewsPage]:
    """Return the live public news, of the site or of a centre, that have a text in `language`, latest first."""
    from .pages import NewsPage  # noqa: PLC0415 -- pages import queries

    news = own_texts(open_to_all(NewsPage.objects.live())).filter(locale__language_code=language)
    return news.select_related("locale").order_by("-date", "-pk")


def below(translation_key: Any) -> Q:
    """Return the condition of standing below the pages of a translation group. One query."""
    condition = Q(pk__in=[])
    for parent in Page.objects.filter(translation_key=translation_key).only("path"):
        condition |= Q(path__startswith=parent.path)
    return condition


def news_below(index: NewsIndexPage) -> QuerySet[NewsPage]:
    """Return the news below an index or its translations, latest first."""
    return everywhere().filter(below(index.translation_key))


def about(kind: str, keys: Iterable[str]) -> Q:
    """Return the condition of having one of these topics, or one of these authors, by translation key."""
    return Q(pk__in=_relation(kind).filter(**{f"{kind}__translation_key__in": list(keys)}).values(_page_of(kind)))


def counts_by(kind: str, news: QuerySet[NewsPage]) -> dict[str, int]:
    """Return how many of the news have each topic, or author, by translation key. One query."""
    page = _page_of(kind)
    rows = _relation(kind).filter(**{f"{page}__in": news.order_by().values("pk")})
    found = rows.values_list(f"{kind}__translation_key").annotate(number=Count(page, distinct=True)).order_by()
    return {str(key): number for key, number in found}


def counts_by_month(news: QuerySet[NewsPage]) -> list[tuple[int, int, int]]:
    """Return year, month and how many of the news are of it, latest first. One query."""
    months = news.order_by("-date__year", "-date__month").values_list("date__year", "date__month")
    return list(months.annotate(number=Count("pk")))


def counts_by_year(news: QuerySet[NewsPage]) -> dict[int, int]:
    """Return how many of the news are of each year, latest first. One query."""
    found = news.order_by("-date__year").values_list("date__year").annotate(number=Count("pk"))
    return dict(found)


def keys_of(kind: str, page_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the translation keys of each page's topics, or authors in their order. One query."""
    page = _page_of(kind)
    order = "sort_order" if kind == AUTHOR else "pk"
    rows = _relation(kind).filter(**{f"{page}__in": list(page_ids)}).order_by(order)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for page_id, key in rows.values_list(page, f"{kind}__translation_key"):
        found[page_id].append(str(key))
    return found


def _relation(kind: str) -> QuerySet[Any]:
    """Return the rows that join news with topics or authors."""
    from .models import Authorship  # noqa: PLC0415 -- models import pages
    from .pages import NewsPage  # noqa: PLC0415 -- pages import queries

    return NewsPage.topics.through.objects.all() if kind == TOPIC else Authorship.objects.all()


def _page_of(kind: str) -> str:
    return "newspage" if kind == TOPIC else "page"


def related_news(page: NewsPage, *, index: Q | None = None, count: int = 3) -> list[NewsPage]:
    """Return the latest other news, of the same index where its condition is given."""
    news = everywhere().filter(index) if index is not None else latest()
    return load_pictures(list(news.exclude(translation_key=page.translation_key)[:count]))


def index_of(page: NewsPage) -> Page:
    """Return what the page stands below: an index, in whichever language the text is. One query."""
    return Page.objects.only("title", "translation_key").get(path=page.path[: -Page.steplen])


def topics_of(page: NewsPage) -> list[Name]:
    """Return the page's topics, previewed ones too, in the visitor's language, by name."""
    keys = [str(topic.translation_key) for topic in page.topics.all()]
    language = active_language()
    names = read_directory().best_of(TOPIC, keys, language)
    return in_order(names, language=language, name=lambda name: name.name)


def authors_of(page: NewsPage) -> list[Name]:
    """Return the page's authors, previewed ones too, in the visitor's language and in the byline's order."""
    rows = page.authorships.select_related("author")
    keys = dict.fromkeys(str(row.author.translation_key) for row in rows)
    return read_directory().best_of(AUTHOR, keys, active_language())


def author_of(name: Name) -> Author:
    """Return the author whom a name names, with portrait."""
    from .models import Author  # noqa: PLC0415 -- models import pages

    return Author.objects.select_related("portrait").get(pk=name.pk)


def open_indexes() -> QuerySet[NewsIndexPage]:
    """Return the live public news indexes in every language."""
    from .pages import NewsIndexPage  # noqa: PLC0415 -- pages import queries

    return open_to_all(NewsIndexPage.objects.live())


def best_text(index: NewsIndexPage, language: str) -> NewsIndexPage:
    """Return the text of an index that a visitor of `language` gets."""
    return in_language(open_indexes().filter(translation_key=index.translation_key), language).first() or index


def news_index_of(language: str) -> NewsIndexPage | None:
    """Return the site's first news index in `language`, else in the next that has it; never a centre's."""
    return in_language(outside_microsites(open_indexes()), language).order_by("path").first()


def topic_label(key: str, language: str) -> str:
    """Return the name of the topic with that translation key for a visitor of `language`, "" when there is none."""
    name = read_directory().best(TOPIC, key, language)
    return name.name if name else ""


def author_label(key: str, language: str) -> str:
    """Return the name of the author with that translation key for a visitor of `language`, "" when there is none."""
    name = read_directory().best(AUTHOR, key, language)
    return name.name if name else ""


def index_address(request: HttpRequest, structure: Structure) -> str:
    """Return where a visitor of the structure's language reads all news: a part of the structure."""
    index = news_index_of(structure.language)
    return address_of(index, structure.language, request) if index else ""


def pages_by(author: Author) -> QuerySet[Page]:
    """Return the pages, live or not, that name an author in whatever language."""
    return Page.objects.filter(newspage__authorships__author__translation_key=author.translation_key).distinct()
