"""The publish panel: one form that publishes a page in several languages, or says why it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.accounts.enums import translators
from cms.core.models import AuditEntry, Mail
from cms.core.wishes import Status
from cms.desk.publish.queries import CONFIRMED
from home.forms.models import FormField
from home.models import FormPage
from news.models import NewsPage
from tests.desk.conftest import Desk, member, rows, soup, translated
from tests.factories.accounts import make_person
from tests.factories.forms import make_form
from tests.factories.pages import make_page, make_section, translate_page

pytestmark = pytest.mark.django_db
ENGLISH = ("A lantern", "A keeper lights the lantern.", "An open <b>register</b>.")
ESPERANTO = ("Lanterno", "Gardisto lumigas la lanternon.", "Malferma <b>registro</b>.")


def in_language(page, code):
    return NewsPage.objects.filter(translation_key=page.translation_key, locale__language_code=code).first()


def test_three_languages_go_live_by_one_form(desk, draft, admin, client, django_capture_on_commit_callbacks):
    languages = rows(draft, admin)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.confirm(**translated(languages["en"], *ENGLISH), **translated(languages["eo"], *ESPERANTO))

    assert answer.redirect_chain[0][1] == 302
    shown = [item.get_text(" ", strip=True) for item in soup(answer).select(".mc-publish__finding")]
    assert [line.split()[0] for line in shown] == ["French", "English", "Esperanto"]
    links = [item["href"] for item in soup(answer).select(".mc-publish__finding a")]
    assert links == ["/fr/actualites/une-lanterne/", "/en/actualites/a-lantern/", "/eo/actualites/lanterno/"]
    for code, words in (("fr", "Un gardien"), ("en", ENGLISH[1]), ("eo", ESPERANTO[1])):
        page = in_language(draft, code)
        assert page.live
        assert page.summary.startswith(words)
        assert client.get(page.get_url()).status_code == 200
    assert "open <b>register</b>" in str(in_language(draft, "en").body)
    assert in_language(draft, "es") is None


def test_the_result_can_be_read_again_and_is_in_the_audit(desk, draft, admin):
    answer = desk.confirm()
    entry = AuditEntry.objects.get(action=CONFIRMED)

    assert entry.actor == admin
    assert entry.data["languages"] == [{"code": "fr", "result": "published", "page": draft.pk, "people": 0}]
    again = desk.client.get(answer.redirect_chain[0][0])
    assert again.status_code == 200
    assert desk.client.get(f"{desk.address}11111111-1111-4111-8111-111111111111/").status_code == 404


def test_the_same_form_twice_publishes_once(desk, draft):
    form = desk.form()
    first, second = desk.post(form), desk.post(form)

    assert first.redirect_chain == second.redirect_chain
    assert AuditEntry.objects.filter(action=CONFIRMED).count() == 1
    assert draft.get_latest_revision().pk == Page.objects.get(pk=draft.pk).live_revision_id


def test_unfinished_texts_stay_a_draft_that_no_visitor_sees(desk, draft, admin, client):
    languages = rows(draft, admin)
    desk.confirm(**translated(languages["en"], "A lantern", "", ENGLISH[2]))

    page = in_language(draft, "en")
    assert (page.live, page.title) == (False, "A lantern")
    state = rows(draft, admin)["en"]
    assert (state.status, state.written) == ("draft", 2)
    client.logout()
    assert "A lantern" not in client.get("/en/actualites/une-lanterne/").content.decode()

    desk.client.force_login(admin)
    desk.confirm(**translated(rows(draft, admin)["en"], *ENGLISH))
    assert in_language(draft, "en").live


def test_what_was_typed_survives_somebody_elses_save(desk, draft, admin, homes):
    form = desk.form() | translated(rows(draft, admin)["en"], *ENGLISH)
    other = member("miro", {homes["fr"]: ("change_page",)})
    draft.summary = "Une gardienne allume la lanterne."
    draft.save_revision(user=other)

    answer = desk.post(form)
    page = soup(answer)
    assert not Page.objects.get(pk=draft.pk).live
    assert str(other) in page.select_one("[role=alert]").text
    typed = [field.text.strip() for field in page.select("textarea") if field.text.strip()]
    assert typed == ["A lantern", ENGLISH[2]]
    assert page.select_one(".mc-publish__left-over").text == ENGLISH[1]

    fields = {field["name"]: field.get("value", "") for field in page.select("input[type=hidden]")}
    desk.post({**form, **fields, **translated(rows(draft, admin)["en"], *ENGLISH)})
    assert in_language(draft, "fr").summary.startswith("Une gardienne")
    assert in_language(draft, "en").live


def test_scheduled_texts_go_live_and_end_by_the_clock(desk, draft, admin):
    start, end = timezone.localtime() + timedelta(hours=2), timezone.localtime() + timedelta(days=2)
    moments = {"when": "later", "go_live_at": f"{start:%Y-%m-%dT%H:%M}", "expire_at": f"{end:%Y-%m-%dT%H:%M}"}
    answer = desk.confirm(**translated(rows(draft, admin)["en"], *ENGLISH), **moments)

    assert "Scheduled" in soup(answer).text
    assert [in_language(draft, code).live for code in ("fr", "en")] == [False, False]
    travel(start + timedelta(minutes=2), "publish_scheduled")
    assert [in_language(draft, code).live for code in ("fr", "en")] == [True, True]
    travel(end + timedelta(minutes=2), "publish_scheduled")
    assert [in_language(draft, code).live for code in ("fr", "en")] == [False, False]


def travel(moment, command):
    import time_machine

    with time_machine.travel(moment, tick=False):
        call_command(command, verbosity=0)


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        ({"when": "later"}, "Give the date"),
        ({"when": "later", "go_live_at": "2001-01-01T10:00"}, "has passed"),
        ({"when": "now", "expire_at": "2001-01-01T10:00"}, "would end before"),
        ({"when": "later", "go_live_at": "tomorrow"}, "Enter a valid date"),
        ({"when": "next week"}, "What you typed is kept"),
        ({"key": "no uuid"}, "What you typed is kept"),
        ({"en-wish": "fly"}, "What you typed is kept"),
    ],
)
def test_moments_and_fields_that_make_no_sense_are_said_and_nothing_is_lost(desk, draft, admin, moments, words):
    answer = desk.confirm(**{**translated(rows(draft, admin)["en"], *ENGLISH), **moments})

    assert words in soup(answer).text
    assert ENGLISH[1] in soup(answer).text
    assert not Page.objects.get(pk=draft.pk).live


def test_nothing_asked_for_a_live_page_is_said(client, admin, homes):
    page = make_page(homes["fr"], "Histoire", summary="Depuis 1949.")
    answer = Desk(client, admin, page).confirm()

    assert "nothing is asked" in soup(answer).text
    assert not AuditEntry.objects.filter(action=CONFIRMED).exists()


def test_a_live_page_is_brought_into_one_more_language_without_a_new_version(client, admin, homes):
    page = make_page(homes["fr"], "Histoire", summary="Depuis 1949.")
    before = page.get_latest_revision().pk
    Desk(client, admin, page).confirm(**translated(rows(page, admin)["de"], "Geschichte", "Seit 1949."))

    german = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert (german.live, german.slug) == (True, "geschichte")
    assert Page.objects.get(pk=page.pk).latest_revision_id == before


def test_every_kind_of_page_has_the_panel(client, admin, homes, index):
    section = make_section(homes["fr"], "Agir")
    for page in (homes["fr"], section, make_page(section, "Voter"), index):
        assert Desk(client, admin, page).open().select_one(".mc-publish__form")


def test_no_script_gets_a_page_and_the_dialog_its_inside(desk):
    assert desk.open().select_one("html .mc-publish__form")
    inside = desk.open(**{"X-Requested-With": "mc-publish"})
    assert inside.select_one("html") is None
    assert inside.select_one("form.mc-publish__form h3")


def test_hostile_words_stay_words(client, admin, homes):
    title = "<script>alert(1)</script>\"'"
    page = make_page(homes["fr"], title, slug="hostile", live=False)
    page.save_revision()
    answer = Desk(client, admin, page).confirm(**translated(rows(page, admin)["en"], title))

    assert "<script>alert" not in answer.content.decode()
    english = Page.objects.get(translation_key=page.translation_key, locale__language_code="en")
    assert english.title == title


def test_marks_that_the_source_does_not_have_are_refused_at_their_text(desk, draft, admin):
    bad = "An <script>alert(1)</script> register"
    answer = desk.confirm(**translated(rows(draft, admin)["en"], "A lantern", ENGLISH[1], bad))

    assert "tag is not allowed" in soup(answer).select_one(".mc-publish__pair .mc-publish__error").text
    assert not Page.objects.get(pk=draft.pk).live
    assert in_language(draft, "en") is None


def test_a_title_too_long_for_a_page_is_said_at_its_text(desk, draft, admin):
    answer = desk.confirm(**translated(rows(draft, admin)["en"], "x" * 300, *ENGLISH[1:]))

    assert "255" in soup(answer).select_one(".mc-publish__pair .mc-publish__error").text
    assert not Page.objects.get(pk=draft.pk).live


def test_an_address_of_nothing_is_not_found(client, admin, homes):
    client.force_login(admin)
    assert client.get("/cms/publish/999999/").status_code == 404
    assert client.get("/cms/publish/1/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_panel_do_not_grow_with_translations(client, admin, homes, number):
    page = make_page(homes["fr"], "Histoire", summary="Depuis 1949.")
    for code in ("en", "eo", "de")[:number]:
        translate_page(page, code, f"Histoire {code}")
    desk = Desk(client, admin, page)
    desk.open()
    with CaptureQueriesContext(connection) as queries:
        desk.open(**{"X-Requested-With": "mc-publish"})

    assert len(queries) == 25


def test_form_is_published_with_its_questions_in_another_language(client, admin, homes):
    form = make_form(parent=homes["fr"])
    panel = Desk(client, admin, form)
    row = rows(form, admin)["en"]
    assert [(text.label, text.source) for text in row.texts[:2]] == [
        ("Title", "Écrire"),
        ("Field of a form: Label", "Votre nom"),
    ]
    words = ["Write", "Your name", "Address", "Subject", "A question\nA gift", "Message", "A few lines are enough."]

    assert panel.confirm(**translated(row, *words)).redirect_chain
    form.form_fields.add(FormField(label="Ville", sort_order=9))
    form.save_revision().publish()
    row = rows(form, admin)["en"]
    assert (row.status, row.written, len(row.texts)) == (Status.BEHIND, 7, 8)
    assert panel.confirm(**translated(row, *words, "Town")).redirect_chain

    english = FormPage.objects.get(translation_key=form.translation_key, locale__language_code="en")
    assert (english.live, english.title) == (True, "Write")
    assert [field.label for field in english.form_fields.all()] == [*words[1:4], "Message", "Town"]
    assert english.form_fields.all()[2].choice_list == ["A question", "A gift"]


def test_a_translator_is_asked_by_name_with_date_and_note(desk, draft):
    person = make_person("ludo@citizens.example", groups=(translators("eo"),), first_name="Ludo", last_name="Verda")
    names = [option.text for option in desk.open().select("[name=eo-person] option")]
    assert names == ["Whoever takes it first", "Ludo Verda"]
    asked = {"eo-wish": "person", "eo-person": str(person.pk), "eo-due": "2040-05-01", "eo-note": "Merci !"}
    desk.confirm(**asked)
    assert Mail.objects.get(notice="translation_wanted").to == person.email


@pytest.mark.parametrize(("field", "value"), [("due", "2001-01-01"), ("person", "99999"), ("due", "²")])
def test_a_wrong_request_for_a_translator_is_shown_and_asks_nobody(desk, draft, field, value):
    make_person("ludo@citizens.example", groups=(translators("eo"),))
    answer = desk.confirm(**{"eo-wish": "person", f"eo-{field}": value})
    assert soup(answer).select(".mc-publish__person .mc-publish__error")
    assert not Mail.objects.exists()
