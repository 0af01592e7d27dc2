"""Names in the order of each language's dictionaries."""

from __future__ import annotations

import random

import pytest

from cms.core.collation import in_order, sort_key

ORDERS = {
    "eo": "cedro cidro ĉambro ĉielo dato gasto ĝardeno halto ĥoro iri jaro ĵurnalo suno ŝipo tago universo ŭato vento",
    "es": "nave nube ñandú ñu oca",
    "fr": "cote Cote côte coté côté coter œdème œuf offrir",
    "de": "Afrika Ähre Arbeit Mutter Mütter Mutti Ofen Öl Orden Strasse Straße Straßen Strauß",
    "en": "apple Apple cafe café zebra",
    "ar": "أحمد اسم باب بيت تاج وردة يد",
}


@pytest.mark.parametrize(("language", "expected"), ORDERS.items())
def test_dictionary_order(language, expected):
    names = expected.split()
    mixed = random.Random(1).sample(names, len(names))  # noqa: S311 -- the same order every time

    assert in_order(mixed, language=language) == names


def test_a_hat_is_an_accent_outside_esperanto():
    names = ["cidro", "ĉambro", "dato"]

    assert in_order(names, language="fr") == ["ĉambro", "cidro", "dato"]
    assert in_order(names, language="eo") == names
    assert in_order(["ñu", "nz"], language="fr") == ["ñu", "nz"]
    assert in_order(["ñu", "nz"], language="es") == ["nz", "ñu"]


def test_words_part_names_and_other_signs_do_not_count():
    assert in_order(["Sankta Petro", "Sanktejo", "«Sankta»", "Sankta-Ana"], language="eo") == [
        "«Sankta»",
        "Sankta-Ana",
        "Sankta Petro",
        "Sanktejo",
    ]


def test_numbers_are_ordered_by_their_value():
    assert in_order(["Centre 10", "Centre 9", "Centre ٣", "Centre"], language="fr") == [
        "Centre",
        "Centre ٣",
        "Centre 9",
        "Centre 10",
    ]


def test_a_decomposed_letter_is_the_same_letter():
    assert sort_key("ĉambro", "eo") == sort_key("c\u0302ambro", "eo")
    assert sort_key("Ĉ", "eo-x") > sort_key("cz", "eo")


def test_names_of_things():
    things = [{"name": "ŝipo"}, {"name": "suno"}, {"name": "tago"}]

    assert [item["name"] for item in in_order(things[::-1], language="eo", name=lambda item: item["name"])] == [
        "suno",
        "ŝipo",
        "tago",
    ]
    assert in_order(["", "a"], language="fr") == ["", "a"]
