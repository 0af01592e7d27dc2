"""The audit log: who did what to which object."""

from __future__ import annotations

from typing import Any

from django.db import models

from .models import AuditEntry


def record(*, actor: Any, action: str, obj: models.Model | None, data: dict[str, Any] | None = None) -> AuditEntry:
    """Add one entry in the caller's transaction.

    `actor` is a user, an anonymous user or None (the system). `action` is a dotted verb such as "upload.applied".
    `data` holds what JSON can hold, and no secret.
    """
    person = actor if getattr(actor, "pk", None) else None
    return AuditEntry.objects.create(
        actor=person,
        actor_label=str(person)[:255] if person else "",
        action=action,
        object_type=obj._meta.label if obj else "",
        object_id=str(obj.pk) if obj else "",
        object_label=str(obj)[:255] if obj else "",
        data=data or {},
    )
