"""Formatting as numbered marks, and back."""

from __future__ import annotations

import pytest

from cms.translate.bench.marks import MarkError, marks_of, plain, shown, stored

SOURCE = 'Lire <a id="a1">la <b>charte</b></a> et <i>signer</i>.'
ATTRS = '{"a1": {"href": "https://mondcivitan.example/"}}'
MARKS = marks_of(SOURCE, ATTRS)


def test_marks_are_numbered_in_the_order_of_the_source_and_know_their_words():
    assert [(mark.number, mark.tag, mark.words) for mark in MARKS] == [
        (1, "a", "la charte"),
        (2, "b", "charte"),
        (3, "i", "signer"),
    ]
    assert MARKS[0].address == "https://mondcivitan.example/"
    assert shown(SOURCE, MARKS) == "Lire <1>la <2>charte</2></1> et <3>signer</3>."


@pytest.mark.parametrize(
    ("typed", "data"),
    [
        ("<3>Subskribi</3> <1>la <2>ĉarton</2></1>", '<i>Subskribi</i> <a id="a1">la <b>ĉarton</b></a>'),
        ("A & B <1><2>x</2></1> <3>5 < 6</3>", 'A &amp; B <a id="a1"><b>x</b></a> <i>5 &lt; 6</i>'),
        ("<1><2>x</2></1>\n <3>y</3>  z", '<a id="a1"><b>x</b></a> <i>y</i> z'),
    ],
)
def test_marks_may_move_and_the_rest_is_words(typed, data):
    assert stored(typed, MARKS) == data
    assert stored(shown(data, MARKS), MARKS) == data


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("la ĉarto kaj <3>subskribi</3>", "Missing: link 1 (“la charte”), bold 2 (“charte”)."),
        ("<1><2>x</2></1> <3>y</3> <3>z</3>", "More than once: italic 3 (“signer”)."),
        ("<1><2>x</2></1> <3>y</3> <7>z</7>", "The source has no mark 7."),
        ("<1><2>x</2></1> <3>y", "Not closed: italic 3 (“signer”)."),
        ("<1><2>x</1></2> <3>y</3>", "Marks cross, or close what is not open, at link 1 (“la charte”)."),
    ],
)
def test_a_damaged_mark_is_named(typed, words):
    with pytest.raises(MarkError) as found:
        stored(typed, MARKS)

    assert str(found.value) == words


def test_what_looks_like_a_tag_is_words():
    assert stored('<script>x</script> <b onclick="y">', []) == ('&lt;script&gt;x&lt;/script&gt; &lt;b onclick="y"&gt;')


def test_lines_and_no_break_spaces_stay_where_the_source_has_them():
    assert stored("Kial\u00a0?\n  Do", [], breaks=True) == "Kial\u00a0?<br/>Do"
    assert stored("Kial\u00a0?\n  Do", []) == "Kial\u00a0? Do"
    assert shown("Un<br/>deux", []) == "Un\ndeux"
    assert plain("Un &amp; <b>deux</b>") == "Un & deux"


def test_formatting_that_the_source_does_not_have_is_left_out():
    assert shown("<b>Bonan</b> <b>tagon</b>", marks_of("<b>Bonjour</b>")) == "<1>Bonan</1> tagon"
    assert shown("<strong>Bonan</strong>", marks_of("<b>Bonjour</b>")) == "<1>Bonan</1>"
