"""The piece of a text that shows why it was found, with the found words marked."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString

from .words import Matcher

LENGTH = 240
BEFORE = 60
MAX_SPANS = 40
Span = tuple[int, int]


def marked(text: str, spans: list[Span], start: int = 0, end: int | None = None) -> SafeString:
    """Return `text[start:end]` as HTML with the words at `spans` in <mark>; everything else is escaped."""
    end = len(text) if end is None else end
    # Most pieces hold nothing to escape: one look at the whole is cheaper than one at each part.
    whole = text[start:end]
    clean = _escaped if "<" in whole or "&" in whole or ">" in whole else str
    parts, place = [], start
    for first, last in spans:
        if first >= place and last <= end:
            parts += [clean(text[place:first]), "<mark>", clean(text[first:last]), "</mark>"]
            place = last
    parts.append(clean(text[place:end]))
    return SafeString("".join(parts))


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def marked_title(title: str, matcher: Matcher) -> SafeString:
    return marked(title, matcher.spans(title))


def excerpt(body: str, summary: str, matcher: Matcher) -> SafeString:
    """Return the richest piece of the body, else of the summary, else the beginning of either."""
    for text in (body, summary):
        # One word asked for: its first place is as good as any, and the rest need not be read.
        spans = matcher.spans(text, limit=1 if matcher.count == 1 else MAX_SPANS)
        if spans:
            return _around(text, _best_start(text, spans), matcher)
    text = summary or body
    start, end = _window(text, 0)
    return _framed(text, [], start, end)


def _around(text: str, place: int, matcher: Matcher) -> SafeString:
    start, end = _window(text, place)
    return _framed(text, matcher.spans(text, start, end), start, end)


def _window(text: str, place: int) -> Span:
    """Return a stretch of whole words that begins a little before `place`."""
    end = min(len(text), max(0, place - BEFORE) + LENGTH)
    start = max(0, min(place - BEFORE, end - LENGTH))
    if start:
        space = text.find(" ", start, start + BEFORE)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - BEFORE, end)
        end = space if space >= 0 else end
    return start, end


def _framed(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    html = marked(text, spans, start, end)
    return SafeString(f"{'… ' if start else ''}{html}{' …' if end < len(text) else ''}")


def _best_start(text: str, spans: list[Span]) -> int:
    """Return where the stretch begins that holds most different words, most words among equals."""
    if len(spans) == 1:
        return spans[0][0]
    best, best_start = (0, 0), spans[0][0]
    for place, (start, _end) in enumerate(spans):
        inside = [span for span in spans[place:] if span[1] <= start + LENGTH - BEFORE]
        value = (len({text[a:b] for a, b in inside}), len(inside))
        if value > best:
            best, best_start = value, start
    return best_start
