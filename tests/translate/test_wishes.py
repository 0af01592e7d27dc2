"""What a person asks for a page's other languages, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import formats, timezone
from wagtail.models import Page
from wagtail_localize.machine_translators.dummy import DummyTranslator
from wagtail_localize.models import StringTranslation, Translation

from cms.accounts.enums import translators
from cms.core import wishes
from cms.core.models import Mail
from cms.core.wishes import Order, Result, Schedule, Status, Wish, WishRefusedError
from cms.desk.publish import queries
from cms.translate.services import draft_by_machine
from cms.translate.work.addresses import bench_path
from cms.translate.work.queries import waiting_for
from home.publishing import translations_asked
from tests.desk.conftest import admin, draft, english, homes, index, rows, written  # noqa: F401 -- fixtures
from tests.factories.accounts import make_person
from tests.factories.pages import make_news, make_page, translate_page

pytestmark = pytest.mark.django_db
ENGLISH = ("A lantern", "A keeper lights the lantern.", "An open <b>register</b>.")
DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


def ask(page, user, code: str, wish: Wish, *texts: str, confirmed: bool = False, publish: bool = True):
    order = Order(wish, written(rows(page, user)[code], *texts) if texts else {}, confirmed=confirmed)
    latest = queries.latest_text(page.pk)
    return wishes.fulfil(page=latest, code=code, order=order, user=user, schedule=Schedule(), publish=publish)


def version(page, code: str):
    return Page.objects.get(translation_key=page.translation_key, locale__language_code=code).specific


@pytest.fixture
def live(draft, admin):  # noqa: F811
    draft.get_latest_revision().publish()
    ask(draft, admin, "en", Wish.WRITE, *ENGLISH)
    return draft


def test_texts_of_a_page_are_named_as_in_its_form_and_have_no_address(draft, admin):  # noqa: F811
    texts = rows(draft, admin)["en"].texts

    assert [(text.label, text.source) for text in texts] == [
        ("Title", "Une lanterne"),
        ("Summary", "Un gardien allume la lanterne."),
        ("Text", "Un <b>registre</b> ouvert."),
    ]
    assert [text.limit for text in texts[:2]] == [255, 300]


def test_states_follow_the_life_of_a_translation(live, admin):  # noqa: F811
    assert rows(live, admin)["en"].status is Status.LIVE
    live.summary = "Une gardienne allume la lanterne."
    live.save_revision()

    behind = rows(live, admin)["en"]
    assert (behind.status, behind.written, len(behind.texts)) == (Status.BEHIND, 2, 3)
    assert rows(live, admin)["de"].status is Status.MISSING


def test_another_date_makes_a_translation_lag_behind(live, admin):  # noqa: F811
    live.date = "2020-01-01"
    live.save_revision()
    assert rows(live, admin)["en"].status is Status.BEHIND

    ask(live, admin, "en", Wish.WRITE, *ENGLISH)
    assert str(version(live, "en").date) == "2020-01-01"


def test_unfinished_texts_never_change_a_live_translation(live, admin):  # noqa: F811
    live.summary = "Une gardienne allume la lanterne."
    live.save_revision()
    outcome = ask(live, admin, "en", Wish.WRITE, "A lamp", "", ENGLISH[2])

    assert outcome.result is Result.DRAFT
    english_page = version(live, "en")
    assert (english_page.live, english_page.title, english_page.summary) == (True, *ENGLISH[:2])
    ask(live, admin, "en", Wish.WRITE, "A lamp", "She lights it.", ENGLISH[2])
    assert (version(live, "en").title, version(live, "en").slug) == ("A lamp", "a-lantern")


def test_complete_texts_wait_while_their_source_is_not_published(draft, admin):  # noqa: F811
    outcome = ask(draft, admin, "en", Wish.WRITE, *ENGLISH, publish=False)

    assert outcome.result is Result.DRAFT
    assert not version(draft, "en").live


def test_a_page_that_only_stood_for_another_language_gets_its_own_text(homes, admin):  # noqa: F811
    parent = make_page(homes["fr"], "Histoire", summary="Depuis 1949.")
    translate_page(make_page(parent, "Congrès"), "en", "Congress")
    alias = version(parent, "en")
    assert alias.alias_of_id == parent.pk
    assert alias.live

    ask(parent, admin, "en", Wish.WRITE, "History", "")
    assert (version(parent, "en").alias_of_id, version(parent, "en").live) == (None, False)
    ask(parent, admin, "en", Wish.WRITE, "History", "Since 1949.")
    assert (version(parent, "en").live, version(parent, "en").title) == (True, "History")


def test_a_text_written_on_its_own_is_not_overwritten(homes, admin):  # noqa: F811
    page = make_page(homes["fr"], "Histoire")
    translate_page(page, "en", "History", summary="Our own words.")

    assert rows(page, admin)["en"].wishes == ()
    with pytest.raises(WishRefusedError):
        ask(page, admin, "en", Wish.WRITE, "Hi")


def test_a_translation_asks_for_nothing_itself(live, admin):  # noqa: F811
    assert all(row.wishes == () for row in rows(version(live, "en"), admin).values())


def test_a_title_without_latin_letters_keeps_the_address(draft, admin):  # noqa: F811
    ask(draft, admin, "ar", Wish.WRITE, "فانوس", "حارس", "سجل <b>مفتوح</b>", publish=False)
    assert version(draft, "ar").slug == "une-lanterne"


def test_no_machine_is_offered_when_none_is_configured(draft, admin):  # noqa: F811
    assert Wish.MACHINE not in rows(draft, admin)["en"].wishes
    with pytest.raises(WishRefusedError):
        ask(draft, admin, "en", Wish.MACHINE)


def test_a_machines_draft_goes_live_only_when_a_person_has_read_it(
    draft,  # noqa: F811
    admin,  # noqa: F811
    settings,
    django_capture_on_commit_callbacks,
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    assert Wish.MACHINE in rows(draft, admin)["en"].wishes
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(draft, admin, "en", Wish.MACHINE).result is Result.MACHINE
    row = rows(draft, admin)["en"]
    assert (row.status, row.texts[0].text, row.texts[0].is_machine) == (Status.MACHINE, "lanterne Une", True)

    texts = [text.text for text in row.texts]
    assert ask(draft, admin, "en", Wish.WRITE, *texts).result is Result.DRAFT
    assert not version(draft, "en").live
    assert ask(draft, admin, "en", Wish.WRITE, *texts, confirmed=True).result is Result.PUBLISHED
    kinds = set(StringTranslation.objects.values_list("translation_type", flat=True))
    assert kinds == {StringTranslation.TRANSLATION_TYPE_MANUAL}


def test_a_machine_writes_nothing_twice_and_over_nobody(draft, admin, settings):  # noqa: F811
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    ask(draft, admin, "en", Wish.WRITE, "A lantern", "", "")
    row = StringTranslation.objects.get(data="A lantern")
    translation = row.context.object.sources.first().translations.first()

    assert draft_by_machine(translation_id=translation.pk, user_id=admin.pk) == 2
    assert draft_by_machine(translation_id=translation.pk, user_id=admin.pk) == 0
    assert rows(draft, admin)["en"].texts[0].text == "A lantern"
    assert draft_by_machine(translation_id=0, user_id=None) == 0


@pytest.mark.parametrize(
    "typed", ["An open register.", "An <i>open</i> <b>register</b>.", "<b>An</b> <b>open</b> one."]
)
def test_formatting_of_the_source_is_neither_lost_nor_added(draft, admin, typed):  # noqa: F811
    with pytest.raises(WishRefusedError) as refusal:
        ask(draft, admin, "en", Wish.WRITE, *ENGLISH[:2], typed, publish=False)
    (words,) = refusal.value.texts.values()
    assert words.startswith("Keep the formatting of the source.")


def test_bold_type_has_two_names(draft, admin):  # noqa: F811
    typed = "An open <strong>register</strong>."
    assert ask(draft, admin, "en", Wish.WRITE, *ENGLISH[:2], typed, publish=False).result is Result.DRAFT


def test_people_are_asked_by_mail_and_see_it_on_their_desk(draft, admin):  # noqa: F811
    assert Wish.PERSON not in rows(draft, admin)["eo"].wishes
    person = make_person("ludo@citizens.example", groups=(translators("eo"),))
    make_person("gone@citizens.example", groups=(translators("eo"),), is_active=False)

    outcome = ask(draft, admin, "eo", Wish.PERSON)
    ask(draft, admin, "eo", Wish.PERSON)
    assert (outcome.result, outcome.people) == (Result.ASKED, 1)
    mail = Mail.objects.get(notice="translation_wanted")
    assert mail.to == person.email
    page = version(draft, "eo")
    assert not page.live
    assert bench_path(Translation.objects.get().pk) in mail.text
    first, line = translations_asked(person)
    assert first.text == "Begin with “Une lanterne”: Esperanto, 10 words"
    assert first.url == bench_path(Translation.objects.get().pk)
    today = formats.date_format(timezone.localdate(), "DATE_FORMAT")
    assert line.text == f"1 text waits for you (10 words), the oldest since {today}"
    assert line.url == "/cms/translations/"
    assert translations_asked(admin) == []

    ask(draft, admin, "eo", Wish.WRITE, "Lanterno", "Gardisto.", "Malferma <b>registro</b>.", publish=False)
    assert list(waiting_for(person)) == []


def test_several_translations_are_one_line(draft, index, admin):  # noqa: F811
    person = make_person("ludo@citizens.example", groups=(translators("eo"),))
    for page in (draft, make_news(index, "Deux")):
        ask(page, admin, "eo", Wish.PERSON)

    _first, line = translations_asked(person)
    assert line.text.startswith("2 texts wait for you (11 words)")


def test_line_breaks_and_lengths_are_kept_in_bounds(draft, admin):  # noqa: F811
    ask(draft, admin, "en", Wish.WRITE, "A\nlantern", " A  keeper. ", ENGLISH[2], publish=False)
    assert (version(draft, "en").title, version(draft, "en").summary) == ("A lantern", "A keeper.")
    with pytest.raises(WishRefusedError) as refusal:
        ask(draft, admin, "en", Wish.WRITE, "x" * 256, "", "")
    assert len(refusal.value.texts) == 1


def test_what_a_person_writes_while_the_machine_thinks_stays(draft, admin, settings, monkeypatch):  # noqa: F811
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    ask(draft, admin, "en", Wish.WRITE, "A lantern", "", "")
    translation = Translation.objects.get(target_locale__language_code="en")
    think = DummyTranslator.translate

    def slowly(self, *args):
        ask(draft, admin, "en", Wish.WRITE, "A lantern", "A keeper.", "")
        return think(self, *args)

    monkeypatch.setattr(DummyTranslator, "translate", slowly)

    assert draft_by_machine(translation_id=translation.pk, user_id=admin.pk) == 1
    assert [text.is_machine for text in rows(draft, admin)["en"].texts] == [False, False, True]
    assert rows(draft, admin)["en"].texts[1].text == "A keeper."


def test_one_person_is_asked_with_date_and_note(draft, index, admin):  # noqa: F811
    ludo = make_person("ludo@citizens.example", groups=(translators("eo"),), first_name="Ludo", last_name="Verda")
    german = make_person("anna@citizens.example", groups=(translators("de"),))
    make_person("eva@citizens.example", groups=(translators("eo"),))
    row = rows(draft, admin)["eo"]
    assert [name for _pk, name in row.people] == ["Ludo Verda", "Zamira Holm"]

    def fulfil(person):
        order = Order(Wish.PERSON, person=person.pk, due=date(2040, 5, 1), note="Merci !")
        latest = queries.latest_text(draft.pk)
        return wishes.fulfil(page=latest, code="eo", order=order, user=admin, schedule=Schedule(), publish=False)

    with pytest.raises(WishRefusedError, match="may not translate"):
        fulfil(german)
    assert fulfil(ludo).people == 1
    work = waiting_for(ludo).get()
    assert (work.assignee, str(work.due), work.note) == (ludo, "2040-05-01", "Merci !")
    mail = Mail.objects.get(notice="translation_wanted")
    assert (mail.to, "Merci !" in mail.text) == (ludo.email, True)
