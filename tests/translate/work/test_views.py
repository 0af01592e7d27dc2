"""The translators' screens, as each person meets them."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup

from cms.accounts.enums import GroupName
from cms.accounts.services import choose_language
from cms.core.models import Mail
from cms.translate.enums import WorkState
from cms.translate.models import Asking, Work
from cms.translate.work.addresses import bench_path
from news.models import Topic
from tests.factories.accounts import make_person
from tests.factories.pages import make_page, make_section
from tests.factories.translations import make_translator, make_work, publish_work, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST, DO, ASK, MATRIX = (f"/cms/translations/{name}" for name in ("", "do/", "ask/", "matrix/"))


def get(client, user, path, **data) -> BeautifulSoup:
    client.force_login(user)
    response = client.get(path, data)
    assert response.status_code == 200, (response.status_code, response.get("Location"))
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def messages(client, response) -> str:
    found = client.get(response["Location"])
    return words(BeautifulSoup(found.content, "html.parser").select_one(".messages"))


def test_what_waits_is_listed_with_words_and_taken_with_a_click(client, work, translator):
    page = get(client, translator, LIST)
    assert words(page.select_one(".mc-works__sum")) == "1 text, 9 words left"
    row = page.select_one(".mc-works tbody tr")
    assert "Une lanterne" in words(row)
    assert "Wanted" in words(row)

    response = client.post(DO, {"action": "take", "work": work.pk, "next": LIST})
    assert "1 text is yours now." in messages(client, response)
    assert Work.objects.get().assignee == translator
    assert "Hand back" in words(get(client, translator, LIST, part="mine"))


def test_each_chosen_text_is_judged_by_itself(client, page, homes, admin, translator):
    mine, german = make_work(page, admin, "eo"), make_work(page, admin, "de")
    client.force_login(translator)
    response = client.post(DO, {"action": "take", "work": [mine.pk, german.pk, 10**9, "x"]})
    assert "1 text is yours now." in messages(client, response)
    german.refresh_from_db()
    assert (german.state, german.assignee) == (WorkState.WANTED, None)


@pytest.mark.parametrize(
    "data", [{}, {"action": "take"}, {"action": "fly", "work": 1}, {"action": "assign", "work": 1, "person": "²"}]
)
def test_what_cannot_be_done_is_said(client, translator, data):
    client.force_login(translator)
    assert "Choose at least one text" in messages(client, client.post(DO, data))


def test_a_coordinator_assigns(client, work, admin, translator):
    page = get(client, admin, LIST, part="all")
    assert [option.text for option in page.select("[name=person] option")] == ["Ludoviko Verda"]
    client.post(DO, {"action": "assign", "work": work.pk, "person": translator.pk})
    work.refresh_from_db()
    assert work.assignee == translator
    assert Mail.objects.get(notice="translation_wanted").to == translator.email


@pytest.mark.parametrize("part", ["waiting", "mine", "review", "asked", "all"])
def test_an_empty_part_says_what_to_do(client, translator, part):
    assert words(get(client, translator, LIST, part=part).select_one(".mc-works__empty")).endswith("by language")


def test_the_list_is_narrowed(client, homes, admin, translator):
    for title in ("Un", "Deux"):
        make_work(make_page(homes["fr"], title), admin)
    assert len(get(client, translator, LIST, q="deux").select(".mc-works tbody tr")) == 1
    assert len(get(client, translator, LIST, state="wanted", language="eo").select(".mc-works tbody tr")) == 2
    assert "No text is like this." in words(get(client, translator, LIST, state="taken"))


def test_strangers_to_translation_find_no_screen(client, homes):
    client.force_login(make_person("plain@mondcivitan.example"))
    for path in (LIST, ASK, MATRIX, "/cms/translations/figures/"):
        assert client.get(path).status_code == 302


def test_a_subtree_is_asked_for_after_a_summary(client, homes, admin, translator, django_capture_on_commit_callbacks):
    choose_language(user=translator, language="en")
    section = make_section(homes["fr"], "Aide")
    make_page(section, "Première étape")
    make_page(section, "Brouillon", live=False)
    client.force_login(admin)
    form = {"page": section.pk, "below": "on", "languages": ["eo", "de"], "due": "2040-05-01", "note": "Merci !"}
    summary = BeautifulSoup(client.post(ASK, form).content, "html.parser")
    assert words(summary.select_one(".mc-ask__sum")) == "2 texts, 6 words to translate"
    assert Work.objects.count() == 0
    hidden = [(item["name"], item["value"]) for item in summary.select(".mc-ask form input") if item["name"][0] != "c"]
    data: dict[str, list[str]] = {"confirm": ["yes"]}
    for name, value in hidden:
        data.setdefault(name, []).append(value)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ASK, data)

    assert response["Location"] == "/cms/translations/?part=asked"
    assert sorted(Work.objects.values_list("translation__target_locale__language_code", flat=True)) == [
        "de",
        "de",
        "eo",
        "eo",
    ]
    work = Work.objects.first()
    assert (str(work.due), work.note, work.asker) == ("2040-05-01", "Merci !", admin)
    asking = Asking.objects.get()
    assert (asking.done, asking.finished_at is not None) == (2, True)
    mail = Mail.objects.get(notice="translation_wanted")
    assert mail.to == translator.email
    for text in ("2 texts to translate", "Aide (Esperanto)", "Première étape (Esperanto)", "3 words", "Merci !", LIST):
        assert text in mail.subject + mail.text, text


def test_topics_are_asked_for(client, homes, admin, django_capture_on_commit_callbacks):
    Topic.objects.create(name="Paix", slug="paix", locale=homes["fr"].locale)
    client.force_login(admin)
    data = {"things": "news.topic", "languages": "eo", "confirm": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ASK, data)
    work = Work.objects.get()
    assert (work.title, work.words) == ("Paix", 1)


def test_what_needs_no_asking_is_left_out_with_its_reason(client, page, homes, admin, reviewer):
    work = publish_work(make_work(page, admin), reviewer, reviewer)
    draft = make_page(homes["fr"], "Brouillon", live=False)
    target = work.translation.get_target_instance()
    client.force_login(admin)
    names = [f"page:{item.pk}" for item in (page, draft, target)]
    summary = client.post(ASK, {"text": names, "languages": ["eo", "de"]}).content.decode()
    for reason in ("Is translated already", "Is not published yet", "Is a translation itself"):
        assert reason in summary
    assert "1 text" in words(BeautifulSoup(summary, "html.parser").select_one(".mc-ask__sum"))


def test_who_may_not_ask_asks_for_nothing_and_reads_no_title(client, page, homes, translator):
    hidden = make_page(homes["de"], "Geheime Laterne")
    client.force_login(translator)
    answer = client.post(
        ASK, {"text": [f"page:{page.pk}", f"page:{hidden.pk}"], "languages": ["de", "en"], "confirm": "yes"}
    )
    assert Asking.objects.count() == 0
    assert b"2 texts that are not yours to ask for" in answer.content
    assert b"Laterne" not in answer.content


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"languages": "eo"}, "Choose a page"),
        ({"page": "1", "languages": "xx"}, "valid choice"),
        ({"page": "²", "languages": "eo"}, "valid choice"),
        ({"due": "2001-01-01", "languages": "eo"}, "This day has passed"),
        ({}, "Choose at least one language."),
    ],
)
def test_a_wrong_form_says_what_is_wrong(client, homes, admin, data, error):
    client.force_login(admin)
    assert error in client.post(ASK, data).content.decode()


def test_a_translator_begins_what_nobody_asked_for(client, page, translator):
    screen = get(client, translator, ASK, text=f"page:{page.pk}", language="eo")
    assert "Translate it myself" in words(screen)
    assert "Translate it myself" not in words(get(client, translator, ASK, text=f"page:{page.pk}", language="de"))

    client.post("/cms/translations/begin/", {"text": f"page:{page.pk}", "language": "eo"})
    assert Work.objects.get().assignee == translator
    response = client.post("/cms/translations/begin/", {"text": f"page:{page.pk}", "language": "de"})
    assert (response.status_code, Work.objects.count()) == (302, 1)
    assert client.post("/cms/translations/begin/", {"text": "page:x", "language": "eo"}).status_code == 404


def test_the_matrix_shows_states_percentages_and_next_steps(client, page, homes, admin, translator):
    work = make_work(page, admin)
    write(work.translation, translator, but=2)
    screen = get(client, translator, MATRIX)
    lines = {words(row.th.bdi): row for row in screen.select(".mc-matrix tbody tr")}
    row = lines["Une lanterne"]
    cells = dict(zip(("eo", "fr"), row.select("td"), strict=True))
    assert words(cells["fr"]).startswith("Source")
    assert words(cells["eo"]).startswith("Wanted 50 %")
    assert (cells["eo"].a["href"], cells["fr"].a["href"]) == (bench_path(work.translation_id), page.get_url())
    mine = get(client, admin, MATRIX, language="de", q="lanterne")
    (cell,) = mine.select(".mc-matrix tbody td")
    assert cell.a["href"] == f"/cms/translations/ask/?text=page%3A{page.pk}&language=de"
    assert "0 of 1 published; Missing: 1" in words(mine.select(".mc-matrix thead th")[1])


def test_the_matrix_goes_into_a_table_without_formulas(client, homes, admin):
    make_page(homes["fr"], "=1+1", slug="somme")
    client.force_login(admin)
    response = client.get(MATRIX, {"export": "csv", "language": "eo"})
    text = response.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["Page", "Type", "Source language", "Esperanto", "Esperanto (%)"]
    assert ["'=1+1", "Page", "French", "Missing", ""] in rows


def test_figures_count_words_texts_and_people(client, work, translator, reviewer, admin):
    publish_work(work, translator, reviewer)
    screen = get(client, admin, "/cms/translations/figures/")
    (row,) = screen.select(".mc-figures tbody tr")
    assert [words(cell) for cell in row.select("td")] == ["Esperanto", "9", "1", "1"]
    response = client.get("/cms/translations/figures/", {"export": "csv", "language": "eo"})
    assert b"Esperanto,9,1,1" in response.content


@pytest.mark.parametrize("data", [{"p": "²", "q": "\0"}, {"year": "99999"}, {"below": "x" * 999, "kind": "no.model"}])
def test_odd_addresses_are_answered(client, admin, homes, data):
    for path in (LIST, MATRIX, "/cms/translations/figures/"):
        get(client, admin, path, **data)


def test_an_editor_of_one_tree_meets_that_tree(client, homes, admin):
    editor = make_person("editor@mondcivitan.example", groups=(GroupName.EDITORS,))
    make_work(make_page(homes["fr"], "Histoire"), admin)
    assert "Histoire" in words(get(client, editor, LIST, part="all"))


def test_a_german_translator_sees_no_work_into_esperanto(client, work):
    german = make_translator("de")
    assert "Une lanterne" not in words(get(client, german, LIST, part="all"))
