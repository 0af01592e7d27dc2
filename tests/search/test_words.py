"""Words: one normalisation for texts and queries, in every language of the site."""

from __future__ import annotations

import threading

import pytest

from cms.core.words import fold, index_text, tokens, vocabulary
from search.words import MAX_QUERY_WORDS, cut_query, matches, query_words


def found(text: str, query: str, language: str) -> list[str]:
    return [text[start:end] for start, end in matches(text, query, language)]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "élection", "ELECTIONS"),
        ("fr", "cheval", "chevaux"),
        ("fr", "assemblée", "assemblees"),
        ("fr", "enregistrée", "enregistrer"),
        ("fr", "œuvre", "oeuvres"),
        ("fr", "l’assemblée", "assemblée"),
        ("fr", "jusqu'aux", "aux"),
        ("en", "citizens", "citizen"),
        ("en", "registering", "registered"),
        ("en", "world's", "world"),
        ("en", "world’s", "worlds"),
        ("es", "organización", "organizaciones"),
        ("es", "CANCIÓN", "canciones"),
        ("de", "Häuser", "haus"),
        ("de", "Straße", "STRASSEN"),
        ("de", "Bürger", "Bürgern"),
        ("eo", "ĉevaloj", "cevalo"),
        ("eo", "ĉevalojn", "cxevalo"),
        ("eo", "AŬTUNO", "auxtunoj"),
        ("eo", "mondcivitanoj", "mondcivitano"),
        ("ar", "المواطنون", "مواطن"),
        ("ar", "والعالم", "عالم"),
        ("ar", "مُواطِن", "مواطن"),
        ("ar", "أحمد", "احمد"),
        ("ar", "٢٠٢٤", "2024"),
        ("fr", "ﬁn", "fin"),
        ("fr", "e\u0301lu", "élu"),
        ("it", "perché", "PERCHE"),
    ],
)
def test_words_that_mean_the_same_have_the_same_token(language, one, other):
    assert tokens(one, language) == tokens(other, language)
    assert len(tokens(one, language)) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("fr", "paix", "pain"), ("en", "cxevalo", "ĉevalo"), ("en", "chevalo", "ĉevalo"), ("eo", "ĉevalo", "civito")],
)
def test_words_that_differ_have_different_tokens(language, one, other):
    assert tokens(one, language) != tokens(other, language)


def test_h_system_is_one_of_two_readings_in_esperanto_only():
    assert index_text("chevaloj", "eo").split() == ["cheval", "ceval"]
    assert index_text("flughaveno", "eo").split() == ["flughaven", "flugaven"]
    assert index_text("chevaloj", "fr") == "chevaloj"


def test_h_system_is_found_by_hats_and_the_other_way_round():
    assert found("La chevaloj kaj la ĉevaloj", "ĉevalo", "eo") == ["chevaloj", "ĉevaloj"]
    assert found("La chevaloj kaj la ĉevaloj", "chevalo", "eo") == ["chevaloj", "ĉevaloj"]
    assert found("La flughaveno", "flughaveno", "eo") == ["flughaveno"]


def test_chinese_is_found_by_parts_of_a_run():
    assert index_text("世界公民", "zh").split() == ["世", "世界", "界", "界公", "公", "公民", "民"]
    assert [word.stems for word in query_words("公民", "fr")] == [("公民",)]
    assert found("世界公民 2024", "公民", "fr") == ["世界公民"]


def test_numbers_and_mixed_words_are_kept():
    assert tokens("En 2024, covid19 : 1.000", "fr") == ["en", "2024", "covid19", "1", "000"]


def test_regional_languages_follow_their_language():
    assert tokens("chevaux", "fr-ca") == tokens("chevaux", "fr")


def test_query_leaves_frequent_words_out_unless_alone():
    assert [word.text for word in query_words("la paix dans le monde", "fr")] == ["paix", "monde"]
    assert [word.text for word in query_words("de la", "fr")] == ["de", "la"]
    assert [word.text for word in query_words("l’ONU", "fr")] == ["ONU"]


def test_only_the_last_word_is_a_beginning():
    words = query_words("assemblée des peupl", "fr")

    assert [word.prefixes for word in words] == [(), ("peupl",)]


def test_query_is_cut():
    words = " ".join(f"mot{number}" for number in range(100))

    assert len(cut_query(words)) <= 200
    assert len(query_words(words, "fr")) <= MAX_QUERY_WORDS
    assert cut_query("a\0b\n\tc") == "a b c"
    assert query_words("", "fr") == query_words('"*:()', "fr") == ()


@pytest.mark.parametrize(
    ("language", "text", "query", "expected"),
    [
        ("fr", "Les chevaux de l’Assemblée.", "cheval assemblee", ["chevaux", "Assemblée"]),
        ("fr", "Élire, élu, élection", "elect", ["élection"]),
        ("fr", "Une œuvre", "oeuvr", ["œuvre"]),
        ("fr", "désœuvré œuvrer", "oeuvrer", ["œuvrer"]),
        ("fr", "aujourd'hui et demain", "aujourd’hui", ["aujourd'hui"]),
        ("en", "skies and sky", "sky", ["skies", "sky"]),
        ("en", "dying to register", "registering", ["register"]),
        ("de", "Straße und Strassen", "strasse", ["Straße", "Strassen"]),
        ("de", "Die Häuser am Markt", "haus", ["Häuser"]),
        ("es", "Las canciones de la ciudadanía", "cancion ciudadania", ["canciones", "ciudadanía"]),
        ("ar", "قال المواطنون للعالم", "مواطن", ["المواطنون"]),
        ("eo", "La mondcivitanoj", "mondcivitano", ["mondcivitanoj"]),
    ],
)
def test_matches_stand_where_the_words_are(language, text, query, expected):
    assert found(text, query, language) == expected


def test_every_word_of_a_text_is_found_where_it_stands():
    """What the index would find, the excerpt marks: the fast way to look agrees with the tokens."""
    texts = {
        "fr": "L’assemblée élit, aujourd’hui, cœurs et chevaux ; œuvrons là-bas près des généraux heureux",
        "en": "The world's skies, dying citizens' happier babies were lying: naïve cities’ knives",
        "es": "Las canciones de los corazones españoles, niñez y ciudadanía, pingüinos",
        "de": "Straßenbäume, Häuser, Bürgerinnen, größte Füße, Äpfel essen",
        "eo": "Ĉevaloj ŝanĝas ĵaŭdon, la chevaloj flugis al la flughaveno, auxtune",
        "ar": "المواطنون والعالم مُواطِنٌ في الكتاب وبالسلام للعالم",
    }
    missed = [
        (language, word)
        for language, text in texts.items()
        for word in text.replace(",", " ").replace(";", " ").replace(":", " ").split()
        if word not in found(text, word, language) and not any(part in word for part in found(text, word, language))
    ]

    assert missed == []


def test_folding_leaves_vowels_of_indian_scripts_and_joins_what_it_took_apart():
    assert fold("हिन्दी") == "हिन्दी"
    assert fold("ÉÀÇ Œ") == "eac oe"


def test_vocabulary_keeps_words_as_they_are_written():
    assert vocabulary("L’Assemblée, 2024, où", "fr") == {"assemblee": ("assemblée", "assembl")}


def test_threads_stem_side_by_side():
    words = [f"citoyennete{letter * 3}ations" for letter in "abcdefghijklmnopqrstuvwxyz"] * 20
    alone = [tokens(word, "fr") for word in words]
    from cms.core.words import forms, stem

    wrong: list[str] = []

    def work() -> None:
        for word, expected in zip(words, alone, strict=True):
            forms.cache_clear()
            stem.cache_clear()
            if tokens(word, "fr") != expected:
                wrong.append(word)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
