"""By every road that deletes, a dump of the whole database is the same before, and after the return."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import models, transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from cms.desk.models import TrashEntry
from cms.desk.trash import services
from home.models import StandardPage
from search.services import reconcile
from tests.factories.accounts import make_superuser
from tests.factories.dump import differences, dump
from tests.factories.trash import Corner, make_corner

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def corner(commit, client) -> Corner:
    with commit():
        corner = make_corner()
    # Rows made by hand, and Wagtail's aliases, send no signals: what is derived from them is made as commands make it.
    reconcile()
    call_command("rebuild_references_index", verbosity=0)
    call_command("wagtail_update_index", verbosity=0, stdout=StringIO())
    client.force_login(make_superuser())
    client.get("/cms/trash/")
    return corner


def button(client: Any, *pages: Page, **data: Any) -> None:
    for page in pages:
        response = client.post(f"/cms/pages/{page.pk}/delete/", {"reason": "", **data})
        assert response.status_code == 302


def bulk(client: Any, *pages: Page, **data: Any) -> None:
    ids = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"/cms/bulk/wagtailcore/page/delete/?{ids}&next=/cms/", {"reason": "", **data})
    assert response.status_code == 302


ROADS = {
    "the button on one page": lambda client, c: button(client, c.page),
    "the button on a subtree": lambda client, c: button(client, c.section),
    "the button with translation and alias": lambda client, c: button(
        client, c.page, along=[c.translation.pk, c.alias.pk]
    ),
    "the button on a translation": lambda client, c: button(client, c.translation),
    "the button on an alias": lambda client, c: button(client, c.alias),
    "the button on a private page with a plan": lambda client, c: button(client, c.private),
    "the button on a page in a workflow": lambda client, c: button(client, c.news),
    "the bulk action": lambda client, c: bulk(client, c.page, c.private),
    "the bulk action with translations": lambda client, c: bulk(client, c.page, c.news, with_translations="on"),
    "the bulk action on a page and its parent": lambda client, c: bulk(client, c.section, c.page),
    "code on a page": lambda client, c: c.page.delete(),
    "code on a page that is not specific": lambda client, c: Page.objects.get(pk=c.section.pk).delete(),
    "code that names a person": lambda client, c: c.section.delete(user=c.editor),
    "Wagtail's action": lambda client, c: DeletePageAction(c.page, user=c.editor).execute(),
    "a queryset": lambda client, c: Page.objects.filter(pk__in=[c.page.pk, c.alias.pk, c.news.pk]).delete(),
    "a queryset of a type": lambda client, c: StandardPage.objects.filter(title__contains="lanterne").delete(),
    "a queryset of children": lambda client, c: Page.objects.child_of(c.section).delete(),
    "Django's own manager": lambda client, c: without_tree(
        StandardPage._base_manager.filter(pk=c.private.pk), c.private
    ),
    "Django's own deletion": lambda client, c: without_tree(c.private, c.private, models.Model.delete),
    "a home page with its site": lambda client, c: button(client, c.homes["fr"]),
    "the source and then its translation": lambda client, c: (c.page.delete(), c.translation.delete()),
    "the translation and then its source": lambda client, c: (c.translation.delete(), c.page.delete()),
}


def without_tree(what: Any, page: Page, delete: Any = None) -> None:
    """Delete as nobody should, past the tree; the parent's count of children is then put right by hand."""
    (delete or type(what).delete)(what)
    Page.objects.filter(pk=page.get_parent().pk).update(numchild=models.F("numchild") - 1)


def restore_all() -> list[str]:
    """Restore every entry, the last one first; return what was said."""
    notes = []
    for entry in TrashEntry.objects.order_by("-pk"):
        notes += [str(note) for note in services.restore(entry_id=entry.pk).notes]
    return notes


@pytest.mark.parametrize("road", ROADS)
def test_everything_comes_back(road, client, corner, commit):
    before = dump()

    with commit():
        ROADS[road](client, corner)
    assert TrashEntry.objects.exists()
    gone = dump()
    with commit():
        notes = restore_all()

    assert gone["wagtailcore_page"].keys() < before["wagtailcore_page"].keys()
    assert differences(before, dump()) == []
    assert len(gone["desk_trashentry"]) > 1 or notes == []
    assert not TrashEntry.objects.exists()
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("road", ["code on a page", "a queryset"])
def test_order_of_return_is_free(road, client, corner, commit):
    before = dump()
    with commit():
        corner.translation.delete()
        ROADS[road](client, corner)

    with commit():
        for entry in TrashEntry.objects.order_by("pk"):
            services.restore(entry_id=entry.pk)

    assert differences(before, dump()) == []


def test_picture_is_private_in_the_trash_and_public_again_after(corner, commit):
    rendition = corner.image.get_rendition("width-20").file.name
    assert storages["public"].exists(rendition)

    with commit():
        Page.objects.filter(pk__in=[corner.section.pk, corner.translation.pk, corner.alias.pk]).delete()
    assert not storages["public"].exists(rendition)
    with commit():
        restore_all()

    assert storages["public"].exists(rendition)


def test_page_answers_again(client, corner, commit):
    client.logout()
    address = corner.news.get_url()
    assert client.get(address).status_code == 200

    with commit():
        corner.section.delete()
    assert client.get(address).status_code == 404
    with commit():
        restore_all()

    assert client.get(address).status_code == 200


def test_deletion_that_fails_leaves_no_entry_and_is_kept_the_next_time(corner):
    class Refused(Exception):
        pass

    def refuse(sender: Any, **kwargs: Any) -> None:
        raise Refused

    models.signals.pre_delete.connect(refuse, sender=Page)
    try:
        with pytest.raises(Refused), transaction.atomic():
            corner.section.delete()
    finally:
        models.signals.pre_delete.disconnect(refuse, sender=Page)
    assert not TrashEntry.objects.exists()

    corner.section.delete()

    assert TrashEntry.objects.get().page_count == 5


def test_no_code_of_ours_deletes_pages_past_the_signal():
    """The roads that no signal watches, and the one that the making of a site takes."""
    past = re.compile(
        r"_raw_delete\(|delete_at_once\(|kept=False|DELETE\s+FROM\s+[\"']?wagtailcore_page\b|TRUNCATE", re.IGNORECASE
    )
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("cms", "centres", "home", "news", "search", "tools")
        for path in (ROOT / folder).rglob("*.py")
        if past.search(path.read_text(encoding="utf-8"))
    ]

    assert sorted(found) == ["cms/desk/trash/services.py", "home/services.py"]
