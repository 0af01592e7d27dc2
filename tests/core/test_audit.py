"""The audit log only grows."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError, transaction

from cms.core import audit
from cms.core.models import AppendOnly, AuditEntry


@pytest.fixture
def person(db: None) -> Any:
    return get_user_model().objects.create_user("ana@citizens.example", first_name="Ana", last_name="Lumo")


def test_an_entry_outlives_its_actor_and_its_object(person: Any) -> None:
    group = Group.objects.create(name="Readers")
    entry = audit.record(actor=person, action="group.made", obj=group, data={"from": "setup"})
    group_id = str(group.pk)
    group.delete()
    person.delete()

    entry.refresh_from_db()
    assert (entry.actor, entry.actor_label) == (None, "Ana Lumo")
    assert (entry.object_type, entry.object_id, entry.object_label) == ("auth.Group", group_id, "Readers")
    assert entry.data == {"from": "setup"}


@pytest.mark.django_db
@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_the_system_and_strangers_have_no_name(nobody: Any) -> None:
    entry = audit.record(actor=nobody, action="mail.scrubbed", obj=None)

    assert (entry.actor, entry.actor_label, entry.object_type) == (None, "", "")


def test_nothing_changes_or_deletes_an_entry(person: Any) -> None:
    entry = audit.record(actor=person, action="group.made", obj=person)
    entry.action = "other"
    attempts = [
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(action="other"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.filter(pk=entry.pk).update(action="other"),
        lambda: AuditEntry.objects.bulk_update([entry], ["action"]),
        lambda: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"action": "other"}),
        lambda: AuditEntry._base_manager.all().delete(),
        lambda: AuditEntry.objects.bulk_create(
            [entry], update_conflicts=True, unique_fields=["pk"], update_fields=["action"]
        ),
    ]

    for attempt in attempts:
        with pytest.raises(AppendOnly), transaction.atomic():
            attempt()
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["group.made"]


@pytest.mark.django_db
def test_saving_under_a_known_key_replaces_nothing() -> None:
    entry = audit.record(actor=None, action="group.made", obj=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry(pk=entry.pk, action="other").save()


@pytest.mark.django_db
def test_an_action_has_a_name() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        audit.record(actor=None, action="", obj=None)
