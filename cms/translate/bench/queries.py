"""Reads of the bench: everything about one translation in a number of questions that does not grow with its texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
)

from cms.core.translations import direction

from ..models import LineNote, Work
from ..models import Remark as RemarkRow
from ..services.targets import target_of
from ..texts import NOT_ASKED, key_of
from . import formers, glossary, marks
from .addresses import Address, addresses_of
from .formers import Written
from .lines import Line, LineState, Remark, version_of
from .published import published_texts
from .structure import Node, Outline

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
Place = tuple[int, int]


@dataclass
class Bench:
    """One translation as its bench shows it; `lines` are its texts in the page's order, each once."""

    translation: Translation
    page: Any
    target: Any
    lines: list[Line]
    nodes: list[Node] = field(default_factory=list)
    lost_remarks: list[Remark] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)

    @property
    def source_language(self) -> str:
        return str(self.translation.source.locale.language_code)

    @property
    def language(self) -> str:
        return str(self.translation.target_locale.language_code)

    @property
    def source_direction(self) -> str:
        return direction(self.source_language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @cached_property
    def by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.lines}

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]

    @property
    def done(self) -> int:
        return len(self.lines) - len(self.open_lines)

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.state is LineState.CHANGED]

    @property
    def is_live(self) -> bool:
        return bool(self.target is not None and getattr(self.target, "live", True))


def translation_of(pk: int) -> Translation | None:
    """Return a translation that goes on, with its languages."""
    found = Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale")
    return found.filter(pk=pk, enabled=True).first()


def translation_into(page: Any) -> Translation | None:
    """Return the translation whose target `page` is, None when it is none's."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return found.select_related("source__locale", "source__specific_content_type", "target_locale").first()


def has_source(translation: Translation) -> bool:
    """Say whether the source still exists."""
    source = translation.source
    model = source.specific_content_type.model_class()
    return bool(model and model.objects.filter(translation_key=source.object_id, locale=source.locale).exists())


def new_work(translation: Translation) -> Work:
    """Return the work on a translation that nobody asked for: begun with the first text."""
    return Work(translation=translation)


def light(translation: Translation, lines: Iterable[Line]) -> None:
    """Look the glossary's terms up in texts. One question."""
    glossary.light(lines, translation.source.locale.language_code, translation.target_locale.language_code)


def bench_of(translation: Translation) -> Bench:
    """Return everything about a translation, its texts where they stand in the page."""
    source = translation.source
    page, target = source.as_instance(), target_of(translation)
    lines, segments = _lines(translation)
    for key, found in formers.find(lines.values(), _fill(lines, translation)).items():
        lines[key].formers = found
    _note(lines, translation)
    templates = dict(TemplateSegment.objects.filter(source=source).values_list("context__path", "template__template"))
    for key, text in published_texts(target, lines).items():
        lines[key].published = text
    nodes = Outline(page, [lines[key] for key in segments], templates).nodes()
    ordered = list(dict.fromkeys(line.key for node in nodes for line in node.lines()))
    lost = _remarks(lines, translation)
    addresses = addresses_of(translation)
    return Bench(translation, page, target, [lines[key] for key in ordered], nodes, lost, addresses)


def line_of(translation: Translation, key: str) -> Line | None:
    """Return one text, with its name and limit and what may serve it; None when the source has no such text now."""
    lines, _segments = _lines(translation)
    line = lines.get(key)
    if line is not None:
        written = _fill(lines, translation)
        _note(lines, translation)
        line.formers = formers.find([line], written).get(key, ())
        Outline(translation.source.as_instance(), [line], {}).nodes()
    return line


def plain_lines(translation: Translation) -> dict[str, Line]:
    """Return the texts by key with their translations, without their places and formers. Three questions."""
    lines, _segments = _lines(translation)
    _fill(lines, translation)
    _note(lines, translation)
    return lines


def _lines(translation: Translation) -> tuple[dict[str, Line], list[str]]:
    """Return the texts by key, and the keys of all segments in their order: a text may stand twice in one place."""
    found: dict[str, Line] = {}
    keys = []
    segments = StringSegment.objects.filter(source=translation.source).exclude(context__path__in=NOT_ASKED)
    names = ("context__path", "string__data", "string_id", "context_id", "attrs")
    for path, data, string_id, context_id, attrs in segments.order_by("order").values_list(*names):
        key = key_of(path, data)
        keys.append(key)
        found.setdefault(key, Line(key, path, data, string_id, context_id, attrs))
    return found, keys


def _fill(lines: dict[str, Line], translation: Translation) -> list[Written]:
    """Give each text its translation; return all that people ever wrote for this page."""
    current = {(line.context_id, line.string_id): line for line in lines.values()}
    written: list[Written] = []
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id, has_error=False
    ).exclude(context__path__in=NOT_ASKED)
    rows = rows.select_related("translation_of", "context", "last_translated_by").order_by("-updated_at")
    for row in rows:
        line = current.get((row.context_id, row.translation_of_id))
        is_machine = row.translation_type == MACHINE
        by = "" if is_machine else str(row.last_translated_by or "")
        if line is not None:
            line.data, line.is_machine, line.by, line.at = row.data, is_machine, by, row.updated_at
            line.version = version_of(row.data, row.updated_at)
        if not is_machine:
            is_current = line is not None
            data = row.translation_of.data
            written.append(Written(row.context.path, data, row.data, is_current, by, row.updated_at))
    return written


def _note(lines: dict[str, Line], translation: Translation) -> None:
    current = {(line.context_id, line.string_id): line for line in lines.values()}
    for note in LineNote.objects.filter(translation=translation):
        line = current.get((note.context_id, note.string_id))
        if line is not None:
            line.is_later, line.typed = note.is_later, note.typed
            line.error = error_of(line) if note.typed else ""


def error_of(line: Line) -> str:
    """Say why what was typed could not be kept."""
    try:
        kept_form(line, line.typed)
    except ValueError as error:
        return str(error)
    return ""


def kept_form(line: Line, typed: str) -> str:
    """Return what is kept of what was typed. Raises MarkError, with words for the person."""
    return marks.stored(typed, line.marks, breaks=line.breaks)


def _remarks(lines: dict[str, Line], translation: Translation) -> list[Remark]:
    """Hang each thread on its text; return those whose text is gone."""
    threads: dict[int, Remark] = {}
    places: dict[int, Place] = {}
    rows = RemarkRow.objects.filter(translation=translation).select_related("author").order_by("created_at", "pk")
    for row in rows:
        remark = Remark(
            row.pk, str(row.author or ""), row.text, row.created_at, row.resolved_at is not None, row.author_id
        )
        if row.thread_id is None:
            threads[row.pk] = remark
            places[row.pk] = (row.context_id, row.string_id)
        elif row.thread_id in threads:
            threads[row.thread_id].answers.append(remark)
    exact = {(line.context_id, line.string_id): line for line in lines.values()}
    successors: dict[int, list[Line]] = defaultdict(list)
    for line in lines.values():
        successors[line.context_id].append(line)
    lost = []
    for pk, remark in threads.items():
        here = exact.get(places[pk]) or next(iter(successors[places[pk][0]]), None)
        if here is not None:
            here.remarks.append(remark)
        elif not remark.is_resolved:
            lost.append(remark)
    return lost


def threads_waiting_for(user: Any) -> QuerySet[RemarkRow]:
    """Return the open threads that concern this person and in which somebody else spoke last, the oldest first.

    They concern who owns or last saved a page, who asked for the texts of anything else, and who spoke in them.
    """
    sources = Page.objects.filter(
        Q(owner=user.pk) | Q(latest_revision__user=user.pk),
        translation_key=OuterRef("translation__source__object_id"),
        locale=OuterRef("translation__source__locale"),
    )
    any_page = Page.objects.filter(translation_key=OuterRef("translation__source__object_id"))
    answers = RemarkRow.objects.filter(thread=OuterRef("pk")).order_by("-created_at", "-pk")
    threads = RemarkRow.objects.filter(thread=None, resolved_at=None, translation__enabled=True)
    threads = threads.annotate(
        last=Coalesce(Subquery(answers.values("author_id")[:1]), F("author_id"), output_field=BigIntegerField())
    )
    asked = Q(translation__work__asker=user.pk) & ~Q(Exists(any_page))
    mine = Q(Exists(sources)) | asked | Q(author=user.pk) | Q(Exists(answers.filter(author=user.pk)))
    found = threads.filter(mine).exclude(last=user.pk).order_by("created_at", "pk")
    return found.select_related("author", "translation__source", "translation__target_locale")
