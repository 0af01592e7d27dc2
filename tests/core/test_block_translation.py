"""Every block is translated segment by segment, with lists and columns; names, looks and addresses are left alone."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from cms.core.block_registry import block_names
from cms.library.models import Image
from cms.library.services import prepare_picture
from home.models import StandardPage
from search.extract import body_text
from tests.factories.blocks import NOT_WORDS, PLAIN_WORDS, RICH_WORDS, full_body
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db
# Blocks of other apps that show what is elsewhere: they have no words but a title.
OF_OTHER_APPS = {"children", "latest_news"}


@pytest.fixture
def page():
    return make_page(make_site()["fr"], "Essai", body=full_body())


def segments(page: StandardPage) -> dict[str, str]:
    source, _new = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    found = StringSegment.objects.filter(source=source, context__path__startswith="body.")
    return dict(found.values_list("context__path", "string__data"))


def test_the_body_holds_every_block_of_the_platform():
    held = {item["type"] for item in full_body()}

    assert {"heading", "columns", "video", "gallery", "documents"} <= held
    assert {name for name in block_names() if name in held} == held


def test_every_word_is_a_segment_of_its_own_and_nothing_else_is(page):
    found = segments(page)

    texts = [BeautifulSoup(text, "html.parser").get_text() for text in found.values()]
    assert sorted(set(texts)) == sorted({*PLAIN_WORDS, *RICH_WORDS})
    assert not set(texts) & NOT_WORDS
    assert len(found) >= len(PLAIN_WORDS)


def test_translations_come_back_to_their_places(page, client):
    source, _new = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    locale = Locale.objects.get(language_code="eo")
    for segment in StringSegment.objects.filter(source=source, context__path__startswith="body."):
        segment.string.translations.create(locale=locale, context=segment.context, data=f"{segment.string.data} (eo)")

    source.create_or_update_translation(locale, publish=False, fallback=True)
    translated = page.get_translation(locale)
    translated.get_latest_revision().publish()
    for image in Image.objects.all():
        prepare_picture(image=image)
    response = client.get(translated.get_url())

    shown = BeautifulSoup(response.content, "html.parser").select_one(".body")
    text = " ".join(shown.get_text(" ").split())
    for words in PLAIN_WORDS | RICH_WORDS:
        assert f"{words} (eo)" in text or f"{words} (eo)" in attributes(shown), words
    assert "Naima Sørensen" in text
    assert "Naima Sørensen (eo)" not in text


def attributes(shown: BeautifulSoup) -> str:
    """Return the words that only assistive technology meets."""
    return " ".join(str(tag.get(name, "")) for tag in shown.find_all(True) for name in ("alt", "aria-label"))


def test_search_finds_the_words_and_no_looks(page):
    text = body_text(page)

    for words in (PLAIN_WORDS | RICH_WORDS) - {"Texte de remplacement", "Alternative de la galerie"}:
        assert words in text, words
    assert "Naima Sørensen" in text
    assert "12, quai des Lanternes" in text
    for look in ("Warning", "Avertissement", "Main", "ancre-fixe"):
        assert look not in text


def test_headings_of_one_name_have_fragments_of_their_own(client):
    body: list[dict[str, Any]] = [
        {"type": "heading", "value": {"text": "Où aller", "level": "h2"}},
        {"type": "heading", "value": {"text": "Où aller", "level": "h3"}},
        {"type": "heading", "value": {"text": "Ailleurs", "level": "h2", "fragment": "fixe"}},
    ]
    page = make_page(make_site()["fr"], "Essai", body=body)

    shown = BeautifulSoup(client.get(page.get_url()).content, "html.parser")

    assert [item["id"] for item in shown.select(".body .heading")] == ["où-aller", "où-aller-2", "fixe"]
    assert [link["href"] for link in shown.select(".contents a")] == ["#où-aller", "#où-aller-2", "#fixe"]


def test_bodies_stored_before_fields_were_added_stay_valid(client):
    body = [
        {"type": "heading", "value": {"text": "Titre", "level": "h2"}, "id": "h"},
        {"type": "quote", "value": {"text": "Mots", "attribution": "", "source_url": ""}, "id": "q"},
        {"type": "table", "value": {"caption": "Prix", "head": ["a"], "lines": [["1"]]}, "id": "t"},
        {"type": "figures", "value": {"items": [{"type": "item", "value": {"number": "1", "text": "un"}, "id": "i"}]}},
    ]
    page = make_page(make_site()["fr"], "Essai", body=body)

    assert "Titre" in segments(page).values()
    assert client.get(page.get_url()).status_code == 200
