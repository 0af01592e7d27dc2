"""The page store: finished public pages, kept until anything published changes.

One counter in the shared cache is the version of the site. Whoever publishes, in whichever process, raises it, and no
older page is given out again. Only what a stranger would get is kept: no cookie, no session, no private header.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

T = TypeVar("T")
VERSION_KEY = "page-store:version"
# A stored page is dropped after this many seconds whatever happens: dates and "latest" blocks move on.
KEPT_SECONDS = 600
KEPT_QUERY = frozenset({"page", "topic", "author", "year", "month", "country", "language"})
BODY_LIMIT = 512 * 1024
KEPT_HEADERS = ("Content-Type", "Content-Language", "Content-Encoding", "Vary", "ETag", "Cache-Control")


def key_for(request: HttpRequest) -> str:
    """Return the key under which the answer to `request` is kept, "" when it may not be."""
    if request.method not in ("GET", "HEAD") or request.COOKIES or not KEPT_QUERY.issuperset(request.GET):
        return ""
    encoding = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "plain"
    name = f"{request.scheme}://{request.get_host()}{request.get_full_path()}#{encoding}"
    return f"page-store:{blake2b(name.encode(), digest_size=16).hexdigest()}"


def find(key: str) -> tuple[HttpResponse | None, int]:
    """Return the stored answer, if it is of the present version, and the version. One round trip."""
    found: dict[str, Any] = cache.get_many([key, VERSION_KEY])
    version = int(found.get(VERSION_KEY, 0))
    entry = found.get(key)
    until = entry.get("until") if entry else None
    if entry is None or entry["version"] != version or (until and until <= timezone.now()):
        return None, version
    response = HttpResponse(entry["body"], status=200)
    response.headers["Content-Length"] = str(len(entry["body"]))
    for name, value in entry["headers"].items():
        response.headers[name] = value
    return response, version


def keep(key: str, response: HttpResponse, version: int, *, until: datetime | None = None) -> None:
    """Keep `response` as the answer of `version`, the one read before the page was made, at the longest `until`."""
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    entry = {"version": version, "headers": headers, "body": response.content, "until": until}
    cache.set(key, entry, KEPT_SECONDS)


def keep_until(request: HttpRequest, moment: datetime) -> None:
    """Let the page being made be kept no longer than `moment`, when something on it begins or ends."""
    known: datetime | None = kept_until(request)
    request._kept_until = min(known, moment) if known else moment  # type: ignore[attr-defined]


def kept_until(request: HttpRequest) -> datetime | None:
    return getattr(request, "_kept_until", None)


def may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether `response` is a public page that everybody gets alike, and not one of endless addresses of it.

    A page that was asked for something it does not know sets `request.asks_unknown`.
    """
    control = response.headers.get("Cache-Control", "")
    page = getattr(request, "shown_page", None)
    return (
        response.status_code == 200
        and page is not None
        and page.kept_query.issuperset(request.GET)
        and not getattr(request, "asks_unknown", False)
        and not getattr(request, "is_preview", False)
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and "private" not in control
        and "no-store" not in control
        and not response.streaming
        and len(response.content) <= BODY_LIMIT
    )


def remember(key: str, make: Callable[[], T]) -> T:
    """Return what `make` gives, pickled and kept under `key` while the site stays as it is; None is not kept.

    One round trip when it is known.
    """
    found = cache.get_many([key, VERSION_KEY])
    version = int(found.get(VERSION_KEY, 0))
    kept: tuple[int, T] | None = found.get(key)
    if kept and kept[0] == version:
        return kept[1]
    made = make()
    if made is not None:
        cache.set(key, (version, made), KEPT_SECONDS)
    return made


def forget() -> None:
    """Make every stored page old."""
    try:
        cache.incr(VERSION_KEY)
    except ValueError:
        cache.set(VERSION_KEY, 1, None)
