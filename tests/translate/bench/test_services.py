"""Texts are kept by themselves; nothing that a person wrote is lost; visitors see what a reviewer let out."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.core.models import AuditEntry, Mail
from cms.translate.bench import queries, services
from cms.translate.bench.errors import ChangedMeanwhileError, GoneError, LineRefusedError
from cms.translate.bench.lines import LineState
from cms.translate.enums import WorkState
from cms.translate.models import LineNote, Remark, Work
from cms.translate.work.errors import WorkRefusedError
from tests.factories.bench import begin_translation, change_text, write_all
from tests.translate.bench.conftest import line

pytestmark = pytest.mark.django_db
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def type_in(translation, source: str, typed: str, user, seen: str | None = None):
    key = line(translation, source).key
    return services.keep_line(translation=translation, key=key, typed=typed, seen=seen, user=user)


def shown(translation) -> Page:
    return translation.get_target_instance()


@pytest.fixture
def live(eo, admin, translator):
    """The page live in Esperanto."""
    write_all(eo, user=translator)
    services.publish(translation=eo, user=admin)
    return eo


def test_a_text_is_kept_and_begins_the_work(eo, translator):
    kept = type_in(eo, "Un <1>", "Malferma <2>reg</2> <1>istro</1>.", translator)

    assert kept.data == 'Malferma <b>reg</b> <a id="a1">istro</a>.'
    assert (kept.state, kept.by) == (LineState.DONE, str(translator))
    work = Work.objects.get(translation=eo)
    assert (work.state, work.assignee) == (WorkState.IN_TRANSLATION, translator)
    assert not shown(eo).live


def test_nothing_typed_takes_a_translation_away(eo, translator):
    type_in(eo, "À gauche.", "Maldekstre.", translator)
    assert type_in(eo, "À gauche.", " ", translator).state is LineState.TODO


def test_a_damaged_text_is_remembered_and_not_kept(eo, translator):
    with pytest.raises(LineRefusedError) as refused:
        type_in(eo, "Un <1>", "Malferma registro", translator)

    assert refused.value.message == "Missing: link 1 (“registre”), bold 2 (“ouvert”)."
    again = line(eo, "Un <1>")
    assert (again.state, again.text, again.data) == (LineState.WRONG, "Malferma registro", "")
    assert again.error == refused.value.message
    type_in(eo, "Un <1>", "<1>a</1> <2>b</2>", translator)
    assert not LineNote.objects.exists()


def test_a_text_longer_than_its_field_is_refused(eo, translator):
    with pytest.raises(LineRefusedError, match="At most 120 signs fit here, and these are 121"):
        type_in(eo, "Première étape", "x" * 121, translator)


def test_who_saved_meanwhile_is_not_written_over(eo, translator, admin):
    seen = line(eo, "À gauche.").version
    type_in(eo, "À gauche.", "Maldekstre.", admin)
    with pytest.raises(ChangedMeanwhileError) as meanwhile:
        type_in(eo, "À gauche.", "Live.", admin, seen=seen)

    assert meanwhile.value.line.kept == "Maldekstre."
    assert type_in(eo, "À gauche.", "Live.", admin, seen=meanwhile.value.line.version).kept == "Live."


def test_an_unknown_text_is_gone(eo, translator):
    with pytest.raises(GoneError):
        services.keep_line(translation=eo, key="0" * 16, typed="x", seen=None, user=translator)


def test_reading_accepts_what_a_machine_wrote(eo, translator):
    type_in(eo, "À gauche.", "Maldekstre.", translator)
    StringTranslation.objects.filter(data="Maldekstre.").update(translation_type=MACHINE)
    assert line(eo, "À gauche.").state is LineState.MACHINE

    assert type_in(eo, "À gauche.", "Maldekstre.", translator).state is LineState.DONE


def test_what_is_set_aside_stops_the_end(eo, translator):
    write_all(eo, user=translator)
    key = line(eo, "À gauche.").key
    services.leave_for_later(translation=eo, key=key, is_later=True, user=translator)
    with pytest.raises(WorkRefusedError, match="1 text was left for later"):
        services.hand_in(translation=eo, user=translator)
    services.leave_for_later(translation=eo, key=key, is_later=False, user=translator)

    assert services.hand_in(translation=eo, user=translator).state == WorkState.IN_REVIEW


def test_an_unfinished_text_is_neither_sent_nor_published(eo, translator, admin):
    type_in(eo, "À gauche.", "Maldekstre.", translator)
    for end in (services.hand_in, services.publish):
        with pytest.raises(WorkRefusedError, match="17 texts are not written yet"):
            end(translation=eo, user=admin)
    assert not shown(eo).live


def test_in_review_only_the_reviewer_writes_publishes_or_gives_back(eo, translator, reviewer):
    type_in(eo, "À gauche.", "Maldekstre.", translator)
    write_all(eo, user=translator)
    services.hand_in(translation=eo, user=translator)
    with pytest.raises(PermissionDenied):
        type_in(eo, "À gauche.", "Live.", translator)
    with pytest.raises(PermissionDenied):
        services.publish(translation=eo, user=translator)
    services.give_back(translation=eo, user=reviewer, reason="Pli simple.")
    services.hand_in(translation=eo, user=translator)
    type_in(eo, "À gauche.", "Maldekstre, pli simple.", reviewer)
    services.publish(translation=eo, user=reviewer)

    assert shown(eo).live
    assert "Maldekstre, pli simple." in str(shown(eo).body)


def test_a_changed_word_brings_back_one_text_and_leaves_the_page(live, page):
    before = type(shown(live)).objects.filter(pk=shown(live).pk).values().get()
    change_text(page, "À gauche.", "À droite aussi.")
    came_back = [item for item in queries.bench_of(live).lines if item.is_open]

    assert [(item.source, item.state) for item in came_back] == [("À droite aussi.", LineState.CHANGED)]
    assert came_back[0].former.text == "eo: À gauche."
    assert [(part.kind, part.text) for part in came_back[0].source_changes] == [
        ("same", "À "),
        ("taken", "gauche"),
        ("added", "droite aussi"),
        ("same", "."),
    ]
    assert type(shown(live)).objects.filter(pk=shown(live).pk).values().get() == before
    assert Work.objects.get(translation=live).state == WorkState.OUTDATED


def test_meaning_unchanged_carries_the_translation_over(live, page, editor):
    change_text(page, "À gauche.", "A gauche.")
    before = type(shown(live)).objects.filter(pk=shown(live).pk).values().get()
    key = line(live, "A gauche.").key
    services.carry_over(translation=live, key=key, user=editor)

    assert line(live, "A gauche.").kept == "eo: À gauche."
    work = Work.objects.get(translation=live)
    assert (work.state, work.outdated_since) == (WorkState.PUBLISHED, None)
    logged = AuditEntry.objects.get(action="translation.meaning_unchanged")
    assert (logged.actor, logged.data["before"], logged.data["now"]) == (editor, "À gauche.", "A gauche.")
    assert type(shown(live)).objects.filter(pk=shown(live).pk).values().get() == before


def test_a_changed_mark_cannot_be_waved_through(live, page, editor):
    change_text(page, "<b>ouvert</b>", "ouvert")
    with pytest.raises(LineRefusedError, match="has other marks now"):
        services.carry_over_all(translation=live, user=editor)
    assert line(live, "Un <1>").state is LineState.CHANGED


def test_only_who_edits_the_source_or_reviews_waves_through(live, page, translator):
    change_text(page, "À gauche.", "A gauche.")
    with pytest.raises(PermissionDenied):
        services.carry_over_all(translation=live, user=translator)
    assert not AuditEntry.objects.filter(action="translation.meaning_unchanged").exists()


def test_the_reviewer_sees_what_changes_for_visitors(live, reviewer):
    type_in(live, "À gauche.", "eo: Maldekstre.", reviewer)
    changed = [item for item in queries.bench_of(live).lines if item.published_changes]

    assert [item.source for item in changed] == ["À gauche."]
    assert [part.text for part in changed[0].published_changes if part.kind == "taken"] == ["À gauche"]
    assert "À gauche" in str(shown(live).body)


def test_a_comment_reaches_the_editor_is_answered_and_resolved(eo, page, translator, editor):
    key = line(eo, "À gauche.").key
    thread = services.remark(translation=eo, key=key, text=" Kiu maldekstro? ", user=translator)
    mail = Mail.objects.get(to=editor.email)
    assert "Kiu maldekstro?" in mail.text
    assert f"/cms/translate/{eo.pk}/#remark-{thread.pk}" in mail.text
    assert [item.pk for item in queries.threads_waiting_for(editor)] == [thread.pk]
    assert list(queries.threads_waiting_for(translator)) == []

    services.answer(thread=thread, text="La nia.", user=editor)
    assert Mail.objects.filter(to=translator.email, text__contains="La nia.").count() == 1
    assert [item.pk for item in queries.threads_waiting_for(translator)] == [thread.pk]
    (remark,) = line(eo, "À gauche.").remarks
    assert (remark.author, [answer.text for answer in remark.answers]) == (str(translator), ["La nia."])

    services.resolve(thread=thread, user=translator)
    assert line(eo, "À gauche.").open_remarks == []
    services.answer(thread=thread, text="Ĉu certe?", user=editor)
    assert Remark.objects.get(pk=thread.pk).resolved_at is None


def test_a_comment_follows_its_text_when_the_source_changes(eo, page, translator):
    services.remark(translation=eo, key=line(eo, "À gauche.").key, text="Ĉu?", user=translator)
    change_text(page, "À gauche.", "À l’est.")
    assert [item.text for item in line(eo, "À l’est.").remarks] == ["Ĉu?"]


def test_strangers_to_the_language_may_not_comment(page, eo, admin, reviewer):
    de = begin_translation(page, "de", user=admin)
    with pytest.raises(PermissionDenied):
        services.remark(translation=de, key=line(de, "À gauche.").key, text="Hm", user=reviewer)
    with pytest.raises(ValueError, match=r"^ $"):
        services.remark(translation=eo, key=line(eo, "À gauche.").key, text=" ", user=reviewer)
