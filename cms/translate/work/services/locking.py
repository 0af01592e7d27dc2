"""What every step begins with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cms.core import audit

from ...enums import WorkState
from ...models import Work
from ..errors import WorkRefusedError


def locked(work: Work, states: Iterable[str]) -> Work:
    """Return the work as it is now, locked until the transaction ends. Raises WorkRefusedError in other states."""
    now = Work.objects.select_for_update(of=("self",)).with_source().get(pk=work.pk)
    if not now.translation.enabled:
        raise WorkRefusedError(_("This translation was stopped."))
    if now.state not in set(states):
        state = WorkState(now.state).label
        raise WorkRefusedError(_("This is not possible now: the state of this text is “%(state)s”.") % {"state": state})
    return now


def keep(work: Work, *, user: Any, action: str, fields: Iterable[str], data: dict[str, Any] | None = None) -> Work:
    """Save the named fields and log what happened."""
    work.save(update_fields=[*fields, "changed_at"])
    audit.record(actor=user, action=f"translation.{action}", obj=work, data={"language": work.language, **(data or {})})
    return work
