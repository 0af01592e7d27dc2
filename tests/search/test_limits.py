"""Whatever a visitor sends, search answers, and soon."""

from __future__ import annotations

import time

import pytest

from tests.factories.pages import make_page, text_block

pytestmark = pytest.mark.django_db

NASTY = [
    "\0",
    "paix\0",
    '"',
    "'",
    "''",
    '"paix',
    ":",
    "::",
    "*",
    "pai*",
    "-",
    "--",
    "^paix",
    "paix AND",
    "AND OR NOT",
    "NEAR(a b)",
    "NEAR(",
    "(",
    ")",
    "title:paix",
    "{title}:paix",
    "a:b:c",
    "fr:paix",
    "year=2024",
    "topic=x",
    "%",
    "_",
    "%s",
    "%(x)s",
    "\\",
    "'; DROP TABLE search_entry; --",
    "paix & | ! <-> :*",
    "!!",
    "<->",
    "<script>",
    "😀",
    "\u202epaix",
    "\u0301",
    "é" * 300,
    "a" * 50_000,
    "a " * 25_000,
    "公" * 500,
    "ab " * 100,
    "'" * 200,
    "x" * 41,
    "١٢٣",
    "ﷺ",
    "ß",
    "İ",
]

PARAMETERS = [
    {"page": "abc"}, {"page": "-1"}, {"page": "0"}, {"page": "9" * 400}, {"page": "1.5"}, {"page": "٣"}, {"page": "²"},
    {"kind": "\0"}, {"kind": "x" * 5000}, {"topic": ["a"] * 500}, {"topic": "' OR 1=1"}, {"year": ")"}, {"year": 'é"'},
    {"unknown": "x"}, {"lang": "xx"}, {"lang": "\0"}, {"kind": 'page" OR "x'},
]  # fmt: skip


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.SEARCH_RATE = "100000/m/ip"


@pytest.fixture
def page(homes, index):
    made = make_page(homes["fr"], "La paix", slug="paix", body=[text_block("<p>La paix & l’union ' \" : *</p>")])
    index()
    return made


@pytest.mark.parametrize("address", ["/fr/search/", "/eo/search/", "/ar/search/", "/search/suggest/"])
def test_nasty_words_are_answered_within_a_second(client, page, address):
    answers = []
    for words in NASTY:
        started = time.perf_counter()
        status = client.get(address, {"q": words, "lang": "fr"}).status_code
        answers.append((words[:20], status, time.perf_counter() - started < 1))

    assert answers == [(words[:20], 200, True) for words in NASTY]


@pytest.mark.parametrize("address", ["/fr/search/", "/search/suggest/"])
def test_nasty_parameters_are_answered(client, page, address):
    answers = [client.get(address, {"q": "paix", **parameters}).status_code for parameters in PARAMETERS]

    assert answers == [200] * len(PARAMETERS)


def test_broken_bytes_are_answered(client, page):
    assert client.get("/fr/search/?q=%ff%fe%00paix&page=%ff").status_code == 200


def test_words_beyond_the_limit_are_left_out_and_it_is_said(client, page):
    text = client.get("/fr/search/", {"q": "paix " + "union " * 60}).content.decode()

    assert 'value="paix union' in text
    assert "200" in text


def test_unknown_language_of_suggestions_is_the_source(client, page):
    assert client.get("/search/suggest/", {"q": "paix", "lang": "tlh"}).json()[0]["url"] == "/fr/paix/"
