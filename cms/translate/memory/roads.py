"""The way in for memories of other programmes."""

from __future__ import annotations

from collections import Counter
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.core.safe_xml import XmlRefused
from cms.core.staging import MEGABYTE, Purpose

from ..uploads.registry import Road
from ..uploads.reports import Change, Report, refused
from . import permissions, tmx

MEMORY = "translate.memory"
SHOWN = 50


def check_tmx(file: IO[bytes]) -> dict[str, Any]:
    """Return the report of a dry run: how many pairs of texts there are for each pair of languages."""
    report, counts, left_out = Report(), Counter[tuple[str, str]](), 0
    try:
        for pair in tmx.read(file):
            if pair is None:
                left_out += 1
                continue
            counts[pair.source_language, pair.target_language] += 1
            if len(report.changes) < SHOWN:
                languages = f"{pair.source_language} → {pair.target_language}"
                report.changes.append(Change(languages, "", pair.target, pair.source))
    except XmlRefused:
        return refused(_("This is no TMX file that can be read, or it is too large."))
    for (source, target), number in sorted(counts.items()):
        words = ngettext("%(pair)s: %(number)s text.", "%(pair)s: %(number)s texts.", number)
        report.summary.append(words % {"pair": f"{source} → {target}", "number": number})
    if left_out:
        words = ngettext(
            "%(number)s text is not in two languages of this site.",
            "%(number)s texts are not in two languages of this site.",
            left_out,
        )
        report.notes.append(words % {"number": left_out})
    if not counts:
        report.problems.append(_("This file has no text in two languages of this site."))
    return report.as_json()


def accept_tmx(file: IO[bytes], actor: Any) -> dict[str, Any]:
    """Say again what the file holds: a task learns it, as a hundred thousand texts take minutes."""
    return check_tmx(file)


def learn_later(staged: Any, actor: Any) -> None:
    from ..tasks import learn_tmx  # noqa: PLC0415 -- tasks import services

    learn_tmx.enqueue(staged.pk)


ROAD = Road(
    purpose=Purpose(name=MEMORY, check=check_tmx, apply=accept_tmx, after=learn_later, max_size=20 * MEGABYTE),
    title=gettext_lazy("Bring a translation memory"),
    explanation=gettext_lazy(
        "A TMX file of another programme. Its texts are suggested as “from a file”, after what was published here. "
        "Only languages of this site are taken. A long file is learned in the background."
    ),
    accept=".tmx",
    back="translate_memory",
    may=permissions.may_keep,
)
