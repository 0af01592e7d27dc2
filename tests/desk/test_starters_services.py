"""A starter keeps the text of a page and nothing that belongs to that page alone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from cms.core.models import AuditEntry
from cms.desk.models import Starter
from cms.desk.starters import services, snapshot
from home.models import FormPage, HomePage, SectionPage, StandardPage
from news.models import NewsPage, Topic
from tests.factories.accounts import make_person
from tests.factories.forms import QUESTIONS, make_form, translate_form
from tests.factories.media import document_block, make_document, make_image, picture_block
from tests.factories.pages import make_news, make_news_index, make_page, make_site, text_block
from tests.factories.reusable import make_content, reusable_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_site()["fr"]


def cards(*titles: str) -> dict[str, Any]:
    items = [
        {"type": "item", "value": {"title": title, "text": "", "page": None, "url": ""}, "id": title}
        for title in titles
    ]
    return {"type": "cards", "value": {"title": "Suite", "items": items}, "id": "cards"}


def ids_of(raw: Any) -> set[str]:
    """Return every block id anywhere in a raw body."""
    if isinstance(raw, dict):
        own = {raw["id"]} if raw.keys() >= {"type", "value", "id"} else set()
        return own.union(*(ids_of(item) for item in raw.values()))
    return set().union(*(ids_of(item) for item in raw)) if isinstance(raw, list) else set()


def raw_body(page: Any) -> list[dict[str, Any]]:
    return page.body.get_prep_value()


def plain(body: Any) -> str:
    return " ".join(body.stream_block.get_searchable_content(body))


def test_draft_has_the_text_with_new_ids_and_key(home):
    page = make_page(
        home, "Réunion", summary="Une réunion.", body=[{**text_block("<p>Ordre</p>"), "id": "one"}, cards("A", "B")]
    )
    starter = services.make_starter(page=page, user=None, name="Compte rendu")

    made = services.apply_starter(starter=starter, parent=home, user=None, title="Réunion de mai").page

    made = StandardPage.objects.get(pk=made.pk)
    assert (made.title, made.draft_title, made.summary, made.slug) == (
        "Réunion de mai",
        "Réunion de mai",
        "Une réunion.",
        "reunion-de-mai",
    )
    assert (made.live, made.has_unpublished_changes, made.first_published_at) == (False, True, None)
    assert made.latest_revision is not None
    assert made.translation_key != page.translation_key
    assert plain(made.body) == plain(page.body)
    assert len(ids_of(raw_body(made))) == 4
    assert not ids_of(raw_body(made)) & ids_of(raw_body(page))


def test_nothing_of_the_page_itself_comes_along(home):
    author = make_person()
    page = make_page(
        make_news_index(home),
        "Vieille nouvelle",
        kind=NewsPage,
        date=date(2020, 1, 1),
        byline="Le bureau",
        expire_at=timezone.now() + timedelta(days=3),
        show_in_menus=True,
        locked=True,
        owner=author,
    )
    starter = services.make_starter(page=page, user=author, name="Nouvelle")

    made = services.apply_starter(starter=starter, parent=page.get_parent(), user=None).page

    assert (made.date, made.byline) == (timezone.localdate(), "Le bureau")
    assert (made.expire_at, made.show_in_menus, made.locked, made.owner) == (None, False, False, None)
    assert made.slug == "vieille-nouvelle-1"
    assert set(starter.content) == {
        "title", "search_description", "summary", "picture", "picture_alt", "picture_is_decorative", "byline", "topics",
        "authorships", "body",
    }  # fmt: skip


def test_newest_draft_is_kept_and_later_changes_are_not(home):
    page = make_page(home, "Page", body=[text_block("<p>publié</p>")])
    page.body = page._meta.get_field("body").to_python([text_block("<p>brouillon</p>")])
    page.save_revision()
    starter = services.make_starter(page=Page.objects.get(pk=page.pk).specific, user=None, name="N")
    page.body = page._meta.get_field("body").to_python([text_block("<p>plus tard</p>")])
    page.save_revision().publish()
    page.delete()

    assert plain(services.apply_starter(starter=starter, parent=home, user=None).page.body) == "brouillon"


def test_new_page_is_in_the_language_of_its_place(home):
    starter = services.make_starter(page=make_page(home, "Page"), user=None, name="N")
    german = HomePage.objects.get(locale__language_code="de")

    made = services.apply_starter(starter=starter, parent=german, user=None).page

    assert made.locale.language_code == "de"
    assert starter.language == "fr"


def test_title_without_latin_letters_gets_an_address(home):
    starter = services.make_starter(page=make_page(home, "Page"), user=None, name="N")

    slugs = [services.apply_starter(starter=starter, parent=home, user=None, title="دعوة").page.slug for _ in range(2)]

    assert slugs == ["standardpage", "standardpage-1"]


def test_place_that_cannot_hold_the_type_is_refused(home):
    starter = services.make_starter(page=make_page(home, "Section", kind=SectionPage), user=None, name="N")
    page = make_page(home, "Page")

    with pytest.raises(services.StarterError):
        services.apply_starter(starter=starter, parent=page, user=None)
    assert Page.objects.child_of(page).count() == 0


def test_type_that_is_gone_is_refused(home):
    starter = services.make_starter(page=make_page(home, "Page"), user=None, name="N")
    starter.kind = ContentType.objects.create(app_label="old", model="oldpage")
    starter.save()

    with pytest.raises(services.StarterError):
        services.apply_starter(starter=starter, parent=home, user=None)


def with_content(home, content: dict[str, Any]) -> Starter:
    starter = services.make_starter(page=make_page(home, "Page"), user=None, name="N")
    starter.content = {"title": "Page", **content}
    starter.save()
    return starter


@pytest.mark.parametrize(
    "block",
    [
        {"type": "carousel", "value": {}, "id": "x"},
        {"type": "picture", "value": {"image": {"image": 999_999, "alt_text": "", "decorative": True}}, "id": "x"},
        {"type": "picture", "value": "not a picture", "id": "x"},
        {"type": "cards", "value": ["not", "cards"], "id": "x"},
        {"type": "table", "value": {"caption": "", "head": "no list", "lines": []}, "id": "x"},
        {"value": "no type"},
        "no block",
        None,
    ],
    ids=lambda block: str(block)[:40],
)
def test_block_that_nothing_can_hold_is_skipped_with_a_word(home, block):
    starter = with_content(home, {"body": [block, text_block("<p>Reste</p>")]})

    applied = services.apply_starter(starter=starter, parent=home, user=None)

    assert plain(applied.page.body) == "Reste"
    assert len(applied.skipped) == 1
    assert len(raw_body(StandardPage.objects.get(pk=applied.page.pk))) == 1


def test_unknown_fields_are_skipped_with_words(home):
    block = {**cards("A"), "value": {**cards("A")["value"], "colour": "red"}}
    starter = with_content(home, {"body": [block], "weather": "fine", "picture": 999_999})

    applied = services.apply_starter(starter=starter, parent=home, user=None)

    assert len(applied.skipped) == 3
    assert applied.page.picture is None
    assert "A" in plain(applied.page.body)


@pytest.mark.parametrize("body", ["text", {"a": 1}, 3, True])
def test_body_that_is_no_list_is_skipped(home, body):
    applied = services.apply_starter(starter=with_content(home, {"body": body}), parent=home, user=None)

    assert len(applied.page.body) == 0
    assert len(applied.skipped) == 1


def test_files_that_the_person_may_not_use_are_left_out(home):
    image, paper = make_image(), make_document()
    page = make_page(
        home, "Page", picture=image, body=[picture_block(image), document_block(paper), text_block("<p>Reste</p>")]
    )
    starter = services.make_starter(page=page, user=None, name="N")

    all_of_it = services.apply_starter(starter=starter, parent=home, user=None)
    without = services.apply_starter(starter=starter, parent=home, user=None, may_use=lambda target: False)

    assert (len(all_of_it.page.body), all_of_it.skipped) == (3, [])
    assert (len(without.page.body), len(without.skipped), without.page.picture) == (1, 3, None)


def test_topics_and_reusable_content_come_along_while_they_exist(home):
    locale = Locale.objects.get(language_code="fr")
    kept, gone = (Topic.objects.create(name=name, slug=name, locale=locale) for name in ("un", "deux"))
    content = make_content()
    news = make_news(make_news_index(home), "Nouvelle", body=[reusable_block(content)])
    news.topics.set([kept, gone])
    news.save_revision().publish()
    starter = services.make_starter(page=news, user=None, name="N")
    gone.delete()

    made = services.apply_starter(starter=starter, parent=news.get_parent(), user=None).page

    assert list(NewsPage.objects.get(pk=made.pk).topics.all()) == [kept]
    assert raw_body(made)[0]["value"] == content.pk
    assert set(content.uses.values_list("page_id", flat=True)) == {news.pk, made.pk}


def test_use_is_counted_and_logged(home):
    user = make_person()
    starter = services.make_starter(page=make_page(home, "Page"), user=user, name="N")
    stale = Starter.objects.get(pk=starter.pk)

    made = [services.apply_starter(starter=item, parent=home, user=user).page for item in (starter, stale)]

    starter.refresh_from_db()
    assert starter.use_count == 2
    assert starter.used_at is not None
    assert AuditEntry.objects.filter(action="starter.used", object_id=str(starter.pk)).count() == 2
    assert PageLogEntry.objects.filter(page=made[0].pk, action="wagtail.create", user=user).exists()


def test_parent_is_held_while_a_page_is_made(home):
    """Two at once below one parent must not take the same place in the tree: the row is locked first."""
    starter = services.make_starter(page=make_page(home, "Page"), user=None, name="N")
    stale = Page.objects.get(pk=home.pk)
    services.apply_starter(starter=starter, parent=home, user=None)

    made = services.apply_starter(starter=starter, parent=stale, user=None).page

    assert made.get_parent().pk == home.pk
    assert connection.in_atomic_block
    assert Page.objects.get(pk=home.pk).numchild == Page.objects.child_of(home).count()
    assert Page.objects.child_of(home).type(StandardPage).count() == 3


def test_limits(home, monkeypatch):
    user = make_person()
    page = make_page(home, "Page", body=[text_block("<p>" + "é" * 600 + "</p>")])
    monkeypatch.setattr(services, "LARGEST", 1000)
    with pytest.raises(services.StarterError):
        services.make_starter(page=page, user=user, name="N")
    monkeypatch.setattr(services, "LARGEST", 10_000)
    monkeypatch.setattr(services, "MOST_PER_PERSON", 1)
    services.make_starter(page=page, user=user, name="N")

    with pytest.raises(services.StarterError):
        services.make_starter(page=page, user=user, name="N")
    assert Starter.objects.count() == 1


def test_changing_and_deleting_leave_pages_alone(home):
    user = make_person()
    starter = services.make_starter(page=make_page(home, "Page"), user=user, name="N")
    made = services.apply_starter(starter=starter, parent=home, user=user).page
    content = starter.content

    services.change_starter(starter=starter, user=user, name="M", description="d", is_shared=True)
    starter.refresh_from_db()
    assert (starter.name, starter.description, starter.is_shared, starter.content) == ("M", "d", True, content)
    services.delete_starter(starter=starter, user=user)

    assert Page.objects.filter(pk=made.pk).exists()
    assert not Starter.objects.exists()


def test_snapshot_is_plain_json(home):
    page = make_page(home, "Page", body=[cards("A")])

    content = snapshot.take(page)

    assert json.loads(json.dumps(content))["body"][0]["type"] == "cards"


def test_page_that_breaks_a_rule_of_its_model_is_not_made(home):
    starter = with_content(home, {"title": "x" * 300})

    with pytest.raises(ValidationError):
        services.apply_starter(starter=starter, parent=home, user=None)
    assert Starter.objects.get(pk=starter.pk).use_count == 0


def test_form_keeps_its_fields_in_the_language_of_the_new_page():
    homes = make_site()
    starter = services.make_starter(page=make_form(parent=homes["fr"]), user=None, name="Formulaire")

    page = services.apply_starter(starter=starter, parent=homes["en"], user=None).page

    assert {field.locale.language_code for field in page.form_fields.all()} == {"en"}
    french = translate_form(FormPage.objects.get(pk=page.pk), "fr", "Retour", QUESTIONS, slug="retour")
    assert [field.label for field in french.form_fields.all()] == [item["label"] for item in QUESTIONS]
