"""The text of a post: taken from what visitors read, given to a copy, and recognised again."""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import Any

from cms.desk.starters import snapshot
from cms.library.models import Document, Image

from ..models import Authorship
from ..pages import NewsPage

# What the editor's text field adds by itself.
MARKS = re.compile(r' data-block-key="[^"]*"')


def is_public(target: Any) -> bool:
    """Say whether a copy may use `target`: no file that only the team of the original may see."""
    return not isinstance(target, Image | Document) or target.is_public


def give_text(original: NewsPage, copy: NewsPage) -> None:
    """Give `copy` the text of the stored, published original; files that are not public stay out."""
    made, _words = snapshot.give(NewsPage, snapshot.take(original), is_public)
    for field in snapshot.own_fields(NewsPage):
        value = getattr(made, field.name)
        if field.many_to_many:
            getattr(copy, field.name).set(getattr(original, field.name).all())
        else:
            setattr(copy, field.attname, value if not field.is_relation else getattr(made, field.attname))
    copy.title, copy.draft_title, copy.date = original.title, original.title, original.date
    rows = original.authorships.order_by("sort_order")
    copy.authorships.set([Authorship(author_id=row.author_id, sort_order=place) for place, row in enumerate(rows)])


def digest_of(page: NewsPage) -> str:
    """Return what changes when somebody writes another text, and stays when a page is only saved again."""
    words = [page.title, page.summary, page.byline, page.picture_alt, page.picture_id, page.date.isoformat()]
    return blake2b(json.dumps([words, _plain(page.body.get_prep_value())]).encode(), digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    """Return a stored stream without the ids of its blocks."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name != "id"}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return MARKS.sub("", value) if isinstance(value, str) else value
