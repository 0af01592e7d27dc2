"""From an address to a page: in its language's tree, else in another's. Two queries, whatever the depth."""

from __future__ import annotations

from django.http import Http404
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .structure import Structure
from .translations import live_translations, preference


def resolve(structure: Structure, path: str) -> RouteResult:
    """Return the live page at `path` (without language) for a visitor of the structure's language.

    A page that another language's tree has there is shown in that language, unless its translation is live meanwhile:
    then the answer leads to it. Raises Http404.
    """
    tail = "/".join(part for part in path.split("/") if part)
    places = {f"{root.url_path}{tail}/" if tail else root.url_path: root.language for root in structure.roots}
    found = Page.objects.live().filter(url_path__in=places).only("pk", "url_path", "content_type", "alias_of", "locale")
    by_language = {places[page.url_path]: page for page in found}
    for language in preference(structure.language):
        if language in by_language:
            return _result(structure, specific(by_language[language]), language)
    raise Http404


def specific(page: Page) -> Page:
    """Return the page as its own type, with picture and locale, in one query."""
    model = page.cached_content_type.model_class()
    related = [name for name in ("locale", "picture", "alias_of") if name in {f.name for f in model._meta.fields}]
    return model.objects.select_related(*related).get(pk=page.pk)


def _result(structure: Structure, page: Page, language: str) -> RouteResult:
    source = page.alias_of
    if source is not None and source.locale_id != page.locale_id and source.live:
        return RouteResult(specific(source))
    if language == structure.language:
        return RouteResult(page)
    translation = live_translations(page).get(structure.language)
    return RouteResult(page, kwargs={"moved_to": translation} if translation else {})
