"""The sitemap: every live public page with its translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site

from cms.core.translations import own_texts

if TYPE_CHECKING:
    from uuid import UUID

# The sitemap protocol's limit of addresses in one file.
ADDRESS_LIMIT = 50_000
# Functions that return, for each address that is not a page's own, its path by language; apps above append theirs.
more_groups: list[Callable[[HttpRequest], list[dict[str, str]]]] = []
# Functions that narrow the pages to those whose canonical address is their own; apps above append theirs.
narrowings: list[Callable[[QuerySet[Page]], QuerySet[Page]]] = []


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with sitemaps.org XML; each address names its translations and x-default."""
    groups = [*translation_groups(request), *_more_groups(request)][:ADDRESS_LIMIT]
    response = render(request, "pages/core/sitemap.xml", {"groups": groups}, content_type="application/xml")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def translation_groups(request: HttpRequest) -> list[list[dict[str, object]]]:
    """Return the pages of the site by translation group: address, language, date, alternates."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    origin = f"{request.scheme}://{request.get_host()}"
    groups: defaultdict[UUID, list[dict[str, object]]] = defaultdict(list)
    for page in _pages(site)[:ADDRESS_LIMIT]:
        language = page["locale__language_code"]
        address = f"{origin}/{language}/{page['url_path'].split('/', 2)[2]}"
        groups[page["translation_key"]].append(
            {"address": address, "language": language, "changed": page["last_published_at"]}
        )
    return [_with_default(group) for group in groups.values()]


def _with_default(group: list[dict[str, object]]) -> list[dict[str, object]]:
    default = next((item for item in group if item["language"] == settings.LANGUAGE_CODE), group[0])
    group[0]["default"] = default["address"]
    return group


def _more_groups(request: HttpRequest) -> list[list[dict[str, object]]]:
    origin = f"{request.scheme}://{request.get_host()}"
    return [
        _with_default(
            [{"address": f"{origin}{path}", "language": code, "changed": None} for code, path in paths.items()]
        )
        for find in more_groups
        for paths in find(request)
        if paths
    ]


def _pages(site: Site):  # type: ignore[no-untyped-def] -- a values() queryset has no short name
    roots = Page.objects.filter(translation_key=site.root_page.translation_key).values_list("path", flat=True)
    condition = Q(pk__in=[])
    for path in roots:
        condition |= Q(path__startswith=path)
    pages = own_texts(Page.objects.live().public().filter(condition))
    for narrow in narrowings:
        pages = narrow(pages)
    return pages.order_by("path").values("url_path", "locale__language_code", "translation_key", "last_published_at")
