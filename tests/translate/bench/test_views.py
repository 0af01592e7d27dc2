"""The bench as a page, without scripts and with them; every address judges the person and the translation."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from wagtail_localize.models import StringTranslation

from cms.translate.bench import queries, services
from cms.translate.enums import WorkState
from cms.translate.models import LineNote, Remark, Work
from tests.factories.accounts import make_person
from tests.factories.bench import begin_translation, block, change_text, make_source, rich, write_all
from tests.translate.bench.conftest import line

pytestmark = pytest.mark.django_db


def address(translation, tail: str = "") -> str:
    return f"/cms/translate/{translation.pk}/{tail}"


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def office(client, translator):
    client.force_login(translator)
    return client


def test_texts_stand_as_in_the_page(office, eo):
    screen = soup(office.get(address(eo)))

    assert [part.text for part in screen.select(".mc-bench__part > h2")] == [
        "Page",
        "Texte",
        "Colonnes",
        "Tableau",
        "Étapes",
    ]
    assert [mark.text for mark in screen.select(".mc-line__marker")] == ["1.", "2.", "•"]
    assert [column.h3.text for column in screen.select(".mc-bench__columns > .mc-bench__column")] == [
        "Colonne 1",
        "Colonne 2",
    ]
    rows = screen.select(".mc-bench__table > .mc-bench__row")
    assert [len(row.select(".mc-line")) for row in rows] == [2, 2, 2]
    assert [label.text for label in rows[1].select("label.mc-line__label")] == ["Carte", "Prix"]
    field = screen.select_one("textarea[data-mc-text]")
    assert (field["lang"], field["dir"]) == ("eo", "ltr")
    assert [chip.text for chip in screen.select(".mc-mark")] == ["<1>", "</1>", "<2>", "</2>"]


def test_a_target_from_right_to_left(client, page, admin):
    ar = begin_translation(page, "ar", user=admin)
    client.force_login(admin)
    screen = soup(client.get(address(ar)))

    assert screen.select_one("textarea[data-mc-text]")["dir"] == "rtl"
    assert screen.select_one(".mc-line__source")["dir"] == "ltr"


@pytest.mark.usefixtures("in_english")
def test_without_scripts_the_form_keeps_everything_and_says_what_it_could_not(office, eo):
    good, bad, same = line(eo, "À gauche."), line(eo, "Un <1>"), line(eo, "À droite.")
    data = {f"t-{good.key}": "Maldekstre.\r\n", f"t-{bad.key}": "Malferma", f"t-{same.key}": "", f"s-{same.key}": ""}
    response = office.post(address(eo), {**data, "act": "save"})

    assert (response.status_code, response["Location"]) == (302, f"{address(eo)}#line-{bad.key}")
    assert line(eo, "À gauche.").kept == "Maldekstre."
    screen = soup(office.get(address(eo)))
    assert screen.select_one(f"#error-{bad.key}").text.startswith("Missing: link 1")
    assert screen.select_one(f"#t-{bad.key}").text.strip() == "Malferma"


def test_the_end_is_one_press(office, client, eo, translator, reviewer):
    services.keep_line(translation=eo, key=line(eo, "À gauche.").key, typed="x", seen=None, user=translator)
    write_all(eo, user=translator)
    assert office.post(address(eo), {"act": "send"}).status_code == 302
    assert Work.objects.get(translation=eo).state == WorkState.IN_REVIEW
    assert soup(office.get(address(eo))).select("textarea[data-mc-text]") == []

    client.force_login(reviewer)
    client.post(address(eo), {"act": "return", "return": "Pli simple."})
    assert Work.objects.get(translation=eo).reason == "Pli simple."
    client.force_login(translator)
    client.post(address(eo), {"act": "send"})
    client.force_login(reviewer)
    client.post(address(eo), {"act": "publish"})
    assert eo.get_target_instance().live


def test_comments_and_setting_aside_by_the_form(office, eo):
    key = line(eo, "À gauche.").key
    assert office.post(address(eo), {"act": f"remark:{key}", f"remark-{key}": "Ĉu?"})["Location"].endswith(key)
    office.post(address(eo), {"act": f"remark:{key}", f"remark-{key}": " "})
    thread = Remark.objects.get()
    office.post(address(eo), {"act": f"answer:{thread.pk}", f"answer-{thread.pk}": "Jes."})
    office.post(address(eo), {"act": f"resolve:{thread.pk}"})
    office.post(address(eo), {"act": f"later:{key}"})

    assert [row.text for row in Remark.objects.order_by("pk")] == ["Ĉu?", "Jes."]
    assert Remark.objects.get(pk=thread.pk).resolved_at
    assert LineNote.objects.get().is_later
    assert len(soup(office.get(address(eo) + "?show=later")).select(".mc-line")) == 1


@pytest.mark.usefixtures("in_english")
def test_the_script_keeps_one_text(office, eo):
    target = line(eo, "À gauche.")
    answer = office.post(address(eo, f"line/{target.key}/"), {"text": "Maldekstre.", "seen": ""})
    found = answer.json()
    assert (answer.status_code, found["state"], found["left"]) == (200, "done", 17)
    assert found["progress"] == "1 of 18 texts, 32 words left"

    wrong = office.post(address(eo, f"line/{line(eo, 'Un <1>').key}/"), {"text": "Malferma", "seen": ""})
    assert (wrong.status_code, wrong.json()["state"]) == (422, "wrong")
    stale = office.post(address(eo, f"line/{target.key}/"), {"text": "Alie.", "seen": "1.0"})
    assert (stale.status_code, stale.json()["text"]) == (409, "Maldekstre.")
    later = office.post(address(eo, f"line/{target.key}/"), {"act": "later"})
    assert later.json()["state"] == "later"
    assert office.post(address(eo, f"line/{'0' * 16}/"), {"text": "x"}).status_code == 404
    assert office.get(address(eo, f"line/{target.key}/")).status_code == 405


def test_the_preview_shows_texts_that_are_not_kept(office, eo):
    key, damaged = line(eo, "À gauche.").key, line(eo, "Un <1>").key
    typed = {f"t-{key}": "Maldekstre & <script>x</script>", f"t-{damaged}": "Malferma <1>reg"}
    response = office.post(address(eo, "preview/"), typed)
    shown = soup(response)

    assert shown.select_one(f"main #mc-line-{key}").text == "Maldekstre & <script>x</script>"
    assert shown.select_one(f"main #mc-line-{damaged}").text == "Malferma reg"
    assert shown.select("script") == []
    assert "script-src 'none'" in response["Content-Security-Policy"]
    assert not StringTranslation.objects.filter(context__path__startswith="body").exists()
    assert shown.select_one(f"#mc-line-{line(eo, 'Le registre').key}")


def test_help_offers_what_was_written_before(office, eo, page, translator):
    services.keep_line(translation=eo, key=line(eo, "À gauche.").key, typed="Maldekstre.", seen=None, user=translator)
    change_text(page, "À gauche.", "Tout à gauche.")
    changed = line(eo, "Tout à gauche.")
    shown = soup(office.get(address(eo, f"help/{changed.key}/")))

    assert shown.select_one("[data-mc-offer]")["data-mc-offer"] == "Maldekstre."
    screen = soup(office.get(address(eo) + "?show=changed"))
    assert [word.find(string=True, recursive=False) for word in screen.select("del, ins")] == ["À", "Tout à"]


def test_an_editor_of_the_source_reads_comments_and_waves_through_but_does_not_write(client, eo, page, editor):
    client.force_login(editor)
    screen = soup(client.get(address(eo)))
    key = line(eo, "À gauche.").key
    assert screen.select("textarea[data-mc-text]") == []
    assert screen.select("textarea[name^=remark-]")
    assert client.post(address(eo, f"line/{key}/"), {"text": "x", "seen": ""}).status_code == 403


def test_other_languages_are_closed_to_a_translator_in_every_address(client, page, admin, translator):
    de = begin_translation(page, "de", user=admin)
    key = line(de, "À gauche.").key
    services.remark(translation=de, key=key, text="Links?", user=admin)
    thread = Remark.objects.get()
    client.force_login(translator)
    before = (StringTranslation.objects.count(), Work.objects.count(), LineNote.objects.count())
    asked = [
        client.get(address(de)),
        client.get(address(de, "preview/")),
        client.get(address(de, f"help/{key}/")),
        client.post(address(de), {f"t-{key}": "Links.", "act": "save"}),
        client.post(address(de), {"act": "publish"}),
        client.post(address(de), {"act": f"answer:{thread.pk}", f"answer-{thread.pk}": "Ja"}),
        client.post(address(de), {"act": "unchanged"}),
        client.post(address(de, f"line/{key}/"), {"text": "Links.", "seen": ""}),
        client.post(address(de, "preview/"), {f"t-{key}": "Links."}),
    ]

    assert [response.status_code for response in asked] == [302] * 9 or all(
        response.status_code in {403, 404, 302} for response in asked
    )
    assert (StringTranslation.objects.count(), Work.objects.count(), LineNote.objects.count()) == before
    assert Remark.objects.count() == 1


def test_a_thread_of_another_translation_is_not_answered_here(office, eo, page, admin):
    de = begin_translation(page, "de", user=admin)
    thread = services.remark(translation=de, key=line(de, "À gauche.").key, text="Links?", user=admin)
    for act in ("answer", "resolve"):
        office.post(address(eo), {"act": f"{act}:{thread.pk}", f"answer-{thread.pk}": "Ja"})

    assert Remark.objects.count() == 1
    assert Remark.objects.get().resolved_at is None


def test_nobody_else_gets_in(client, eo):
    client.force_login(make_person("stranger@mondcivitan.example"))
    assert client.get(address(eo)).status_code in {302, 403}
    eo.enabled = False
    eo.save()


def test_a_stopped_translation_has_no_bench(office, eo):
    eo.enabled = False
    eo.save()
    assert office.get(address(eo)).status_code == 404
    assert office.get("/cms/translate/999999/").status_code == 404


def test_the_editor_of_a_translated_page_is_the_bench(office, eo):
    target = eo.get_target_instance()
    edit = f"/cms/pages/{target.pk}/edit/"
    assert office.get(edit)["Location"] == address(eo)
    assert office.get(f"{edit}?engine=1").status_code == 200
    office.force_login(make_person("boss@mondcivitan.example", is_superuser=True))
    assert office.post(edit, {"action": "publish"})["Location"] == address(eo)
    assert not type(target).objects.get(pk=target.pk).live


def long_page(number: int):
    paragraphs = [block("text", rich(f"Phrase numéro {place} du registre."), f"p{place}") for place in range(number)]
    return make_source(paragraphs, f"Page de {number}")


@pytest.mark.parametrize("number", [1, 3])
def test_questions_do_not_grow_with_the_texts(admin, number, django_assert_num_queries):
    translation = queries.translation_of(begin_translation(long_page(number), user=admin).pk)
    queries.light(translation, queries.bench_of(translation).lines)
    with django_assert_num_queries(14):
        found = queries.bench_of(translation)
        queries.light(translation, found.lines)
    assert len(found.lines) == number + 1


def test_a_link_may_lead_elsewhere_in_one_language(office, eo):
    (address_of_link,) = queries.bench_of(eo).addresses
    assert (address_of_link.source, address_of_link.own) == ("https://mondcivitan.example/", "")
    name = f"a-{address_of_link.pk}"
    office.post(address(eo), {"act": "save", name: "https://mondcivitan.example/eo/"})
    assert 'href="https://mondcivitan.example/eo/"' in office.get(address(eo, "preview/")).content.decode()

    office.post(address(eo), {"act": "save", name: "javascript:alert(1)"})
    assert queries.bench_of(eo).addresses[0].own == "https://mondcivitan.example/eo/"
    office.post(address(eo), {"act": "save", name: ""})
    assert queries.bench_of(eo).addresses[0].own == ""
