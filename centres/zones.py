"""Time zones by their IANA names."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def zone_names() -> list[str]:
    """Return the zones that are named after a place, and UTC."""
    return [*sorted(name for name in available_timezones() if name.startswith(AREAS)), "UTC"]


def validate_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(_("Choose a time zone of the list."), code="zone")
