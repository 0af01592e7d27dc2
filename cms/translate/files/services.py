"""Texts that come back from files: all of a file or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.core import audit

from ..enums import FREE, IN_HAND
from ..services.targets import keep, save_draft
from ..uploads.reports import Change, Report
from ..work import services as work_services
from ..work.queries import work_of
from .comparing import Plan, excerpt, plan
from .packing import unpack
from .units import FileRefused

# What a text that still has to be read names as its tool.
FILE_TOOL = "from a file"


def report_of(plans: list[Plan]) -> Report:
    """Return what plans would do, in words."""
    report = Report()
    for found in plans:
        title = found.texts.title if found.translation is None else str(found.translation.source.object_repr)
        report.problems += found.problems
        report.notes += found.notes
        if not found.problems:
            number = len(found.steps)
            words = ngettext("%(title)s: %(number)s text changes.", "%(title)s: %(number)s texts change.", number)
            report.summary.append(words % {"title": title, "number": number})
        report.changes += [
            Change(step.label, excerpt(step.before), excerpt(step.after), excerpt(step.segment.string.data))
            for step in found.steps
        ]
    if report.ok and not report.changes:
        report.problems.append(
            _("This file changes nothing: every text in it stands here already, or is not asked for.")
        )
    return report


@transaction.atomic
def import_texts(*, content: bytes, user: Any) -> dict[str, Any]:
    """Keep what a file brings, as the work of `user`; what it marks as unread stays a draft."""
    plans = [plan(texts, user) for texts in unpack(content)]
    report = report_of(plans)
    if not report.ok:
        raise FileRefused(" ".join(report.problems))
    for found in plans:
        _keep(found, user)
    return report.as_json()


def _keep(found: Plan, user: Any) -> None:
    translation = found.translation
    if translation is None or not found.steps:
        return
    for step in found.steps:
        kind, tool = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
        if step.is_draft:
            kind, tool = StringTranslation.TRANSLATION_TYPE_MACHINE, FILE_TOOL
        keep(segment=step.segment, translation=translation, data=step.after, kind=kind, user=user, tool=tool)
    if issubclass(translation.source.specific_content_type.model_class(), Page):
        save_draft(translation=translation, user=user)
    work = work_of(translation)
    if work is not None and work.state in (*FREE, *IN_HAND):
        work_services.start(work=work, user=user)
    audit.record(actor=user, action="translation.imported", obj=translation, data={"texts": len(found.steps)})
