"""Addresses and rich text that people give: what is kept, what becomes nothing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from cms.core.addresses import clean_rich_text, safe_address, validate_address
from tests.factories.hostile import HOSTILE_ADDRESSES, HOSTILE_HTML, acts

GOOD = [
    "https://mondcivitan.example/a?b=c&d=e#f",
    "http://mondcivitan.example/",
    "HTTPS://MONDCIVITAN.EXAMPLE/",
    "mailto:office@mondcivitan.example",
    "mailto:office@mondcivitan.example?subject=Bonjour",
    "tel:+33199000000",
    "/fr/centres/",
    "#part",
    "https://mondcivitan.example/?a=1&copy=2",
    "https://mondcivitan.example/page:12",
    "https://fr.wikipedia.org/wiki/Citoyen_du_monde_(titre)",
]


@pytest.mark.parametrize("address", GOOD)
def test_good_address_is_kept_as_it_was_written(address):
    assert safe_address(address) == address
    validate_address(address)


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_hostile_address_becomes_nothing_and_is_refused_in_words(address):
    assert safe_address(address) == ""
    with pytest.raises(ValidationError) as refusal:
        validate_address(address)
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize("value", [None, "", "   ", 0, "x" * 3000])
def test_no_address_is_none(value):
    assert safe_address(value) == ""


@pytest.mark.parametrize("address", ["mailto:nobody", "tel:call-me", "https://", "http://..", "https://a b.example"])
def test_mistyped_address_is_refused(address):
    with pytest.raises(ValidationError):
        validate_address(address)


@pytest.mark.parametrize("html", HOSTILE_HTML)
def test_hostile_html_keeps_its_words_only(html):
    cleaned = clean_rich_text(html)

    assert acts(cleaned) == []
    assert "mots gardés" in BeautifulSoup(cleaned, "html.parser").get_text()
    assert clean_rich_text(cleaned) == cleaned


@pytest.mark.parametrize(
    "html",
    [
        '<p data-block-key="a1b2c">Depuis <b>1949</b>, <i>déjà</i> &amp; « oui ».</p>',
        '<p>Voir <a id="12" linktype="page">les centres</a> et <a id="3" linktype="document">la convention</a>.</p>',
        '<p><a href="https://mondcivitan.example/?a=1&amp;b=2">Ailleurs</a></p>',
        "<ul><li>un</li><li>deux<ol><li>trois</li></ol></li></ul>",
        "<p>m<sup>2</sup>, CO<sub>2</sub>, l'eau<br/>claire</p>",
        "Sans balise & sans souci",
        "",
    ],
)
def test_writing_is_left_as_it_is(html):
    assert clean_rich_text(html) == html


def test_odd_link_types_lose_their_link():
    html = '<p><a linktype="page" id="1 onclick=x">a</a> <a linktype="other" id="1">b</a> <a>c</a></p>'

    assert clean_rich_text(html) == "<p>a b c</p>"
