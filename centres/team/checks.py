"""What would let a session outlive the term that opened it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

BACKEND = "centres.team.backends.TermsBackend"


@checks.register(checks.Tags.security)
def check_backend(**kwargs: Any) -> list[checks.CheckMessage]:
    """A second backend would read a session's person without settling the memberships."""
    if settings.AUTHENTICATION_BACKENDS == [BACKEND]:
        return []
    return [checks.Error(f"AUTHENTICATION_BACKENDS must hold {BACKEND} and nothing else.", id="team.E001")]
