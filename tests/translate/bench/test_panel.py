"""A small edit is waved through from the publish panel, language by language."""

from __future__ import annotations

import pytest

from cms.core import wishes
from cms.core.models import AuditEntry
from cms.core.wishes import Order, Result, Schedule, Status, Wish, WishRefusedError
from cms.translate.bench import services
from cms.translate.enums import WorkState
from cms.translate.models import Work
from tests.desk.conftest import rows
from tests.factories.bench import change_text, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(eo, admin, translator):
    write_all(eo, user=translator)
    services.publish(translation=eo, user=admin)
    return eo


def keep(page, user):
    order = Order(Wish.KEEP)
    return wishes.fulfil(page=page, code="eo", order=order, user=user, schedule=Schedule(), publish=True)


def test_a_small_edit_leaves_the_language_up_to_date(live, page, editor):
    assert Wish.KEEP not in rows(page, editor)["eo"].wishes
    changed = change_text(page, "À gauche.", "A gauche.")
    assert rows(page, editor)["eo"].status is Status.BEHIND
    assert Wish.KEEP in rows(page, editor)["eo"].wishes

    assert keep(changed, editor).result is Result.KEPT
    assert rows(page, editor)["eo"].status is Status.LIVE
    assert Work.objects.get(translation=live).state == WorkState.PUBLISHED
    assert AuditEntry.objects.filter(action="translation.meaning_unchanged").count() == 1


def test_a_new_text_or_another_mark_is_no_small_edit(live, page, editor):
    changed = change_text(page, "<b>ouvert</b>", "ouvert")

    assert Wish.KEEP not in rows(page, editor)["eo"].wishes
    with pytest.raises(WishRefusedError):
        keep(changed, editor)
