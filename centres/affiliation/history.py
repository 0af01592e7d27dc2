"""One line of an application's history, and its state, written together."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cms.core import audit

from .enums import ApplicationState, Happening
from .models import Application, ApplicationEvent


def locked(application: Application) -> Application:
    """Return the row as it is now, held until the transaction ends."""
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def write(
    application: Application,
    happening: Happening,
    *,
    actor: Any = None,
    text: str = "",
    state: ApplicationState | None = None,
) -> Application:
    """Note what happened, in the caller's transaction; move the application to `state` when one is given.

    The audit log says who did what; the words stay with the application and go when it goes.
    """
    if state is not None and state != application.state:
        application.state, application.state_since = state, timezone.now()
        application.save(update_fields=["state", "state_since"])
    person = actor if getattr(actor, "pk", None) else None
    ApplicationEvent.objects.create(application=application, kind=happening, text=text, actor=person)
    audit.record(actor=actor, action=f"application.{happening}", obj=application)
    return application
