"""What a file of texts holds, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..marks import Kind, Mark, cut
from ..texts import NOT_ASKED, key_of, label_of

# In what is read from XLIFF a mark is its name between private signs, until the source says which tag that is.
OPENS, CLOSES, ALONE, ENDS = "\ue000", "\ue001", "\ue002", "\ue003"
CODE = re.compile(f"([{OPENS}{CLOSES}{ALONE}])([^{ENDS}]*){ENDS}")
SIGNS = {OPENS: Kind.OPENS, CLOSES: Kind.CLOSES, ALONE: Kind.ALONE}


class FileRefused(ValueError):
    """The file cannot be read; says why to the person."""


@dataclass(frozen=True)
class Unit:
    """A text in its place: its translation as HTML, and whether somebody has still to read it."""

    key: str
    path: str
    source: str
    target: str
    label: str = ""
    is_draft: bool = False


@dataclass
class Texts:
    """The texts of one translation, as a file brings or takes them."""

    uuid: str
    site: str
    title: str
    source_language: str
    target_language: str
    units: list[Unit] = field(default_factory=list)


def this_site() -> str:
    """Return the name by which files know where they come from."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


def texts_of_translation(translation: Translation) -> Texts:
    """Return the source texts of a translation with what is written, each text of a place once. Four queries."""
    instance = translation.source.as_instance()
    written = written_of(translation)
    found: dict[str, Unit] = {}
    for segment in segments_asked(translation):
        path, data = segment.context.path, segment.string.data
        key = key_of(path, data)
        done = written.get((segment.string_id, segment.context_id))
        is_draft = done is not None and done.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        found.setdefault(key, Unit(key, path, data, done.data if done else "", label_of(instance, path), is_draft))
    return Texts(
        uuid=str(translation.uuid),
        site=this_site(),
        title=str(translation.source.object_repr),
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
        units=list(found.values()),
    )


def segments_asked(translation: Translation) -> list[StringSegment]:
    segments = StringSegment.objects.filter(source=translation.source).exclude(context__path__in=NOT_ASKED)
    return list(segments.select_related("string", "context").order_by("order"))


def written_of(translation: Translation) -> dict[tuple[int, int | None], StringTranslation]:
    """Return what is written, errors left out, by text and place."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale, has_error=False
    )
    return {(row.translation_of_id, row.context_id): row for row in rows}


def resolved(target: str, source: str) -> str:
    """Return a text from XLIFF with the tags of `source`. Raises ValueError for a mark that it does not have."""
    tags = {(part.kind, part.name): part.tag for part in cut(source) if isinstance(part, Mark)}

    def tag(found: re.Match[str]) -> str:
        kind = SIGNS[found[1]]
        if (kind, found[2]) not in tags:
            raise ValueError(found[2])
        return tags[kind, found[2]]

    return CODE.sub(tag, target)


def coded(name: str, kind: Kind) -> str:
    sign = next(sign for sign, meaning in SIGNS.items() if meaning is kind)
    return f"{sign}{name}{ENDS}"
