"""Blocks that need nothing but words."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks import StructBlockValidationError

from cms.core import blocks


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789"),
        ("https://framatube.org/w/abcDEF123456", "https://framatube.org/videos/embed/abcDEF123456"),
        ("https://evil.example/w/abcDEF123456", ""),
        ("https://www.youtube.com.evil.example/watch?v=abcdefghijk", ""),
        ("https://www.youtube.com/watch?v=a/../../x", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_player_is_known_by_its_page_only(url, player):
    assert blocks.player_address(url) == player


def test_unknown_player_is_refused_with_the_known_ones():
    block = blocks.EmbedBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"url": "https://evil.example/film", "title": "Film"}))

    assert "player.vimeo.com" in str(refusal.value.block_errors["url"])


@pytest.mark.parametrize("value", [{}, {"url": "https://one.example/", "page": None}])
def test_call_to_action_leads_somewhere(value):
    block = blocks.CallToActionBlock()
    given = block.to_python({"title": "Agir", "label": "Agir", "style": "main", **value})

    if value:
        assert block.clean(given).href == "https://one.example/"
    else:
        with pytest.raises(StructBlockValidationError):
            block.clean(given)


def test_table_rows_are_as_long_as_their_head_and_not_longer():
    block = blocks.TableBlock()
    short = block.to_python({"caption": "Prix", "head": ["a", "b"], "lines": [["1"], ["2", "3"]]})
    long = block.to_python({"caption": "Prix", "head": ["a"], "lines": [["1", "2"]]})

    assert block.clean(short).rows == [["1", ""], ["2", "3"]]
    with pytest.raises(StructBlockValidationError):
        block.clean(long)


def test_headings_have_anchors_in_every_script():
    block = blocks.HeadingBlock()

    anchors = [block.to_python({"text": text}).anchor for text in ("Où aller", "كيف تسجل", "…")]

    assert anchors == ["où-aller", "كيف-تسجل", "part"]


def test_search_reads_words_and_no_choices():
    block = blocks.HeadingBlock()

    assert block.get_searchable_content(block.to_python({"text": "Origine", "level": "h2"})) == ["Origine"]


@pytest.mark.parametrize(("kind", "icon"), [("note", "info"), ("tip", "lightbulb"), ("warning", "triangle-alert")])
def test_callout_says_its_kind_in_a_word_and_a_drawing(kind, icon):
    block = blocks.CalloutBlock()
    block.set_name("callout")
    value = block.to_python({"kind": kind, "title": "", "text": "<p>Mots</p>"})

    shown = BeautifulSoup(block.render(value), "html.parser")

    assert value.icon == icon
    words = dict(block.child_blocks["kind"].field.choices)[kind]
    assert shown.select_one(".callout__kind").get_text(strip=True) == words
    assert shown.select_one("[role=note]")["aria-label"]
    assert shown.select_one("svg")


@pytest.mark.parametrize("phone", ["+33 1 99 00 00 00", "01.99.00.00.00", "(0)1 99 00 00 00"])
def test_phone_is_called_without_its_blanks(phone):
    block = blocks.ContactBlock()
    given = block.to_python({"name": "Centre", "phone": phone})

    value = block.clean(given)

    assert set(value.phone_href.removeprefix("tel:")) <= set("+0123456789")
    assert phone in block.render(value)


def test_odd_phone_is_refused_with_an_example():
    block = blocks.ContactBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"name": "Centre", "phone": "call me"}))

    assert "+33" in str(refusal.value.block_errors["phone"])


@pytest.mark.parametrize("fragment", ["deux mots", "-a", "a#b", "<b>", "a/b"])
def test_names_in_links_are_letters_digits_and_hyphens(fragment):
    block = blocks.HeadingBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"text": "Titre", "level": "h2", "fragment": fragment}))

    assert list(refusal.value.block_errors) == ["fragment"]


def test_columns_hold_simple_blocks_and_no_columns():
    column = blocks.ColumnsBlock().child_blocks["columns"].child_block

    assert {"heading", "text", "picture", "quote"} <= set(column.child_blocks)
    assert not {"columns", "accordion", "gallery", "latest_news"} & set(column.child_blocks)


def test_figures_are_read_as_what_they_count_first():
    block = blocks.FiguresBlock()
    block.set_name("figures")
    value = block.to_python({"items": [{"type": "item", "value": {"number": "114", "text": "pays"}, "id": "a"}]})

    shown = BeautifulSoup(block.render(value), "html.parser")

    assert [part.name for part in shown.select(".figures__item > *")] == ["dt", "dd"]
