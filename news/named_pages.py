"""The public page of a topic or an author, below the site's first news index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from cms.core.places import Place
from cms.core.trail import breadcrumbs_of
from cms.core.translations import address_of, language_codes, preference

from . import addresses, queries
from .directory import Directory, Name, read_directory
from .enums import AUTHOR, TOPIC
from .listing import NewsListing

if TYPE_CHECKING:
    from .pages import NewsIndexPage

TEMPLATES = {TOPIC: "pages/news/topic_page.html", AUTHOR: "pages/news/author_page.html"}


def serve(index: NewsIndexPage, request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Answer with the page of the topic or author with that slug; any other address of it leads there.

    Raises Http404.
    """
    language = queries.active_language()
    directory = read_directory()
    name = directory.with_slug(kind, slug, language)
    path = addresses.path_of(name, addresses.index_path(request)) if name else ""
    if not name or not path:
        raise Http404
    if unquote(path) != request.path:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{path}?{query}" if query else path)
    listing = NewsListing(request, news=queries.latest(), directory=directory, language=language, fixed=name)
    request.shown_page = index  # type: ignore[attr-defined] -- read by the frame and the page store
    request.shown_place = place_of(index, request, listing, directory, name)  # type: ignore[attr-defined]
    request.asks_unknown = listing.asks_unknown  # type: ignore[attr-defined]
    return TemplateResponse(request, TEMPLATES[kind], _context(index, request, listing, name))


def index_paths(index: NewsIndexPage, request: HttpRequest | None = None) -> dict[str, str]:
    """Return the index's path in every content language: of its text there, else of the one that is shown there."""
    own = index.live_translations
    best = {code: next((own[item] for item in preference(code) if item in own), index) for code in language_codes()}
    return {code: address_of(text, code, request) for code, text in best.items()}


def name_paths(paths: dict[str, str], directory: Directory, name: Name) -> dict[str, str]:
    """Return the path of a topic or author in every content language, below the paths of the index."""
    best = {code: directory.best(name.kind, name.key, code) or name for code in paths}
    return {code: addresses.path_of(best[code], path) for code, path in paths.items()}


def place_of(
    index: NewsIndexPage, request: HttpRequest, listing: NewsListing, directory: Directory, name: Name
) -> Place:
    """Return what the frame says: languages as the name has them; narrowed or empty lists are not for machines."""
    paths = name_paths(index_paths(index, request), directory, name)
    number = listing.page_obj.number
    is_narrowed = bool(listing.asked.parameters)
    part = f"?page={number}" if number > 1 and not is_narrowed else ""
    return Place(
        language=name.language,
        addresses={code: f"{paths[code]}{query}" for code, query in listing.queries_by_language().items()},
        own=directory.languages_of(name.kind, name.key),
        canonical=f"{paths[name.language]}{part}",
        is_listed=not is_narrowed and bool(listing.total),
    )


def _context(index: NewsIndexPage, request: HttpRequest, listing: NewsListing, name: Name) -> dict[str, Any]:
    trail = [*breadcrumbs_of(index, request=request)]
    return {
        "page": index,
        "name": name,
        "author": queries.author_of(name) if name.kind == AUTHOR else None,
        "listing": listing,
        "page_obj": listing.page_obj,
        "feeds": addresses.feeds_of_name(name, queries.active_language()),
        "breadcrumbs": [*trail, {"title": _title_of(index), "url": addresses.index_path(request)}],
    }


def _title_of(index: NewsIndexPage) -> str:
    own = index.live_translations.get(queries.active_language())
    return own.title if own else index.title
