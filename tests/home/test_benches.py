"""What the told story leaves on the benches: it changes and answers words that its pages have."""

from __future__ import annotations

import tomllib

from home.benches import STORY


def read(name: str) -> str:
    return (STORY.parent / name).read_text(encoding="utf-8")


def test_a_changed_page_is_answered_in_some_languages_only():
    told = tomllib.loads(STORY.read_text(encoding="utf-8"))
    page = tomllib.loads(read("40-take-part.toml"))
    answered = {answer["language"]: [old for old, _new in answer["words"]] for answer in told["answer"]}
    for language, words in {"fr": [old for old, _new in told["changed"]["words"]], **answered}.items():
        assert all(old in str(page[language]["body"]) for old in words), language
    assert {"en", "eo"}.isdisjoint(answered)
    assert all(len(words) == len(told["changed"]["words"]) for words in answered.values())
