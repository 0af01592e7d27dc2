"""Two texts word by word."""

from __future__ import annotations

from cms.translate.bench.difference import difference, likeness, sentences


def test_a_changed_word_is_taken_out_and_put_in():
    changes = [(change.kind, change.text) for change in difference("Un registre ouvert.", "Un registre fermé.")]

    assert changes == [("same", "Un registre "), ("taken", "ouvert"), ("added", "fermé"), ("same", ".")]


def test_neighbouring_words_are_one_change():
    changes = [(change.kind, change.text) for change in difference("une heure par semaine", "deux mois par semaine")]

    assert changes == [("taken", "une heure"), ("added", "deux mois"), ("same", " par semaine")]


def test_both_texts_can_be_read_from_the_difference():
    old, new = "Elle peut être envoyée plus tard.", "Vous pouvez l’envoyer plus tard, si besoin."
    changes = difference(old, new)

    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "taken") == new


def test_a_very_long_text_is_compared_by_sentences():
    old = "".join(f"Phrase {number}. " for number in range(1500))
    changes = difference(old, old.replace("Phrase 700.", "Autre phrase."))

    assert [change.text for change in changes if change.kind == "added"] == ["Autre phrase. "]


def test_likeness_and_sentences():
    assert likeness("Un registre ouvert", "un registre ouvert") == 1
    assert likeness("Un registre", "Deux lanternes") == 0
    assert likeness("", "x") == 0
    assert sentences("Un. Deux ? « Trois ! » Quatre") == ["Un. ", "Deux ? ", "« Trois ! » ", "Quatre"]
