"""Addresses of found pages from their stored paths, without loading the pages."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import override
from wagtail.models import Site

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models.sites import SiteRootPath


@lru_cache(maxsize=256)
def _prefix(language: str, urlconf: str | None) -> str:
    """Return the path at which pages of a language begin."""
    with override(language):
        try:
            return reverse("wagtail_serve", args=("",), urlconf=urlconf)
        except NoReverseMatch:
            return f"/{language}/"


def _roots(request: HttpRequest | None) -> list[SiteRootPath]:
    """Return the roots of all sites, kept on the request where `Page.get_url` keeps them too."""
    holder: Any = request or SimpleNamespace()
    if not hasattr(holder, "_wagtail_cached_site_root_paths"):
        holder._wagtail_cached_site_root_paths = Site.get_site_root_paths()
    roots: list[SiteRootPath] = holder._wagtail_cached_site_root_paths
    return roots


class Addresses:
    """Makes addresses as `Page.get_url` does, for one request."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        self.roots = [(root.root_path, root) for root in _roots(request)]
        sites = {root.site_id for _path, root in self.roots}
        site = Site.find_for_request(request) if request and len(sites) > 1 else None
        self.site_id = site.pk if site else next(iter(sites), None)
        self.urlconf = get_urlconf()

    def of(self, url_path: str) -> str:
        """Return the address of the page at `url_path`, "" when it belongs to no site."""
        own = [root for path, root in self.roots if url_path.startswith(path)]
        if not own:
            return ""
        root = next((item for item in own if item.site_id == self.site_id), own[0])
        path = _prefix(root.language_code, self.urlconf) + url_path[len(root.root_path) :]
        return path if root.site_id == self.site_id else root.root_url + path
