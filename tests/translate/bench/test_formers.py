"""What a person wrote is offered again when its source was changed, split, merged or moved."""

from __future__ import annotations

from cms.translate.bench import formers
from cms.translate.bench.formers import Written
from cms.translate.bench.lines import Line

HERE, THERE = "body.one", "body.two"


def line(source: str, path: str = HERE, data: str = "") -> Line:
    return Line("key", path, source, 1, 1, data=data)


def found(new: Line, *written: Written):
    return formers.find([new], list(written)).get("key", ())


def test_a_changed_word():
    written = Written(HERE, "Un registre ouvert ici", "Malferma registro ĉi tie")
    former = found(line("Un registre fermé ici"), written)[0]

    assert (former.text, former.percentage, former.is_here) == ("Malferma registro ĉi tie", 75, True)


def test_a_text_that_moved_to_another_block_is_exact():
    (former,) = found(line("Un registre ouvert", THERE), Written(HERE, "Un registre ouvert", "Malferma registro"))

    assert (former.is_exact, former.is_here, former.text) == (True, False, "Malferma registro")


def test_a_text_still_translated_elsewhere_serves_only_when_it_is_the_same():
    same = Written(THERE, "Un registre ouvert", "Malferma registro", is_current=True)

    assert found(line("Un registre ouvert"), same)[0].is_exact
    assert found(line("Un registre ouvert ici"), same) == ()


def test_a_sentence_cut_out_brings_its_own_translation():
    old = Written(HERE, "Il pleut. Nous restons. Le thé est chaud.", "Pluvas. Ni restas. La teo varmas.")

    assert found(line("Nous restons."), old)[0].text == "Ni restas."
    assert found(line("Nous restons. Le thé est chaud."), old)[0].text == "Ni restas. La teo varmas."


def test_merged_texts_are_joined_in_the_order_of_the_new_source():
    new = line("Le thé est chaud. Il pleut sur le toit.")
    written = (Written(HERE, "Il pleut sur le toit.", "Pluvas."), Written(THERE, "Le thé est chaud.", "La teo varmas."))
    new.formers = found(new, *written)

    assert formers.merged(new) == "La teo varmas. Pluvas."


def test_what_is_not_alike_is_not_offered():
    assert found(line("La lanterne verte"), Written(THERE, "Un registre ouvert", "Malferma registro")) == ()
    assert found(line("Un registre", data="Registro"), Written(HERE, "Un registre", "Registro")) == ()


def test_marks_of_a_former_translation_come_in_their_numbered_form():
    former = found(line("Un <b>registre</b> fermé"), Written(HERE, "Un <b>registre</b> ouvert", "<b>Registro</b>"))[0]

    assert former.text == "<1>Registro</1>"


def test_a_small_edit_may_stand_and_a_new_text_or_other_marks_may_not():
    old = [Written(HERE, "Un <b>registre</b> ouvert ici", "<b>Registro</b> malferma")]

    assert formers.may_all_stand([line("Un <b>registre</b> ouvert là")], old)
    assert not formers.may_all_stand([line("Un registre ouvert là")], old)
    assert not formers.may_all_stand([line("Un <b>registre</b> ouvert là"), line("Tout autre chose")], old)
    assert not formers.may_all_stand([line("Un registre", data="Registro")], old)
