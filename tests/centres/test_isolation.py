"""A member of one centre finds no trace of another's: every address, every form, every id, as every role.

See docs/centres/isolation.md for what to do when an address, a form or a model fails here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from centres.enums import Role
from cms.core.overrides import overrides
from cms.library.models import Document, Image
from news.models import NewsIndexPage
from tests.factories.accounts import make_person
from tests.factories.media import media_stores_in
from tests.factories.pages import make_site
from tests.isolation.addresses import unjudged
from tests.isolation.markers import unmarked
from tests.isolation.tour import Tour
from tests.isolation.walker import Leak, Walker, undone
from tests.isolation.world import MARK, World, make_world, models_of_centres

# One of each way to refer to something from a body.
BODIES = ("text.page", "text.document", "picture.image.image", "call_to_action.page", "document.document", "reusable")
# What was asked at least: these numbers may grow, not fall.
LEAST_ADDRESSES, LEAST_FORMS, LEAST_IDS, LEAST_SAVED = 380, 28, 55, 5
WHOLE_ADDRESSES = 440


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[World, Any]]:
    """Make both centres once for all tests of this module; each question is undone."""
    folder = tmp_path_factory.mktemp("isolation")
    with django_db_blocker.unblock():
        make_site()  # before the transaction: it may have to lay the database anew
    with django_db_blocker.unblock(), transaction.atomic():
        with media_stores_in(folder):
            world = make_world()
        yield world, folder
        transaction.set_rollback(True)


@pytest.fixture
def world(made: tuple[World, Any]) -> Iterator[World]:
    with media_stores_in(made[1]), override_settings(STAFF_SECOND_FACTOR_REQUIRED=False):
        yield made[0]


def tour(world: World, role: Role = Role.MANAGER, **options: Any) -> Tour:
    client = Client(raise_request_exception=False)
    client.force_login(world.own.people[role])
    return Tour(Walker(world, client), **options)


def told(leaks: list[Leak]) -> str:
    return "\n".join(sorted({str(leak) for leak in leaks}))


def test_every_id_in_an_address_has_a_judge(world: World) -> None:
    assert sorted(set(unjudged())) == []


def test_every_text_of_the_other_centre_holds_the_word(world: World) -> None:
    assert sorted(unmarked(world.other.rows, MARK)) == []


def test_every_row_of_a_centre_has_a_model_in_this_world(world: World) -> None:
    """A model that leads to a centre, and has no row here, would be asked for nothing."""
    assert sorted(model._meta.label for model in models_of_centres() if not world.other.all(model)) == []


def test_a_manager_finds_nothing(world: World) -> None:
    walk = tour(world)

    walk.go()
    counts = walk.bodies(BODIES)

    print(f"{counts}; {walk.walker.asked} questions")  # noqa: T201 -- the count is the proof
    assert told(walk.walker.leaks) == ""
    assert sorted(set(walk.missed)) == []
    assert counts.addresses >= LEAST_ADDRESSES
    assert counts.forms >= LEAST_FORMS
    assert counts.ids >= LEAST_IDS
    assert counts.saved >= LEAST_SAVED


def test_a_translator_finds_nothing(world: World) -> None:
    walk = tour(world, Role.TRANSLATOR, posts=False)

    counts = walk.go(forms=False)

    assert told(walk.walker.leaks) == ""
    assert counts.addresses >= LEAST_ADDRESSES


@pytest.mark.prove
@pytest.mark.parametrize("role", list(Role))
def test_nobody_finds_anything(world: World, role: Role) -> None:
    walk = tour(world, role, whole=True)

    walk.go()
    counts = walk.bodies() if role in {Role.MANAGER, Role.EDITOR} else walk.counts

    print(f"{role}: {counts}; {walk.walker.asked} questions")  # noqa: T201 -- the count is the proof
    assert told(walk.walker.leaks) == ""
    assert counts.addresses >= WHOLE_ADDRESSES


def asks(*patterns: str) -> Callable[[World], list[Leak]]:
    def probe(world: World) -> list[Leak]:
        walk = tour(world, whole=True)
        walk.go(patterns)
        return walk.walker.leaks

    return probe


def saves(*places: str) -> Callable[[World], list[Leak]]:
    def probe(world: World) -> list[Leak]:
        walk = tour(world)
        walk.bodies(places)
        return walk.walker.leaks

    return probe


def asks_for_all(world: World) -> list[Leak]:
    walk = tour(world)
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    walk.walker.ask("wagtail_bulk_action", f"{path}?id=all")
    return walk.walker.leaks


def publishes_what_one_may_only_change(world: World) -> list[Leak]:
    """Ask for the publication of all translations, as somebody who may change them and publish none."""
    walk = tour(world, Role.TRANSLATOR)
    path = reverse("wagtail_localize:update_translations", args=[world.own.first(TranslationSource).pk])
    groups = world.own.centre.groups.filter(role=Role.TRANSLATOR).values("group")
    with undone():
        world.own.people[Role.TRANSLATOR].groups.add(*Group.objects.filter(pk__in=groups))
        answer = walk.walker.client.post(path, {"publish_translations": "on", "next": ""})
        return [Leak("published", "update_translations", "POST", path)] if answer.status_code == 302 else []


PROBES: dict[str, Callable[[World], list[Leak]]] = {
    "chosen by address": asks("wagtailadmin_choose_page_c*", "wagtailsnippetchoosers_reusable_*:chosen"),
    "titles of pages": asks("wagtailadmin_choose_page_search"),
    "names of people": asks("wagtailadmin_pages:history"),
    "chosen things": saves("picture.image.image"),
    "links in texts": saves("text.document"),
    "choices": asks("wagtailadmin_reports:workflow"),
    "references": saves("picture.image.image"),
    "page chooser": asks("wagtailadmin_choose_page_search"),
    "choosers of rows": asks("wagtailsnippetchoosers_reusable_reusablecontent:choose"),
    "interface of files": asks("wagtailadmin_api:images:listing"),
    "interface of snippets": asks("wagtail_localize:snippets_api_listing"),
    "report of translations": asks("wagtail_localize:translations_report"),
    "report of page types": asks("wagtailadmin_reports:page_types_usage"),
    "popular tags": asks("wagtailimages:index"),
    "completed tags": asks("wagtailadmin_tag_autocomplete"),
    "bulk actions": asks_for_all,
    "translations by address": asks("wagtail_localize:update_translations"),
    "languages of a submission": asks("wagtail_localize:submit_page_translation"),
    "publication of translations": publishes_what_one_may_only_change,
}


@pytest.mark.parametrize("name", [override.name for override in overrides()])
def test_each_override_closes_a_leak(world: World, name: str) -> None:
    override = next(item for item in overrides() if item.name == name)
    with override.removed():
        leaks = PROBES[name](world)

    assert leaks, f"without “{name}” nobody sees: {override.closes}"


def test_addresses_outside_the_office_tell_nothing(world: World) -> None:
    """Files by number, by name; drafts by their path; search, feeds, maps."""
    walk = tour(world).walker
    document, image = world.other.first(Document), world.other.first(Image)
    hidden = [
        f"/documents/{document.pk}/{document.filename}",
        f"/documents/{document.pk}/other.pdf",
        f"/media/{document.file.name}",
        f"/media/{image.file.name}",
        f"/cms/media/rendition/{image.renditions.first().pk}/",
        world.other.first(Page).url,
    ]

    assert [walk.client.get(path).status_code for path in hidden] == [404] * len(hidden)
    index = world.other.first(NewsIndexPage)
    for path in (f"/feeds/fr/news/in/{index.pk}/", "/feeds/fr/news/", "/sitemap.xml", "/search/suggest/?q=qxv"):
        walk.ask("outside", path)
    walk.ask("outside", "/fr/search/?q=qxv")
    assert told(walk.leaks) == ""


def test_a_right_and_a_wrong_digest_get_the_same_answer(world: World) -> None:
    client = tour(world).walker.client
    document = world.other.first(Document)
    path = f"/documents/{document.pk}/{document.filename}"

    right = client.get(path, headers={"if-none-match": f'"{document.get_file_hash()}"'})
    wrong = client.get(path, headers={"if-none-match": '"0000"'})

    assert (
        (right.status_code, right.headers.get("ETag")) == (wrong.status_code, wrong.headers.get("ETag")) == (404, None)
    )


def test_the_main_office_works_as_before(world: World) -> None:
    """Editors of the whole tree see both centres, and the choosers of all."""
    client = Client()
    client.force_login(make_person("nova@mondcivitan.example", groups=("Editors",)))
    found = client.get("/cms/choose-page/search/?q=qxv").content.decode()
    history = client.get(reverse("wagtailadmin_pages:history", args=[world.own.first(Page).pk])).content.decode()

    assert "qxvb draft" in found
    assert f"{MARK} manager" in history
