"""The target page as visitors would get it, with the texts typed so far, each marked with its key.

Marks travel through templates as private signs of Unicode, because a template may put a text anywhere: into a title,
an attribute, a card. Where it came out as words of the page, they become `<span data-mc-line="key">`; elsewhere they
go away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from ..texts import NOT_ASKED, key_of
from . import marks, queries
from .lines import Line

START, MIDDLE, END = "\ue000", "\ue001", "\ue002"
DIGITS = "".join(chr(0xE010 + place) for place in range(16))
PRIVATE = re.compile(f"[{START}{MIDDLE}{END}{DIGITS}]")
TOKENS = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL)
SIGNS = re.compile(f"{START}([{DIGITS}]*){MIDDLE}|{END}")
# What holds no words of the page, and what has no end.
RAW = {"title", "textarea", "option", "style", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)


def render(*, translation: Translation, typed: Mapping[str, str], request: HttpRequest) -> str:
    """Return the HTML of the target page; `typed` holds what is not kept yet, by key.

    No script runs in it, and nothing is written.
    """
    lines = queries.plain_lines(translation)
    page = _page(translation, lines, typed)
    response = page.make_preview_request(original_request=request)
    html = response.content.decode(response.charset or "utf-8")
    return _with_style(marked(SCRIPT.sub("", html)))


def can_render(translation: Translation) -> bool:
    """Say whether there is something to look at: a page, or a thing with a preview."""
    return hasattr(translation.source.specific_content_type.model_class(), "make_preview_request")


def _page(translation: Translation, lines: Mapping[str, Line], typed: Mapping[str, str]) -> Any:
    """Return the target in memory, with every text that there is; the source's where there is none."""
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    try:
        target = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        target = source.as_instance()
        target.locale = locale
    copy_synchronised_fields(original, target)
    segments = source._get_segments_for_translation(locale, fallback=True)
    keys = _keys(translation)
    filled = [_filled(segment, keys, lines, typed) for segment in segments]
    ingest_segments(original, target, source.locale, locale, filled)
    return target


def _keys(translation: Translation) -> dict[tuple[str, int], str]:
    """Return the key of each text by path and order."""
    found = StringSegment.objects.filter(source=translation.source).exclude(context__path__in=NOT_ASKED)
    rows = found.values_list("context__path", "order", "string__data")
    return {(path, order): key_of(path, data) for path, order, data in rows}


def _filled(segment: Any, keys: dict[tuple[str, int], str], lines: Mapping[str, Line], typed: Mapping[str, str]) -> Any:
    key = keys.get((segment.path, segment.order)) if isinstance(segment, StringSegmentValue) else None
    if key is None:
        return segment
    data = _data(lines[key], typed[key]) if key in typed else segment.string.data
    signed = f"{START}{signs(key)}{MIDDLE}{data}{END}"
    return StringSegmentValue(segment.path, StringValue(signed), attrs=segment.attrs, order=segment.order)


def _data(line: Line, typed: str) -> str:
    """Return what is shown of a text in hand: the source's if empty, bare words while its marks are not whole."""
    if not typed.strip():
        return line.source_data
    try:
        return queries.kept_form(line, typed)
    except ValueError:
        return marks.stored(marks.without_marks(typed), [], breaks=line.breaks)


def signs(key: str) -> str:
    """Return a key in private signs."""
    return "".join(DIGITS[int(digit, 16)] for digit in key)


def _key(private: str) -> str:
    return "".join(f"{DIGITS.index(sign):x}" for sign in private)


def marked(html: str) -> str:
    """Turn the private signs of a page into spans where they are its words, and take them away elsewhere."""
    found: list[str] = []
    state = _State()
    end = 0
    for token in TOKENS.finditer(html):
        found += [state.words(html[end : token.start()]), state.tag(token)]
        end = token.end()
    found.append(state.words(html[end:]))
    return "".join(found)


class _State:
    """Where the reading of a page stands: a span must end in the element in which it began."""

    def __init__(self) -> None:
        self.raw = ""
        self.depth: int | None = None
        self.seen: set[str] = set()

    def tag(self, token: re.Match[str]) -> str:
        text = PRIVATE.sub("", token[0])
        is_end, name = bool(token[1]), (token[2] or "").lower()
        if self.raw:
            self.raw = "" if is_end and name == self.raw else self.raw
            return text
        if name in RAW and not is_end:
            self.raw = name
            return text
        if self.depth is None or not name or name in VOID or text.endswith("/>"):
            return text
        if not is_end:
            self.depth += 1
        elif self.depth == 0:
            self.depth = None
            return f"</span>{text}"
        else:
            self.depth -= 1
        return text

    def words(self, text: str) -> str:
        if self.raw or not PRIVATE.search(text):
            return PRIVATE.sub("", text)
        return PRIVATE.sub("", SIGNS.sub(self._span, text))

    def _span(self, sign: re.Match[str]) -> str:
        if sign[0] == END:
            is_open, self.depth = self.depth is not None, None
            return "</span>" if is_open else ""
        if self.depth is not None:
            return ""
        self.depth = 0
        key = _key(sign[1])
        name = "" if key in self.seen else f' id="mc-line-{key}"'
        self.seen.add(key)
        return f'<span class="mc-in-hand" data-mc-line="{key}"{name}>'


def _with_style(html: str) -> str:
    link = format_html('<link rel="stylesheet" href="{}">', static("css/bench-preview.css"))
    return html.replace("</head>", f"{link}</head>", 1)
