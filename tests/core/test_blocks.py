"""Blocks that need nothing but words."""

from __future__ import annotations

import pytest
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
