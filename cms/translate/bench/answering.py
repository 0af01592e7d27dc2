"""Answers to the bench's script, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from ..glossary.checks import problems
from ..memory.queries import suggestions
from ..texts import LONGEST
from ..work.errors import WorkRefusedError
from . import marks, queries, services
from .difference import Change, difference
from .errors import ChangedMeanwhileError, GoneError, LineRefusedError
from .formers import merged
from .lines import Line, LineState
from .presentation import STATE_WORDS, progress_words

MOST_REMEMBERED = 5


def answer(translation: Translation, key: str, data: Mapping[str, str], user: Any) -> JsonResponse:
    """Do what the script asks for one text: 200 kept, 422 cannot stand, 409 somebody else wrote, 403, 404."""
    try:
        line = _done(translation, key, data, user)
    except LineRefusedError as refusal:
        return JsonResponse(_said(translation, refusal.line, refusal.message), status=422)
    except ChangedMeanwhileError as meanwhile:
        words = _("Somebody else wrote this text meanwhile. Keep yours, or take theirs.")
        return JsonResponse(_said(translation, meanwhile.line, words), status=409)
    except GoneError:
        return JsonResponse({"message": _("The source has no such text any more: open the page anew.")}, status=404)
    except WorkRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=403)
    except PermissionDenied:
        return JsonResponse({"message": _("You may not write here now: open the page anew.")}, status=403)
    return JsonResponse(_said(translation, line, _warning(translation, line)))


def _done(translation: Translation, key: str, data: Mapping[str, str], user: Any) -> Line:
    act = data.get("act", "keep")
    if act in {"later", "now"}:
        return services.leave_for_later(translation=translation, key=key, is_later=act == "later", user=user)
    typed = data.get("text", "")[: LONGEST + 1].replace("\r\n", "\n")
    return services.keep_line(translation=translation, key=key, typed=typed, seen=data.get("seen"), user=user)


def _said(translation: Translation, line: Line, message: str) -> dict[str, Any]:
    lines = queries.plain_lines(translation).values()
    state = LineState.WRONG if line.typed else line.state
    return {
        "state": state.value,
        "words": str(STATE_WORDS[state]),
        "version": line.version,
        "text": line.kept,
        "message": message,
        "progress": progress_words(lines),
        "left": sum(item.is_open for item in lines),
    }


def _warning(translation: Translation, line: Line) -> str:
    """Return what the glossary says about a kept text: advice, nothing more."""
    found = problems(
        source=line.source_data,
        target=line.data,
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
    )
    return " ".join(problem.message for problem in found)


@dataclass(frozen=True)
class Offer:
    """A text that may be put into the field, and where it comes from."""

    text: str
    percentage: int
    origin: str
    changes: list[Change]


def help_for(translation: Translation, line: Line) -> dict[str, Any]:
    """Return what helps with one text: offers, best first and each once, and the terms of the glossary."""
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    found = [*_formers(line), *_remembered(line, *languages)]
    offers = list({offer.text: offer for offer in reversed(found) if offer.text != line.text}.values())[::-1]
    terms = {term.what.term_id: term.what for term in line.terms}
    return {"line": line, "offers": offers, "terms": list(terms.values()), "language": languages[1]}


def _formers(line: Line) -> list[Offer]:
    joined = merged(line)
    whole = [Offer(joined, 100, _("Former translations, joined"), [])] if joined else []
    return [*whole, *(_former(line, former) for former in line.formers)]


def _former(line: Line, former: Any) -> Offer:
    origin = _("Its translation before the source changed") if former.is_here else _("From another place of this page")
    # What changed since the nearest one stands above already.
    changes = [] if former.is_exact or former is line.former else difference(former.source, line.source)
    return Offer(former.text, former.percentage, origin, changes)


def _remembered(line: Line, source_language: str, language: str) -> list[Offer]:
    found = suggestions(
        text=line.source_data, source_language=source_language, target_language=language, limit=MOST_REMEMBERED
    )
    return [
        Offer(
            marks.shown(item.target, line.marks),
            item.percentage,
            item.origin_name or item.origin,
            difference(marks.shown(item.source, marks.marks_of(item.source)), line.source)
            if item.percentage < 100
            else [],
        )
        for item in found
    ]
