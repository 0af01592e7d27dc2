"""Rights on a root and all its translations."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Locale, Page

from cms.core import trees


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.create(name="Writers")


@pytest.fixture
def root(db: None) -> Page:
    return Page.objects.get(depth=1).add_child(instance=Page(title="Radiko", slug="radiko"))


def in_language(root: Page, code: str) -> Page:
    locale, _ = Locale.objects.get_or_create(language_code=code)
    translation = Page(title=code, slug=f"radiko-{code}", locale=locale, translation_key=root.translation_key)
    return Page.objects.get(depth=1).add_child(instance=translation)


def rights(group: Group) -> set[tuple[int, str]]:
    rows = GroupPagePermission.objects.filter(group=group)
    return set(rows.values_list("page_id", "permission__codename"))


def test_rights_reach_every_language(group: Group, root: Page) -> None:
    other = in_language(root, "eo")

    assert trees.grant(group=group, root=other, permissions=["add", "publish"]) == 4
    assert rights(group) == {(page.pk, f"{name}_page") for page in (root, other) for name in ("add", "publish")}


def test_granting_again_gives_only_what_a_new_language_misses(group: Group, root: Page) -> None:
    trees.grant(group=group, root=root, permissions=["add"])
    assert trees.grant(group=group, root=root, permissions=["add"]) == 0
    new = in_language(root, "ar")

    assert trees.grant(group=group, root=root, permissions=["add"]) == 1
    assert rights(group) == {(root.pk, "add_page"), (new.pk, "add_page")}


def test_revoking_takes_what_is_named_or_all(group: Group, root: Page) -> None:
    in_language(root, "eo")
    trees.grant(group=group, root=root, permissions=["add", "change"])

    assert trees.revoke(group=group, root=root, permissions=["add"]) == 2
    assert {name for _page, name in rights(group)} == {"change_page"}
    assert trees.revoke(group=group, root=root) == 2
    assert trees.revoke(group=group, root=root) == 0


def test_other_groups_keep_their_rights(group: Group, root: Page) -> None:
    other = Group.objects.create(name="Others")
    trees.grant(group=other, root=root, permissions=["add"])
    trees.revoke(group=group, root=root)

    assert rights(other) == {(root.pk, "add_page")}


def test_a_right_that_does_not_exist_gives_nothing(group: Any, root: Page) -> None:
    with pytest.raises(ValueError, match="fly_page"):
        trees.grant(group=group, root=root, permissions=["add", "fly"])
    assert rights(group) == set()
