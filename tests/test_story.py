"""The demonstration story: whole, parallel, and in nobody else's words."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from django.conf import settings

from cms.core import story as stories

MAIN = ("es", "de", "eo")
# Fields that hold no words of a language: keys, looks, names, addresses.
WORDLESS = {
    *("page", "name", "url", "style", "size", "kind", "level", "language", "file", "document", "poster", "portrait"),
    *("address", "phone", "email", "topics", "author", "order", "look"),
}


def entries() -> list[stories.Entry]:
    return [entry for chapter in stories.chapters() for entry in stories.read_entries(chapter)]


def shape(value: Any) -> Any:
    """Return the structure of a body: kinds, counts of paragraphs, of items, of cells."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return re.findall(r"<(p|li|ul|ol|h\d)\b", value) if isinstance(value, str) else None


def strings(value: Any, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in strings(item, key)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item, name)]
    has_words = isinstance(value, str) and re.search(r"[^\W\d_]{3}", re.sub(r"<[^>]+>", "", value))
    return [value] if has_words and name not in WORDLESS else []


def test_story_is_as_large_as_promised():
    found = entries()

    by_language = {code: sum(code in entry.texts for entry in found) for code, _name in settings.LANGUAGES}

    assert by_language["fr"] == len(found)
    assert min(by_language["fr"], by_language["en"]) >= 30
    assert all(by_language[code] >= 12 for code in MAIN)
    assert by_language["ar"] >= 3
    assert sum(entry.kind == "news" for entry in found) >= 12


def test_keys_are_unique_and_parents_come_first():
    seen: set[str] = set()
    for entry in entries():
        assert entry.key not in seen
        assert not entry.parent or entry.parent in seen
        seen.add(entry.key)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.key)
def test_languages_have_the_same_structure_and_no_text_in_common(entry):
    source = entry.texts[settings.LANGUAGE_CODE]
    for code, text in entry.texts.items():
        assert shape(text.get("body", [])) == shape(source.get("body", [])), code
        assert set(text) == set(source), code
        assert len(text["summary"]) <= 300
        assert re.fullmatch(r"[a-z0-9-]+", text["slug"]), code
    # A page that setup made keeps its address, the same in every language.
    words = {code: {**text, "slug": ""} if entry.facts.get("is_there") else text for code, text in entry.texts.items()}
    for (one, first), (two, second) in combinations(words.items(), 2):
        assert not set(strings(first)) & set(strings(second)), (one, two)


def test_internal_links_lead_to_pages_of_the_story():
    found = entries()
    keys = {entry.key for entry in found}

    texts = "".join(str(entry.texts) for entry in found)
    links = {*re.findall(r"page:([\w-]+)", texts), *re.findall(r"'page': '([\w-]+)'", texts)}

    assert links
    assert links <= keys


def test_no_exclamation_and_no_filler():
    for entry in entries():
        text = " ".join(strings(entry.texts))
        assert "!" not in text, entry.key
        assert "lorem" not in text.lower()
