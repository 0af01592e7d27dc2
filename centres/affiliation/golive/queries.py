"""What a microsite's pages hold, drafts included."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from centres.models import Centre


def newest(page: Page) -> Any:
    """Return a page as its last draft has it."""
    return page.get_latest_revision_as_object()


def has_text(page: Page) -> bool:
    """Say whether a page's draft has words of its own."""
    draft = newest(page.specific)
    return bool(getattr(draft, "summary", "") or getattr(draft, "body_blocks", None))


def never_shown(centre: Centre) -> list[tuple[Any, list[Any]]]:
    """Return, for each language of the microsite, its first page and the pages below that were never published.

    A language counts when one of its pages has text; a page without any body, such as a list, goes with the others.
    """
    found = []
    for home in centre.pages.select_related("locale").order_by("path"):
        below = [page for page in home.get_descendants().specific() if page.first_published_at is None]
        ready = [page for page in below if has_text(page) or not hasattr(page, "body")]
        if has_text(home) or any(map(has_text, below)):
            found.append((home, ready))
    return found
