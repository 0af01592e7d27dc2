"""What the memory suggests: how near, with which difference, and in how many questions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.translate.memory.enums import Origin
from cms.translate.memory.likeness import Change, Part
from cms.translate.memory.queries import suggestions
from cms.translate.memory.services import Pair, forget, remember
from cms.translate.models import MemoryUnit, MemoryUse, MemoryWord

pytestmark = pytest.mark.django_db

KNOWN = (
    ("L’inscription au registre est gratuite.", "La registriĝo estas senpaga."),
    ("Le centre de Lyon ouvre le mardi à 18 heures.", "La centro de Liono malfermiĝas marde je la 18-a horo."),
    ("La carte est valable <b>à vie</b>.", "La karto validas <b>dumvive</b>."),
    ('Lire <a id="a1">nos statuts</a> avant la réunion.', 'Legu <a id="a1">nian statuton</a> antaŭ la kunveno.'),
    ("Histoire", "Historio"),
)


def teach(*pairs: tuple[str, str], target: str = "eo", **more) -> int:
    return remember(
        pairs=[Pair(*pair) for pair in pairs or KNOWN], source_language="fr", target_language=target, **more
    )


def ask(text: str, target: str = "eo", **more):
    return suggestions(text=text, source_language="fr", target_language=target, **more)


def test_the_same_text_is_a_hundred_and_has_no_difference():
    teach(origin_name="Accueil")

    (found,) = ask(KNOWN[0][0])

    assert (found.percentage, found.target, found.is_adapted) == (100, KNOWN[0][1], False)
    assert found.difference == (Part(Change.SAME, KNOWN[0][0]),)
    assert (found.origin, found.origin_name) == (str(Origin.PUBLISHED.label), "Accueil")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("L’inscription au registre est payante.", 75, 95),
        ("Les inscriptions aux registres sont gratuites.", 60, 90),
        ("La carte est valable à vie.", 95, 98),
        ("la carte est valable <b>à vie</b>.", 95, 99),
        ("Demain, l’inscription au registre est gratuite.", 80, 95),
    ],
)
def test_percentages_tell_how_much_is_left_to_do(text, low, high):
    teach()

    assert low <= ask(text)[0].percentage <= high


def test_the_difference_leads_from_the_remembered_text_to_the_new_one():
    teach()

    difference = ask("L’inscription au registre est payante.")[0].difference

    assert difference == (
        Part(Change.SAME, "L’inscription au registre est"),
        Part(Change.GONE, " gratuite"),
        Part(Change.NEW, " payante"),
        Part(Change.SAME, "."),
    )


def test_what_has_little_in_common_is_not_suggested():
    teach()

    assert ask("Le registre des délibérations se consulte au siège de l’association.") == []
    assert ask("") == []
    assert ask("…") == []


def test_pairs_of_languages_are_apart():
    teach()
    teach(("Histoire", "Geschichte"), target="de")

    assert [found.target for found in ask("Histoire", "de")] == ["Geschichte"]
    assert ask("Histoire", "en") == []
    assert suggestions(text="Historio", source_language="eo", target_language="fr") == []


def test_other_numbers_are_put_in_place_and_cost_little():
    teach()

    found = ask("Le centre de Lyon ouvre le mardi à 20 heures.")[0]

    assert (found.percentage, found.target) == (98, "La centro de Liono malfermiĝas marde je la 20-a horo.")
    assert found.is_adapted
    assert Part(Change.GONE, " 18") in found.difference


def test_numbers_that_cannot_be_told_apart_stay():
    teach(("De 8 à 9 heures", "De la 8-a ĝis la 9-a"))

    assert ask("De 8 à 10 heures")[0].target == "De la 8-a ĝis la 10-a"
    teach(("De 8 à 8 heures", "De la oka ĝis la 8-a"))
    assert "De la oka ĝis la 8-a" in [found.target for found in ask("De 7 à 9 heures")]


def test_marks_that_the_new_text_does_not_have_are_taken_out():
    teach()

    assert ask("La carte est valable à vie.")[0].target == "La karto validas dumvive."
    assert ask("Lire nos statuts avant la réunion.")[0].target == "Legu nian statuton antaŭ la kunveno."
    assert 'id="a1"' in ask('Lire <a id="a1">nos statuts</a> après la réunion.')[0].target


def test_the_best_stand_first_each_translation_once_and_no_more_than_asked():
    teach(("Ouvrir le compte", "Malfermi la konton"), ("Ouvrir le compte", "Malfermu la konton"))
    teach(("Ouvrir un compte", "Malfermi konton"), ("Ouvrir le compte bancaire", "Malfermi la bankan konton"))

    found = ask("Ouvrir le compte")
    assert [item.percentage for item in found] == sorted((item.percentage for item in found), reverse=True)
    assert {item.target for item in found[:2]} == {"Malfermi la konton", "Malfermu la konton"}
    assert len(found) == 4
    assert len(ask("Ouvrir le compte", limit=1)) == 1
    assert {item.percentage for item in ask("Ouvrir le compte", at_least=100)} == {100}


def test_what_is_known_is_confirmed_and_not_doubled():
    assert teach() == len(KNOWN)
    before = MemoryUnit.objects.get(source="Histoire")
    rows = MemoryUse.objects.count()

    assert teach(origin_name="Page") == 0
    after = MemoryUnit.objects.get(source="Histoire")
    assert after.confirmed_at > before.confirmed_at
    assert (after.origin_name, MemoryUse.objects.count()) == ("Page", rows)


def test_a_file_does_not_confirm_what_was_published():
    teach(origin_name="Page")
    teach(origin=Origin.IMPORTED, origin_name="memory.tmx")

    assert set(MemoryUnit.objects.values_list("origin", "origin_name")) == {(Origin.PUBLISHED, "Page")}


def test_forgetting_takes_a_pair_out_of_the_count():
    teach(("Ouvrir le compte", "Malfermi la konton"), ("Fermer le compte", "Fermi la konton"))
    assert MemoryWord.objects.get(token="compt").frequency == 2

    forget(unit=MemoryUnit.objects.get(source="Fermer le compte"))
    assert MemoryWord.objects.get(token="compt").frequency == 1
    assert [found.source for found in ask("Ouvrir le compte")] == ["Ouvrir le compte"]


def test_questions_do_not_grow_with_what_is_known():
    counts = []
    for size in (1, 3):
        teach(*[(f"Le délégué numéro {number} parle", f"La delegito {number} parolas") for number in range(size)])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert ask("Un délégué parle")
        counts.append(len(asked))

    assert counts == [4, 4]


def test_writers_of_a_pair_wait_for_each_other():
    teach()

    assert MemoryWord.objects.get(token="").frequency == 0
    assert ask("…") == []
