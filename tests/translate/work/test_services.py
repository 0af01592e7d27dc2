"""The life of a work: who may take which step, in which state, and what follows."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.core.models import AuditEntry, Mail
from cms.translate.enums import WorkState
from cms.translate.models import Delivery, Work
from cms.translate.work import queries, services
from cms.translate.work.errors import WorkRefusedError
from tests.factories.pages import make_page
from tests.factories.translations import make_translation, make_translator, make_work, publish_work, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def fresh(work: Work) -> Work:
    return Work.objects.with_source().get(pk=work.pk)


def target(work: Work) -> Page:
    return work.translation.get_target_instance()


def test_a_text_goes_from_wanted_to_published(work, translator, reviewer):
    assert (work.state, work.words, work.is_open) == (WorkState.WANTED, 9, True)
    work = services.take(work=work, user=translator)
    assert (work.state, work.assignee) == (WorkState.TAKEN, translator)
    assert not target(work).live
    work = services.start(work=work, user=translator)
    assert work.state == WorkState.IN_TRANSLATION
    write(work.translation, translator)
    work = services.send_to_review(work=work, user=translator)
    assert (work.state, work.words) == (WorkState.IN_REVIEW, 0)
    work = services.publish(work=work, user=reviewer)

    assert (work.state, work.reviewer, work.outdated_since) == (WorkState.PUBLISHED, reviewer, None)
    page = target(work).specific
    assert (page.live, page.title, page.locale.language_code) == (True, "eo: Une lanterne", "eo")
    assert "eo: Deux mots." in str(page.body)
    actions = AuditEntry.objects.filter(action__startswith="translation.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        f"translation.{verb}" for verb in ("asked", "taken", "started", "sent_to_review", "published")
    ]
    assert list(Delivery.objects.values_list("language", "person", "words")) == [("eo", translator.pk, 9)]


def test_starting_takes_and_again_does_nothing(work, translator):
    work = services.start(work=work, user=translator)
    started = work.started_at
    work = services.start(work=work, user=translator)
    assert (work.state, work.assignee, fresh(work).started_at) == (WorkState.IN_TRANSLATION, translator, started)


@pytest.mark.parametrize("step", ["take", "hand_back", "start", "send_to_review", "publish"])
def test_nobody_takes_a_step_in_another_language(work, step):
    german = make_translator("de")
    with pytest.raises(PermissionDenied):
        getattr(services, step)(work=work, user=german)
    assert fresh(work).state == WorkState.WANTED


def test_a_translator_never_publishes_nor_gives_back(work, translator):
    work = services.take(work=work, user=translator)
    write(work.translation, translator)
    work = services.send_to_review(work=work, user=translator)
    with pytest.raises(PermissionDenied):
        services.publish(work=work, user=translator)
    with pytest.raises(PermissionDenied):
        services.return_to_translator(work=work, user=translator, reason="No.")
    assert not target(work).live


def test_an_unfinished_text_is_neither_sent_nor_published(work, translator, reviewer):
    work = services.start(work=work, user=translator)
    write(work.translation, translator, but=1)
    for step, user in ((services.send_to_review, translator), (services.publish, reviewer)):
        with pytest.raises(WorkRefusedError, match="1 text is not written yet"):
            step(work=work, user=user)
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    with pytest.raises(WorkRefusedError, match="4 texts are not written yet"):
        services.publish(work=work, user=reviewer)


def test_what_somebody_has_in_hand_is_theirs(work, translator, reviewer):
    other = make_translator("eo", "other@mondcivitan.example")
    work = services.start(work=work, user=translator)
    with pytest.raises(WorkRefusedError, match="the state of this text"):
        services.take(work=work, user=other)
    with pytest.raises(PermissionDenied):
        services.start(work=work, user=other)
    with pytest.raises(PermissionDenied):
        services.hand_back(work=work, user=other)
    assert services.start(work=work, user=reviewer).assignee == translator


def test_handing_back_keeps_what_is_written(work, translator):
    work = services.start(work=work, user=translator)
    write(work.translation, translator, but=1)
    work = services.hand_back(work=work, user=translator)
    assert (work.state, work.assignee, work.words) == (WorkState.WANTED, None, 2)
    assert StringTranslation.objects.exclude(context__path="slug").count() == 3


def test_a_reviewer_gives_back_with_a_reason(work, translator, reviewer):
    work = services.take(work=work, user=translator)
    write(work.translation, translator)
    work = services.send_to_review(work=work, user=translator)
    with pytest.raises(WorkRefusedError, match="Say what should be different"):
        services.return_to_translator(work=work, user=reviewer, reason="  ")
    work = services.return_to_translator(work=work, user=reviewer, reason="The title says “lamp”.")

    assert (work.state, work.reason) == (WorkState.IN_TRANSLATION, "The title says “lamp”.")
    mail = Mail.objects.get(notice="translation_returned")
    assert (mail.to, "The title says “lamp”." in mail.text) == (translator.email, True)


def test_assigning_asks_one_person(work, admin, translator):
    german = make_translator("de")
    with pytest.raises(WorkRefusedError, match="may not translate"):
        services.assign(work=work, user=admin, person=german)
    with pytest.raises(PermissionDenied):
        services.assign(work=work, user=translator, person=translator)
    work = services.assign(work=work, user=admin, person=translator)
    assert (work.state, work.assignee) == (WorkState.WANTED, translator)
    other = make_translator("eo", "other@mondcivitan.example")
    assert list(queries.waiting_for(other)) == []
    with pytest.raises(WorkRefusedError, match="Somebody else was asked"):
        services.take(work=work, user=other)
    assert Mail.objects.filter(notice="translation_wanted", to=translator.email).count() == 1


def test_what_was_asked_is_taken_back(work, admin, translator):
    with pytest.raises(PermissionDenied):
        services.withdraw(work=work, user=translator)
    services.withdraw(work=work, user=admin)
    assert not Work.objects.exists()


def test_only_who_edits_the_source_or_reviews_the_language_asks(page, translator, reviewer):
    with pytest.raises(PermissionDenied):
        services.ask(translation=make_translation(page), user=translator)
    with pytest.raises(PermissionDenied):
        services.ask(translation=make_translation(page, "de"), user=reviewer)
    assert services.ask(translation=make_translation(page), user=reviewer).state == WorkState.WANTED


def test_a_moved_source_makes_a_translation_outdated_and_back(work, page, translator, reviewer):
    work = publish_work(work, translator, reviewer)
    page.refresh_from_db()
    page.summary = "Une gardienne."
    page.save_revision().publish()

    work = fresh(work)
    assert (work.state, work.words, work.outdated_since is not None) == (WorkState.OUTDATED, 2, True)
    assert target(work).live
    page.summary = "Un gardien."
    page.save_revision().publish()
    work = fresh(work)
    assert (work.state, work.words, work.outdated_since) == (WorkState.PUBLISHED, 0, None)


def test_a_publication_that_changes_no_text_changes_no_work(work, page, translator, reviewer):
    work = publish_work(work, translator, reviewer)
    page.refresh_from_db()
    page.show_in_menus = not page.show_in_menus
    page.save_revision().publish()
    assert fresh(work).state == WorkState.PUBLISHED


def test_an_outdated_text_is_translated_again_while_the_old_one_stays(work, page, translator, reviewer):
    work = publish_work(work, translator, reviewer)
    page.refresh_from_db()
    page.summary = "Une gardienne allume la lampe."
    page.save_revision().publish()
    work = services.start(work=fresh(work), user=translator)
    assert (work.state, target(work).live, work.outdated_since is not None) == (WorkState.IN_TRANSLATION, True, True)
    write(work.translation, translator)
    work = services.publish(work=services.send_to_review(work=work, user=translator), user=reviewer)

    assert (work.state, work.outdated_since) == (WorkState.PUBLISHED, None)
    assert target(work).specific.summary == "eo: Une gardienne allume la lampe."
    assert list(Delivery.objects.order_by("pk").values_list("words", flat=True)) == [9, 5]


def test_a_small_change_is_waved_through(work, page, admin, translator, reviewer):
    work = publish_work(work, translator, reviewer)
    page.refresh_from_db()
    page.summary = "Un gardien !"
    page.save_revision().publish()
    assert fresh(work).state == WorkState.OUTDATED

    assert services.wave_through(instance=page, user=admin) == [work]
    assert (fresh(work).state, fresh(work).outdated_since) == (WorkState.PUBLISHED, None)
    assert services.wave_through(instance=page, user=admin) == []


def test_an_unpublished_translation_is_the_reviewers(work, translator, reviewer):
    work = publish_work(work, translator, reviewer)
    target(work).unpublish()
    assert (fresh(work).state, fresh(work).answered) == (WorkState.IN_REVIEW, "")
    assert services.publish(work=fresh(work), user=reviewer).state == WorkState.PUBLISHED


def test_a_work_follows_its_language_only(page, admin, translator, homes):
    other = make_page(homes["fr"], "Autre")
    make_work(page, admin, "de")
    mine = make_work(other, admin, "eo")
    assert list(queries.waiting_for(translator)) == [mine]
