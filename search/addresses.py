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
        roots = _roots(request)
        sites = {root.site_id for root in roots}
        site = Site.find_for_request(request) if request and len(sites) > 1 else None
        self.site_id = site.pk if site else next(iter(sites), None) if len(sites) == 1 else None
        self.urlconf = get_urlconf()
        # The visitor's own site first, and in each the most specific root, as Wagtail lists them.
        own_first = sorted(roots, key=lambda root: root.site_id != self.site_id)
        self.starts = [(root.root_path, self._start(root)) for root in own_first]

    def _start(self, root: SiteRootPath) -> str:
        prefix = _prefix(root.language_code, self.urlconf)
        return prefix if root.site_id == self.site_id else root.root_url + prefix

    def of(self, url_path: str) -> str:
        """Return the address of the page at `url_path`, "" when it belongs to no site."""
        for path, start in self.starts:
            if url_path.startswith(path):
                return start + url_path[len(path) :]
        return ""
