"""Reports: kept as drafts, sent, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from centres.models import Centre
from cms.core import audit

from ..enums import ReportState
from ..models import Correspondent, Report
from ..people.services import note_activity

FIGURES = ("registrations", "cards", "meetings", "people")
FIELDS = (*FIGURES, "currency", "money_received", "money_sent", "went_well", "needed")


@transaction.atomic
def keep(
    *, owner: Centre | Correspondent, year: int, actor: Any, facts: Mapping[str, Any], send: bool = False
) -> Report:
    """Keep the draft of a report, made when there is none; `send` hands it to the secretariat.

    Raises ValidationError for a report that was sent, and for a year that has not begun.
    """
    if year > timezone.localdate().year:
        raise ValidationError(_("This year has not begun."))
    owned: dict[str, Any] = {"centre" if isinstance(owner, Centre) else "correspondent": owner}
    report, _new = Report.objects.select_for_update(of=("self",)).get_or_create(**owned, year=year)
    if report.is_sent:
        raise ValidationError(_("This report was sent. The secretariat can open it again."))
    for name in FIELDS:
        if name in facts:
            setattr(report, name, facts[name])
    if send:
        _send(report, actor)
    report.save()
    audit.record(actor=actor, action="report.sent" if send else "report.kept", obj=report)
    return report


def _send(report: Report, actor: Any) -> None:
    report.state, report.sent_at = ReportState.SENT, timezone.now()
    report.sent_by = actor if getattr(actor, "pk", None) else None
    if report.correspondent and any(getattr(report, name) for name in FIGURES):
        last = min(date(report.year, 12, 31), timezone.localdate())
        note_activity(correspondent=report.correspondent, on=last, actor=actor)


@transaction.atomic
def reopen(*, report: Report, actor: Any) -> Report:
    """Give a sent report back to its writers. Again changes nothing."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.is_sent:
        report.state, report.sent_at, report.sent_by = ReportState.DRAFT, None, None
        report.save(update_fields=["state", "sent_at", "sent_by"])
        audit.record(actor=actor, action="report.reopened", obj=report)
    return report
