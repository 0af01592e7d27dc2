"""The glossary in a text: found with any ending, lit where it stands, checked in the translation."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cms.translate.glossary.checks import Fault, problems
from cms.translate.glossary.enums import FormKind
from cms.translate.glossary.models import GlossaryForm, GlossaryTerm
from cms.translate.glossary.queries import phrases_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def make_term(term: str, *, language: str = "fr", wanted=(), forbidden=(), **more) -> GlossaryTerm:
    made = GlossaryTerm.objects.create(language=language, term=term, **more)
    for kind, forms in ((FormKind.WANTED, wanted), (FormKind.FORBIDDEN, forbidden)):
        for code, text in forms:
            GlossaryForm.objects.create(term=made, language=code, text=text, kind=kind)
    return made


@pytest.fixture
def words():
    make_term(
        "citoyen du monde",
        wanted=[("eo", "mondcivitano"), ("en", "world citizen")],
        forbidden=[("eo", "mondopatrioto")],
        definition="Une personne inscrite.",
    )
    make_term("centre", wanted=[("eo", "centro")])
    make_term("centre d’enregistrement", wanted=[("eo", "registra centro")], forbidden=[("eo", "centro")])
    make_term("mandat", wanted=[("eo", "oficperiodo")])


def said(text: str, source: str = "fr", target: str = "eo") -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.what.term) for hit in phrases_of(source, target).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les citoyens du monde votent.", [("citoyens du monde", "citoyen du monde")]),
        ("CITOYENNE DU MONDE", [("CITOYENNE DU MONDE", "citoyen du monde")]),
        ("Un <b>citoyen</b> du&nbsp;monde", [("citoyen</b> du&nbsp;monde", "citoyen du monde")]),
        ("Aux centres d'enregistrement", [("centres d'enregistrement", "centre d’enregistrement")]),
        ("Le centre et le centre d’enregistrement", [("centre", "centre"), ("centre d’enregistrement",) * 2]),
        ("Le citoyen et le monde", []),
        ("<mandat>", []),
    ],
)
def test_terms_are_found_with_their_endings_the_longest_first(words, text, expected):
    assert said(text) == expected


def test_a_short_term_does_not_stand_in_every_word_of_its_stem(db):
    make_term("don", wanted=[("eo", "donaco")])
    assert said("Deux heures annoncées et données valent un don, ou des dons.") == [("don", "don"), ("dons", "don")]


@pytest.mark.parametrize("text", ["mondcivitanoj", "la mondcivitanon", "MONDCIVITANO"])
def test_a_translation_is_a_source_too(words, text):
    (hit,) = phrases_of("eo", "en").find(text)

    assert (hit.what.term, hit.what.wanted, hit.what.definition) == (
        "mondcivitano",
        ("world citizen",),
        "Une personne inscrite.",
    )


def test_elisions_are_not_lit(words):
    make_term("inscription")

    assert said("L’inscription") == [("inscription", "inscription")]


def test_what_is_only_proposed_is_not_used(words):
    term = make_term("don", wanted=[("eo", "donaco")], is_proposed=True)
    assert said("un don") == []

    GlossaryTerm.objects.update(is_proposed=False, changed_at=timezone.now())
    assert said("un don") == [("don", "don")]
    GlossaryForm.objects.filter(term=term).update(is_proposed=True)
    GlossaryTerm.objects.update(changed_at=timezone.now())
    assert phrases_of("fr", "eo").find("un don")[0].what.wanted == ()


def test_unchanged_glossary_costs_one_question(words, django_assert_num_queries):
    said("centre")
    with django_assert_num_queries(1):
        said("mandat")


def faults(source: str, target: str) -> list[tuple[str, str, str]]:
    found = problems(source=source, target=target, source_language="fr", target_language="eo")
    return [(item.fault, item.term, item.said) for item in found]


def test_a_good_translation_has_no_problem(words):
    assert faults("Les citoyens du monde", "La mondcivitanoj") == []
    assert faults("Les citoyens du monde", "La Mondcivitan-oj") != []
    assert faults("Les citoyens du monde", "") == []
    assert faults("Le centre d’enregistrement", "La registra centro") == []


def test_lacking_and_forbidden_words_are_named(words):
    assert faults("Un mandat", "Permeso") == [(Fault.MISSING, "mandat", "")]
    assert faults("Un citoyen du monde", "Mondopatriotoj venas") == [
        (Fault.FORBIDDEN, "citoyen du monde", "Mondopatriotoj"),
        (Fault.MISSING, "citoyen du monde", ""),
    ]
    assert faults("Un centre d’enregistrement", "La centro")[0] == (
        Fault.FORBIDDEN,
        "centre d’enregistrement",
        "centro",
    )


def test_messages_say_what_the_glossary_wants(words):
    missing, forbidden = (
        problems(source=source, target=target, source_language="fr", target_language="eo")[0].message
        for source, target in (("Un mandat", "Permeso"), ("Un citoyen du monde", "mondopatrioto"))
    )

    assert missing == "“mandat” is “oficperiodo” in the glossary."
    assert forbidden == "Not “mondopatrioto”: the glossary wants “mondcivitano” for “citoyen du monde”."
