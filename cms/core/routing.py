"""From an address to a page: in its language's tree, else in another's. Two queries, whatever the depth."""

from __future__ import annotations

from django.http import Http404
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .structure import Structure
from .translations import live_translations, preference

# A page type names in `branches` the words that its own addresses below a page begin with: `topic/<slug>/`.
BRANCH_PARTS = 2


def resolve(structure: Structure, path: str) -> RouteResult:
    """Return the live page at `path` (without language) for a visitor of the structure's language.

    A page that another language's tree has there is shown in that language, unless its translation is live meanwhile:
    then the answer leads to it. Where no page is, the page two parts above may answer for its branches.
    Raises Http404.
    """
    parts = [part for part in path.split("/") if part]
    stem, branch = parts[:-BRANCH_PARTS], parts[-BRANCH_PARTS:]
    places = _places(structure, parts)
    stems = _places(structure, stem) if stem else {}
    found = Page.objects.live().filter(url_path__in={**places, **stems})
    # The type comes with the page: a fresh process has not asked for it yet.
    found = found.select_related("content_type").only("url_path", "content_type__app_label", "content_type__model")
    pages = {page.url_path: page for page in found}
    if best := _best(structure, places, pages):
        return _result(structure, read(_type(best[0]), best[0].pk), best[1])
    best = _best(structure, stems, pages)
    if best and branch[0] in getattr(_type(best[0]), "branches", ()):
        result = _result(structure, read(_type(best[0]), best[0].pk), best[1])
        return RouteResult(result.page, kwargs={**result.kwargs, "branch": tuple(branch)})
    raise Http404


def _places(structure: Structure, parts: list[str]) -> dict[str, str]:
    """Return the language by path in the tree of every place where these parts of an address may be."""
    tail = "".join(f"{part}/" for part in parts)
    return {f"{root.url_path}{tail}": root.language for root in structure.roots}


def _best(structure: Structure, places: dict[str, str], pages: dict[str, Page]) -> tuple[Page, str] | None:
    by_language = {language: pages[path] for path, language in places.items() if path in pages}
    order = (language for language in preference(structure.language) if language in by_language)
    return next(((by_language[language], language) for language in order), None)


def _type(page: Page) -> type[Page]:
    model: type[Page] = page.content_type.model_class()
    return model


def read(model: type[Page], pk: int) -> Page:
    """Return a page of a type, with picture and locale, in one query."""
    related = [name for name in ("locale", "picture", "alias_of") if name in {f.name for f in model._meta.fields}]
    return model.objects.select_related(*related).get(pk=pk)


def _result(structure: Structure, page: Page, language: str) -> RouteResult:
    source = page.alias_of
    if source is not None and source.locale_id != page.locale_id and source.live:
        return RouteResult(read(type(page), source.pk))
    if language == structure.language:
        return RouteResult(page)
    translation = live_translations(page).get(structure.language)
    return RouteResult(page, kwargs={"moved_to": translation} if translation else {})
