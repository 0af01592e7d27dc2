"""Plain text of a page: the default way to make a document of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from html import unescape
from typing import Any

from cms.core.inclusions import included_bodies

from .registry import Document

MAX_BODY = 200_000
TAG = re.compile(r"<[^<>]*>")
SPACE = re.compile(r"\s+")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")


def plain(text: str) -> str:
    """Return `text` without invisible signs and with single spaces, its letters composed."""
    return SPACE.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def without_tags(html: str) -> str:
    return plain(unescape(TAG.sub(" ", html)))


def body_text(page: Any, field_name: str = "body") -> str:
    """Return what a reader reads in the page's stream of blocks, and in those it shows, "" when it has none."""
    value = getattr(page, field_name, None)
    if not value:
        return ""
    bodies = [value, *included_bodies(page, page.locale.language_code)]
    parts = [part for body in bodies for part in body.stream_block.get_searchable_content(body)]
    return plain(" \n".join(str(part) for part in parts))[:MAX_BODY]


def document_of(page: Any, *, kind: str, day: date | None = None) -> Document:
    """Return the document of a page with title, summary and body; `day` is the date that a reader sees on it."""
    return Document(
        page_id=page.pk,
        language=page.locale.language_code,
        kind=kind,
        title=plain(page.title),
        summary=plain(getattr(page, "summary", "")),
        body=body_text(page),
        date=day,
    )
