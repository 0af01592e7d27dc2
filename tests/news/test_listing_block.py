"""A listing is a saved query: what fits, in the visitor's language, once each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale, ReferenceIndex

from cms.core import listings
from cms.translate.services import translate
from home.models import StandardPage
from news.listing_block import ListingBlock, bounds
from tests.factories.news import make_written_news
from tests.factories.pages import make_page, make_section, text_block, translate_page
from tests.news.conftest import soup, titles


def block(**value) -> dict:
    return {"type": "listing", "value": {"kind": "news", "count": 6, "period": {}, **value}}


@pytest.fixture
def shown(client, told):
    """Return the list that a page with such a listing shows in a language."""

    def show(language: str = "fr", **value):
        page = make_page(told.homes["fr"], "Page", slug="page", body=[block(**value)])
        return soup(client.get(f"/{language}/{page.slug}/"))

    return show


def key(item) -> str:
    return str(item.translation_key)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, ["Trois", "Deux", "Une"]),
        ({"count": 2}, ["Trois", "Deux"]),
        ({"order": "oldest"}, ["Une", "Deux", "Trois"]),
        ({"order": "title"}, ["Deux", "Trois", "Une"]),
        ({"order": "unheard of"}, ["Trois", "Deux", "Une"]),
        ({"period": {"year": 2025}}, ["Une"]),
        ({"period": {"since": "2026-05-01"}}, ["Trois", "Deux"]),
        ({"period": {"until": "2026-05-01"}}, ["Deux", "Une"]),
        ({"period": {"since": "2026-05-02", "until": "2026-05-31"}}, []),
        ({"look": "lines"}, ["Trois", "Deux", "Une"]),
        ({"kind": "gone"}, []),
    ],
)
def test_listing_holds_what_fits(shown, value, expected):
    assert titles(shown(**value)) == expected


def test_topics_widen_and_the_author_narrows(told, client):
    page = make_page(
        told.homes["fr"],
        "Page",
        slug="page",
        body=[block(topics=[key(told.peace), key(told.climate)], author=key(told.ana))],
    )

    assert titles(soup(client.get(page.get_url()))) == ["Deux", "Une"]


def test_topic_that_is_gone_finds_nothing_and_breaks_nothing(shown):
    assert titles(shown(topics=["0b0e3b4e-0000-0000-0000-000000000000"])) == []


def test_last_days_move_with_the_calendar(shown, told):
    today = timezone.localdate()
    make_written_news(told.index, "Hier", day=today - timedelta(days=1))
    make_written_news(told.index, "Ancienne", day=today - timedelta(days=31))

    found = titles(shown(period={"days": 30}))
    assert "Hier" in found
    assert "Ancienne" not in found


def test_listing_speaks_the_visitors_language(client, told):
    page = make_page(told.homes["fr"], "Page", slug="page", body=[block(topics=[key(told.peace)])])
    translate_page(page, "eo", "Paĝo", slug="pagho")

    shown = soup(client.get("/eo/pagho/"))
    assert titles(shown) == ["Deux", "Unu"]
    assert [title.get("lang") for title in shown.select("main .card__title")] == ["fr", None]


def test_listing_survives_translation_by_segments(told):
    source = make_page(told.homes["fr"], "Page", body=[block(title="À lire", topics=[key(told.peace)])])
    target = StandardPage(title="Seite", slug="seite", locale=Locale.objects.get(language_code="de"))
    raw = source.body.raw_data[0]
    target.body = StandardPage.body.field.to_python(
        [{**raw, "value": {**raw["value"], "title": "Zu lesen", "topics": []}}]
    )

    made = translate(source=source, target=target, locale=target.locale)

    assert made.body[0].value["title"] == "Zu lesen"
    assert made.body[0].value["topics"] == [key(told.peace)]


def test_link_to_all_leads_to_the_same_choice(shown, told):
    one = shown(topics=[key(told.peace)], author=key(told.ana), more="Tout lire")

    assert one.select_one("main .more")["href"] == "/fr/nouvelles/topic/paix/?author=ana-brume"


@pytest.mark.parametrize(("words", "address"), [("Tout lire", "/fr/nouvelles/"), ("", None)])
def test_link_to_all_needs_words(shown, words, address):
    link = shown(more=words).select_one("main .more")

    assert (link["href"] if link else None) == address


@pytest.mark.parametrize("words", ["Revenez demain.", ""])
def test_empty_listing_says_so(shown, words):
    text = shown(period={"year": 1999}, empty=words).select_one("main .quiet").get_text(strip=True)

    assert text == words if words else text


def test_pages_below_a_page_in_the_order_of_the_tree(client, told):
    section = make_section(told.homes["fr"], "Mouvement", slug="mouvement")
    first = make_page(section, "Zèbre", body=[text_block("<p>Rayé.</p>")])
    make_page(first, "Abeille")
    translate_page(first, "eo", "Zebro", slug="zebro")
    value = {"kind": "page", "page": section.pk}
    make_page(
        told.homes["fr"],
        "Page",
        slug="page",
        body=[block(**value, order="tree", more="Le mouvement"), block(**value, order="title")],
    )

    shown = soup(client.get("/fr/page/"))
    assert titles(shown) == ["Zèbre", "Abeille", "Abeille", "Zèbre"]
    assert shown.select_one("main .more")["href"] == "/fr/mouvement/"
    assert titles(soup(client.get("/eo/page/")))[0] == "Zebro"


def test_listing_of_pages_leaves_out_the_page_it_stands_on(client, told):
    make_page(told.homes["fr"], "Autre")
    make_page(told.homes["fr"], "Page", slug="page", body=[block(kind="page")])

    assert titles(soup(client.get("/fr/page/"))) == ["Autre"]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"kind": "page", "topics": True}, "topics"),
        ({"kind": "page", "author": True}, "author"),
        ({"kind": "news", "order": "tree"}, "order"),
        ({"count": 0}, "count"),
        ({"count": 25}, "count"),
        ({"kind": "unheard of"}, "kind"),
    ],
)
def test_editor_is_told_what_does_not_fit(told, value, field):
    chosen = {"topics": [key(told.peace)], "author": key(told.ana)}
    whole = {name: chosen[name] if item is True else item for name, item in value.items()}
    definition = ListingBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        definition.clean(definition.to_python(block(**whole)["value"]))
    assert set(refusal.value.block_errors) == {field}


def test_period_that_ends_before_it_begins_is_refused(db):
    definition = ListingBlock()
    value = block(period={"year": 2026, "until": "2025-12-31"})["value"]

    with pytest.raises(StructBlockValidationError) as refusal:
        definition.clean(definition.to_python(value))
    assert "period" in refusal.value.block_errors


def test_bounds_hold_together():
    today = timezone.localdate()

    assert bounds({}) == (None, None)
    assert bounds({"year": 2025, "since": date(2025, 6, 1)}) == (date(2025, 6, 1), date(2025, 12, 31))
    assert bounds({"days": 7, "until": today}) == (today - timedelta(days=7), today)


def test_reference_index_knows_what_a_listing_names(told):
    page = make_page(told.homes["fr"], "Page", body=[block(topics=[key(told.peace)], author=key(told.ana))])
    ReferenceIndex.create_or_update_for_object(page)

    for item in (told.peace, told.ana):
        uses = [use for use, _references in ReferenceIndex.get_grouped_references_to(item)]
        assert page.pk in [use.pk for use in uses]


def test_search_reads_the_words_of_a_listing_and_not_its_settings(told):
    page = make_page(told.homes["fr"], "Page", body=[block(title="À lire", topics=[key(told.peace)], look="lines")])
    words = StandardPage.body.field.get_searchable_content(page.body)

    assert [word for word in words if word] == ["À lire"]


# Outside a request one more is asked, about what is restricted.
@pytest.mark.parametrize(("kind", "queries"), [("news", 2), ("page", 4)])
@pytest.mark.parametrize("number", [1, 3])
def test_lines_ask_as_often_for_three_as_for_one(ground, django_assert_num_queries, kind, number, queries):
    for place in range(number):
        make_written_news(ground.index, f"Nouvelle {place}", topics=[ground.peace])
        make_page(ground.homes["fr"], f"Page {place}")
    query = listings.Query(language="fr", count=6)
    listings.listing_kind(kind).find(query)

    with django_assert_num_queries(queries):
        assert len([page.locale.language_code for page in listings.listing_kind(kind).find(query)]) == number
