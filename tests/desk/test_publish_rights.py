"""Rights are judged for each language's tree, and for each id that is posted."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, WorkflowPage, WorkflowState

from cms.core import wishes
from cms.core.wishes import Order, Schedule, Wish, WishRefusedError
from cms.desk.publish import queries, services
from tests.desk.conftest import Desk, member, rows, soup, translated, written

pytestmark = pytest.mark.django_db
ENGLISH = ("A lantern", "A keeper lights the lantern.", "An open <b>register</b>.")
WRITER, PUBLISHER = ("add_page", "change_page"), ("add_page", "change_page", "publish_page")


def english_of(page):
    return Page.objects.filter(translation_key=page.translation_key, locale__language_code="en").first()


def test_panel_is_closed_to_those_who_may_not_edit_the_page(client, draft, homes):
    stranger = member("stranger", {homes["eo"]: PUBLISHER})
    client.force_login(stranger)

    assert client.get(f"/cms/publish/{draft.pk}/").status_code == 302
    assert client.post(f"/cms/publish/{draft.pk}/").status_code == 302
    assert not Page.objects.get(pk=draft.pk).live


def test_wishes_are_offered_where_the_person_may_write(draft, homes):
    user = member("noor", {homes["fr"]: PUBLISHER, homes["en"]: WRITER})
    offered = rows(draft, user)

    assert offered["en"].wishes == (Wish.NOTHING, Wish.WRITE)
    assert not offered["en"].may_publish
    assert offered["eo"].wishes == ()


def test_a_wish_that_was_not_offered_is_refused_with_all_the_rest(client, draft, homes):
    user = member("noor", {homes["fr"]: PUBLISHER})
    desk = Desk(client, user, draft)
    answer = desk.confirm(**translated(rows(draft, user)["en"], *ENGLISH))

    assert answer.status_code == 200
    assert not Page.objects.get(pk=draft.pk).live
    assert english_of(draft) is None
    order = Order(Wish.WRITE, written(rows(draft, user)["en"], *ENGLISH))
    page = queries.latest_text(draft.pk)
    with pytest.raises(WishRefusedError):
        wishes.fulfil(page=page, code="en", order=order, user=user, schedule=Schedule(), publish=True)


def test_without_the_right_to_publish_there_the_translation_waits_for_approval(client, draft, homes):
    user = member("noor", {homes["fr"]: PUBLISHER, homes["en"]: WRITER})
    answer = Desk(client, user, draft).confirm(**translated(rows(draft, user)["en"], *ENGLISH))

    assert Page.objects.get(pk=draft.pk).live
    page = english_of(draft)
    assert not page.live
    assert WorkflowState.objects.for_instance(page).filter(status="in_progress").exists()
    assert "Waits for approval" in soup(answer).text


def test_without_the_right_to_publish_the_button_submits(client, draft, homes):
    user = member("noor", {homes["fr"]: WRITER, homes["en"]: PUBLISHER})
    desk = Desk(client, user, draft)
    assert desk.open().select_one(".mc-publish__confirm button").text.strip() == "Submit for approval"
    desk.confirm(**translated(rows(draft, user)["en"], *ENGLISH))

    assert WorkflowState.objects.for_instance(draft).filter(status="in_progress").exists()
    assert [page.live for page in (Page.objects.get(pk=draft.pk), english_of(draft))] == [False, False]


def test_changes_that_nobody_approved_go_live_in_no_other_language(client, draft, homes):
    WorkflowPage.objects.all().delete()
    draft.get_latest_revision().publish()
    draft.refresh_from_db()
    draft.summary = "Un secret."
    draft.save_revision()
    user = member("noor", {homes["fr"]: WRITER, homes["en"]: PUBLISHER})

    Desk(client, user, draft).confirm(**translated(rows(draft, user)["en"], "A lantern", "A secret.", ENGLISH[2]))

    assert Page.objects.get(pk=draft.pk).live
    assert not english_of(draft).live
    draft.get_latest_revision().publish()
    Desk(client, user, draft).confirm(**translated(rows(draft, user)["en"], "A lantern", "A secret.", ENGLISH[2]))
    assert english_of(draft).live


def test_in_a_workflow_the_panel_says_who_may_go_on(client, draft, homes):
    user = member("noor", {homes["fr"]: WRITER})
    Desk(client, user, draft).confirm()
    shown = Desk(client, user, draft).open()

    assert shown.select_one(".mc-publish__confirm button") is None
    assert "moderation" in shown.select_one(".mc-publish__confirm").text


def test_a_page_locked_by_somebody_else_stays_as_it_is(client, draft, admin, homes):
    user = member("noor", {homes["fr"]: PUBLISHER})
    desk = Desk(client, user, draft)
    form = desk.form()
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=admin)

    assert desk.open().select_one(".mc-publish__confirm button") is None
    assert desk.post(form).status_code in {200, 403}
    assert not Page.objects.get(pk=draft.pk).live


def test_a_translation_locked_by_somebody_else_is_not_offered(draft, admin, homes):
    user = member("noor", {homes["fr"]: PUBLISHER, homes["en"]: PUBLISHER})
    order = Order(Wish.WRITE, written(rows(draft, user)["en"], "A lantern", "", ""))
    page = queries.latest_text(draft.pk)
    wishes.fulfil(page=page, code="en", order=order, user=user, schedule=Schedule(), publish=True)
    Page.objects.filter(pk=english_of(draft).pk).update(locked=True, locked_by=admin)

    assert rows(draft, user)["en"].wishes == ()


def test_service_judges_the_person_itself(draft, homes):
    user = member("stranger", {homes["eo"]: PUBLISHER})
    page = queries.latest_text(draft.pk)
    key = "33333333-3333-4333-8333-333333333333"
    asked = services.Confirmation(key=key, token=queries.token_of(page), schedule=Schedule(), orders={})

    with pytest.raises(PermissionDenied):
        services.confirm(page_id=draft.pk, user=user, asked=asked)
