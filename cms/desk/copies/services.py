"""Makes copies: new drafts that belong to no translation of the original."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, TranslatableMixin

# Copies made by one request, children included: a few seconds of one writer.
MOST_PAGES = 60
NEW = {"go_live_at": None, "expire_at": None, "locked": False, "locked_by": None, "locked_at": None}


@transaction.atomic
def copy_page(*, page: Page, parent: Page, user: Any, with_children: bool = False) -> Page:
    """Copy the newest text of `page`, and of the pages below it if asked, as drafts in the language of `parent`.

    The caller judges what `user` may, and how many pages that is.
    """
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    below = list(page.get_descendants().order_by("path").specific()) if with_children else []
    made = {page.path: _copy_one(page.specific, parent, user)}
    for child in below:
        above = made[child.path[: -Page.steplen]]
        made[child.path] = _copy_one(child, Page.objects.get(pk=above.pk), user)
    return made[page.path]


def _take_language(source: Page, copy: Page, relation: Any, child: Any) -> None:
    """Let what hangs on the copy (the fields of a form) be in its language, or no translation could be made of it."""
    if isinstance(child, TranslatableMixin):
        child.locale = copy.locale


def _copy_one(page: Page, parent: Page, user: Any) -> Page:
    newest = page.get_latest_revision_as_object()
    attributes = {
        **NEW,
        "locale": parent.locale,
        "slug": find_available_slug(parent, newest.slug),
        "draft_title": newest.title,
    }
    action = CopyPageAction(
        newest,
        to=parent,
        update_attrs=attributes,
        copy_revisions=False,
        keep_live=False,
        user=user,
        process_child_object=_take_language,
    )
    copy: Page = action.execute(skip_permission_checks=True)
    return copy
