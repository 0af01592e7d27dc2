"""What has to be there before one click accepts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..enums import Office
from ..models import Application


@dataclass(frozen=True)
class Item:
    """One line: whether it is done, in words for the secretariat."""

    name: str
    label: Any
    is_done: bool


def _has_convention(application: Application) -> bool:
    return bool(application.convention_signed_on and application.convention_file)


def _has_three_officers(application: Application) -> bool:
    """Three offices, three people: one office a person in each centre."""
    officers = [officer for officer in application.officers.all() if officer.name and officer.email]
    people = {officer.email.lower() for officer in officers}
    return {officer.office for officer in officers} == set(Office.values) and len(people) == len(Office)


def _has_clause(application: Application) -> bool:
    return application.clause_accepted_on is not None


def _has_languages(application: Application) -> bool:
    return bool(application.agreed_languages)


Check = tuple[str, Any, Callable[[Application], bool]]
CONVENTION: Check = ("convention", _("The convention is signed: its date and the document are here"), _has_convention)
OFFICERS: Check = ("officers", _("Three officers: manager, treasurer, secretary, three people"), _has_three_officers)
CLAUSE: Check = ("clause", _("The data-protection clause is accepted"), _has_clause)
LANGUAGES: Check = ("languages", _("The languages of the microsite are chosen"), _has_languages)


def items(application: Application) -> list[Item]:
    """Return the lines for an application: a correspondent has no officers and no microsite."""
    checks = (CONVENTION, OFFICERS, CLAUSE, LANGUAGES) if application.is_for_centre else (CONVENTION, CLAUSE)
    return [Item(name, label, check(application)) for name, label, check in checks]


def is_complete(application: Application) -> bool:
    return all(item.is_done for item in items(application))
