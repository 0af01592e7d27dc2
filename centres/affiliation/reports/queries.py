"""Which reports are owed, written, late; who writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from centres.models import Centre, Term
from cms.accounts.models import User

from ..enums import ReportState
from ..models import Convention, Correspondent, Report
from ..scopes import WRITERS

# The convention: the report of a year is sent before the end of the next January.
DUE_MONTH, DUE_DAY = 1, 31
Owner = Centre | Correspondent


def due_on(year: int) -> date:
    """Return the last day for the report of `year`."""
    return date(year + 1, DUE_MONTH, DUE_DAY)


def last_year() -> int:
    """Return the year whose reports are being written."""
    return timezone.localdate().year - 1


def owing_centres(year: int) -> QuerySet[Centre]:
    """Return the working centres, under convention in `year`, whose report has not come."""
    return _owing(Centre.objects.open(), "centre", year)


def owing_correspondents(year: int) -> QuerySet[Correspondent]:
    return _owing(Correspondent.objects.active(), "correspondent", year)


def _owing(owners: Any, name: str, year: int) -> Any:
    mine = {f"{name}_id": OuterRef("pk")}
    bound = Convention.objects.filter(signed_on__lte=date(year, 12, 31), ended_on=None, **mine)
    sent = Report.objects.filter(year=year, state=ReportState.SENT, **mine)
    return owners.filter(Exists(bound), ~Exists(sent))


def writers_of(owner: Owner) -> list[User]:
    """Return the people who may write the report of a centre or correspondent today."""
    if isinstance(owner, Correspondent):
        return [owner.user] if owner.user and owner.user.is_active else []
    terms = Term.objects.current().filter(centre=owner, role__in=WRITERS)
    return list(User.objects.filter(is_active=True, pk__in=terms.values("user_id")).order_by("pk"))


def own_reports(owner: Owner) -> QuerySet[Report]:
    return owner.reports.all()


def owners_of(user: Any) -> list[Owner]:
    """Return the centres and the correspondents for whom this person writes reports today."""
    terms = Term.objects.current().filter(user_id=user.pk, role__in=WRITERS)
    centres = Centre.objects.filter(pk__in=terms.values("centre_id"))
    own: list[Owner] = list(Correspondent.objects.active().filter(user_id=user.pk))
    return [*centres, *own]


def has_reports(user: Any) -> bool:
    """Say whether the screen of reports is this person's: of a team, or a correspondent."""
    return Term.objects.current().filter(user_id=user.pk).exists() or is_correspondent(user)


def is_correspondent(user: Any) -> bool:
    return Correspondent.objects.active().filter(user_id=user.pk).exists()


def found(owner: Owner, year: int) -> Report | None:
    return own_reports(owner).filter(year=year).first()


def reports() -> QuerySet[Report]:
    return Report.objects.select_related("centre", "correspondent", "sent_by")
