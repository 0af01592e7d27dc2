"""The states of a centre."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core import audit

from ..enums import NEXT_STATES, CentreState
from ..models import Centre, CentreChange


@transaction.atomic
def change_state(*, centre: Centre, state: CentreState, actor: Any, reason: str = "") -> Centre:
    """Move a centre to `state` and write down who did it and why; the same state again changes nothing.

    Raises ValidationError for a step that the rules do not know.
    """
    locked = Centre.objects.select_for_update().get(pk=centre.pk)
    old = CentreState(locked.state)
    if old == state:
        return locked
    if state not in NEXT_STATES[old]:
        raise ValidationError(
            _("A centre that is %(old)s cannot become %(new)s.") % {"old": old.label, "new": state.label}
        )
    locked.state = state
    locked.save(update_fields=["state"])
    person = actor if getattr(actor, "pk", None) else None
    CentreChange.objects.create(centre=locked, old_state=old, new_state=state, reason=reason, actor=person)
    audit.record(actor=actor, action="centre.state", obj=locked, data={"from": old, "to": state})
    centre.state = state
    return locked
