"""What a file would change in a translation, and why it may not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.core.frame import language_name

from ..enums import WorkState
from ..marks import are_those_of
from ..texts import LONGEST, NOT_ASKED, key_of, label_of, limit_of
from ..work import permissions
from ..work.queries import work_of
from .units import Texts, Unit, resolved, segments_asked, this_site, written_of

EXCERPT = 80


@dataclass(frozen=True)
class Step:
    """One text to keep."""

    segment: StringSegment
    label: str
    before: str
    after: str
    is_draft: bool


@dataclass
class Plan:
    """What a file would do to one translation; `problems` refuse it."""

    texts: Texts
    translation: Translation | None = None
    steps: list[Step] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same: int = 0


def plan(texts: Texts, user: Any) -> Plan:
    """Compare a file's texts with what stands. A foreign file, and one that may not come in, has one problem only."""
    found = Plan(texts, _translation(texts.uuid))
    problem = _foreign(texts, found.translation) or _closed(found.translation, user)
    if problem:
        found.problems.append(problem)
    else:
        _compare(found)
    return found


def _translation(uuid: str) -> Translation | None:
    try:
        key = UUID(uuid)
    except ValueError:
        return None
    translations = Translation.objects.select_related("source__locale", "target_locale")
    return translations.filter(uuid=key, enabled=True).first()


def _foreign(texts: Texts, translation: Translation | None) -> str:
    """Say why a file is not one of ours, "" when it is."""
    names = {"title": texts.title or texts.uuid, "site": texts.site}
    if texts.site and texts.site != this_site():
        return _("“%(title)s” comes from another site: %(site)s.") % names
    if translation is None:
        return _("“%(title)s” is no translation that is under way here.") % names
    wanted = translation.target_locale.language_code
    if texts.target_language.replace("_", "-").lower() != wanted:
        names |= {"language": texts.target_language or "?", "wanted": language_name(wanted)}
        return _("“%(title)s” is in another language (%(language)s) than was asked for: %(wanted)s.") % names
    if texts.source_language and texts.source_language != translation.source.locale.language_code:
        return _("“%(title)s” was translated from another language than its source here is in.") % names
    return ""


def _closed(translation: Translation | None, user: Any) -> str:
    """Say why this person may not write there now, "" when they may."""
    if translation is None or not permissions.may_translate(user, translation):
        return _("This file is for a text or a language that you may not translate.")
    title = {"title": str(translation.source.object_repr)}
    work = work_of(translation)
    if work is not None and not permissions.may_work_on(user, work):
        return _("Somebody else is translating “%(title)s”.") % title
    if work is not None and work.state == WorkState.IN_REVIEW and not permissions.may_review(user, translation):
        return _("“%(title)s” is being reviewed: it can change again once it comes back.") % title
    return ""


def _compare(found: Plan) -> None:
    translation = found.translation
    assert translation is not None  # noqa: S101 -- plan() ended before
    instance = translation.source.as_instance()
    segments: dict[str, list[StringSegment]] = {}
    for segment in segments_asked(translation):
        segments.setdefault(key_of(segment.context.path, segment.string.data), []).append(segment)
    written = written_of(translation)
    for unit in found.texts.units:
        if not unit.target or unit.path in NOT_ASKED:
            continue
        if unit.key not in segments:
            words = {"text": excerpt(unit.source)}
            found.notes.append(_("The source text “%(text)s” is not there any more, or is another now.") % words)
            continue
        first = segments[unit.key][0]
        try:
            after = fitting(unit, first.string.data, limit_of(instance, unit.path))
        except ValueError as error:
            found.problems.append(f"{label_of(instance, unit.path)}, “{excerpt(first.string.data)}”: {error}")
            continue
        _add(found, first, label_of(instance, unit.path), written, after, is_draft=unit.is_draft)


def _add(
    found: Plan, segment: StringSegment, label: str, written: dict[Any, Any], after: str, *, is_draft: bool
) -> None:
    done = written.get((segment.string_id, segment.context_id))
    was_draft = done is not None and done.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    if done is not None and done.data == after and (was_draft == is_draft or is_draft):
        found.same += 1
    else:
        found.steps.append(Step(segment, label, done.data if done else "", after, is_draft))


def fitting(unit: Unit, source: str, limit: int | None) -> str:
    """Return the unit's translation as it is kept. Raises ValueError, in words, for wrong marks or length."""
    try:
        target = resolved(unit.target, source)
    except ValueError as error:
        raise ValueError(_("the mark “%(name)s” is not one of the source.") % {"name": str(error)}) from error
    if not are_those_of(source, target):
        raise ValueError(_("a mark (bold, link, line break) of the source is missing, damaged or doubled."))
    data = str(StringValue.from_translated_html(target).data)
    validate_translation_links(source, data)
    length = len(StringValue(data).render_text())
    if length > (limit or LONGEST):
        words = _("at most %(limit)s signs fit here, and these are %(number)s.")
        raise ValueError(words % {"limit": limit or LONGEST, "number": length})
    return data


def excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"
