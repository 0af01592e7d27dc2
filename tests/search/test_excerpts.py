"""Excerpts: the right piece, whole words, everything escaped."""

from __future__ import annotations

from search.excerpts import excerpt, marked_title
from search.words import Matcher, query_words


def made(body: str, query: str, summary: str = "", language: str = "fr") -> str:
    return str(excerpt(body, summary, Matcher(query_words(query, language), language)))


def test_short_text_is_shown_whole():
    assert made("La paix du monde.", "paix") == "La <mark>paix</mark> du monde."


def test_long_text_is_cut_at_words_around_the_find():
    text = "mot " * 200 + "aiguille " + "mot " * 200

    shown = made(text, "aiguille")

    assert shown.startswith("… mot")
    assert shown.endswith("mot …")
    assert "<mark>aiguille</mark>" in shown
    assert len(shown) < 300


def test_the_stretch_with_most_different_words_is_chosen():
    text = "paix seule " + "mot " * 200 + "la paix et le pain ensemble " + "mot " * 200

    assert "<mark>paix</mark> et le <mark>pain</mark> ensemble" in made(text, "paix pain")


def test_summary_serves_when_the_text_has_no_word():
    assert made("rien ici", "paix", "La paix") == "La <mark>paix</mark>"
    assert made("rien ici", "paix", "Résumé") == "Résumé"
    assert made("rien ici", "paix") == "rien ici"
    assert made("", "paix") == ""


def test_markup_is_escaped_inside_and_outside_of_marks():
    shown = made("<b>paix</b> & <script>alert('paix')</script>", "paix")

    assert shown == "&lt;b&gt;<mark>paix</mark>&lt;/b&gt; &amp; &lt;script&gt;alert('<mark>paix</mark>')&lt;/script&gt;"


def test_title_is_marked_and_escaped():
    matcher = Matcher(query_words("paix", "fr"), "fr")

    assert str(marked_title("<i>Paix</i>", matcher)) == "&lt;i&gt;<mark>Paix</mark>&lt;/i&gt;"
