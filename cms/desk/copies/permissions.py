"""Who copies what to where."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from ..queries import changeable_pages


def may_copy(user: Any, page: Page) -> bool:
    """Say whether `user` may copy a page somewhere: its draft is theirs to read."""
    return bool(page.depth > 1 and page.permissions_for_user(user).can_copy())


def may_copy_below(user: Any, page: Page) -> bool:
    """Say whether all pages below are the user's to read."""
    below = page.get_descendants()
    return not below.exclude(pk__in=changeable_pages(user).values("pk")).exists()


def may_copy_to(user: Any, page: Page, place: Page, *, with_children: bool = False) -> bool:
    """Say whether `user` may put a copy of a page below `place`."""
    allowed = bool(page.permissions_for_user(user).can_copy_to(place, recursive=with_children))
    return allowed and not (with_children and place.pk == page.pk) and (not with_children or may_copy_below(user, page))
