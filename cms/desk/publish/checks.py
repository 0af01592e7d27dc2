"""The ready-checks that every page has. Wagtail's own panel looks at the page as it is shown; these look at what is
stored, so that they answer without a preview and can stop a publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.images.blocks import ImageBlock

from cms.core.addresses import safe_address
from cms.core.frame import language_name
from cms.core.wishes import Status

from .enums import ReadyState
from .registry import Finding, ReadyCheck, register_check
from .review import Link, Review

LONG_TITLE, LONG_SUMMARY = 70, 200
LONG_PARAGRAPH, LONG_PAGE = 120, 1500
# A name that a camera or a computer gave: "IMG_2041", "photo-3.jpg", "Capture d’écran 2026".
FILE_NAME = re.compile(
    r"\.(avif|gif|heic|jpe?g|png|svg|webp|tiff?)$|^(img|dsc[nf]?|pxl|image|photo|scan)[\W_]*\d", re.I
)
BLOCKING, ADVICE = ReadyState.BLOCKING, ReadyState.ADVICE


def form(review: Review) -> Iterator[Finding]:
    """What the editor's own form asks for."""
    for words, anchor in review.form_errors:
        yield Finding(BLOCKING, words, _("Complete it in the editor, or remove it."), anchor)


def title(review: Review) -> Iterator[Finding]:
    if len(review.page.title) > LONG_TITLE:
        text = _("The title has %(number)s signs.") % {"number": len(review.page.title)}
        yield Finding(
            ADVICE, text, _("Search results cut it after about %(limit)s.") % {"limit": LONG_TITLE}, "id_title"
        )


def summary(review: Review) -> Iterator[Finding]:
    words = review.page.summary.strip()
    if not words:
        todo = _("Write one or two sentences: listings, search results and shared links show them.")
        yield Finding(ADVICE, _("There is no summary."), todo, "id_summary")
    elif len(words) > LONG_SUMMARY:
        text = _("The summary has %(number)s signs.") % {"number": len(words)}
        todo = _("Most places show about %(limit)s.") % {"limit": LONG_SUMMARY}
        yield Finding(ADVICE, text, todo, "id_summary")


def pictures(review: Review) -> Iterator[Finding]:
    """Alternative texts: said, or the picture declared to decorate."""
    page = review.page
    if page.picture_id:
        yield from _alternative(page.picture_alt, page.picture_is_decorative, "id_picture_alt")
    for part in review.parts:
        if isinstance(part.block, ImageBlock) and part.value is not None:
            yield from _alternative(part.value.contextual_alt_text, part.value.decorative, part.anchor)


def _alternative(words: str | None, is_decorative: bool, anchor: str) -> Iterator[Finding]:
    said = (words or "").strip()
    todo = _("Say in words what the picture shows, for those who do not see it.")
    if is_decorative:
        return
    if not said:
        yield Finding(BLOCKING, _("A picture has no alternative text."), todo, anchor)
    elif FILE_NAME.search(said):
        text = _("An alternative text is the name of a file: %(words)s") % {"words": Truncator(said).chars(60)}
        yield Finding(BLOCKING, text, todo, anchor)


def headings(review: Review) -> Iterator[Finding]:
    """The outline: the title is level 1, and no level is left out."""
    before = 1
    for part in review.parts:
        if part.name == "heading" and isinstance(level := _level(part.value), int):
            if level > before + 1:
                text = _("The heading “%(words)s” leaves out a level.") % {"words": part.value.get("text", "")}
                todo = _("Make it a part, or put a part above it.")
                yield Finding(ADVICE, text, todo, part.anchor)
            before = level


def _level(value: Any) -> int | None:
    found = re.fullmatch(r"h([1-6])", str(value.get("level", ""))) if hasattr(value, "get") else None
    return int(found[1]) if found else None


def links(review: Review) -> Iterator[Finding]:
    for link in review.links:
        finding = _of_link(review, link)
        if finding:
            yield finding


def _of_link(review: Review, link: Link) -> Finding | None:
    words = {"words": Truncator(link.words).chars(60)}
    kind, mark = link.attributes.get("linktype"), link.attributes.get("id", "")
    if kind == "page":
        is_live = review.known_pages.get(int(mark)) if mark.isdigit() else None
        if is_live is None:
            return Finding(
                BLOCKING, _("The link “%(words)s” leads to a page that is gone.") % words, _again(), link.anchor
            )
        todo = _("Visitors see its words without a link until that page is published.")
        unpublished = _("The link “%(words)s” leads to a page that is not published.") % words
        return None if is_live else Finding(ADVICE, unpublished, todo, link.anchor)
    if kind == "document":
        is_there = mark.isdigit() and int(mark) in review.known_documents
        gone = _("The link “%(words)s” leads to a document that is gone.") % words
        return None if is_there else Finding(BLOCKING, gone, _again(), link.anchor)
    if not leads_somewhere(link.attributes.get("href", "")):
        return Finding(BLOCKING, _("The link “%(words)s” leads nowhere safe.") % words, _again(), link.anchor)
    return None


def _again() -> str:
    return _("Choose where it leads, or remove the link.")


def leads_somewhere(address: str) -> bool:
    """Say whether a link may lead to `address`, and names a host where it needs one."""
    safe = safe_address(address)
    try:
        parts = urlsplit(safe)
    except ValueError:
        return False
    return bool(safe) and (parts.scheme not in {"http", "https"} or bool(parts.netloc))


def length(review: Review) -> Iterator[Finding]:
    page = review.page
    if hasattr(page, "body") and not page.body_blocks and not page.numchild:
        yield Finding(
            ADVICE, _("There is no text below the summary."), _("Add a block, if there is more to say."), "id_body"
        )
    elif review.words > LONG_PAGE:
        text = _("The text has %(number)s words.") % {"number": review.words}
        yield Finding(ADVICE, text, _("Long pages are read less: parts can become pages of their own."), "id_body")


def paragraphs(review: Review) -> Iterator[Finding]:
    for words, anchor in review.paragraphs:
        number = len(words.split())
        if number > LONG_PARAGRAPH:
            text = _("A paragraph has %(number)s words: “%(words)s”") % {
                "number": number,
                "words": Truncator(words).chars(40),
            }
            yield Finding(ADVICE, text, _("Readers on a telephone see no end of it: divide it."), anchor)


def languages(review: Review) -> Iterator[Finding]:
    """Languages whose visitors will read the text in another one."""
    missing = [row.code for row in review.rows if row.status in {Status.MISSING, Status.DRAFT, Status.MACHINE}]
    behind = [row.code for row in review.rows if row.status is Status.BEHIND]
    if missing:
        todo = _("Their readers see this text, with a notice. Ask for them below.")
        yield Finding(
            ADVICE, _("Not yet in: %(languages)s.") % {"languages": _names(missing)}, todo, "mc-publish-languages"
        )
    if behind:
        text = ngettext(
            "This language lags behind: %(languages)s.", "These languages lag behind: %(languages)s.", len(behind)
        )
        todo = _("Their readers see the text as it was. Complete it below.")
        yield Finding(ADVICE, text % {"languages": _names(behind)}, todo, "mc-publish-languages")


def _names(codes: list[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


for _place, (_name, _label, _find) in enumerate(
    (
        ("form", gettext_lazy("What the form asks for"), form),
        ("title", gettext_lazy("Title"), title),
        ("summary", gettext_lazy("Summary"), summary),
        ("pictures", gettext_lazy("Alternative texts"), pictures),
        ("headings", gettext_lazy("Headings"), headings),
        ("links", gettext_lazy("Links"), links),
        ("length", gettext_lazy("Length"), length),
        ("paragraphs", gettext_lazy("Paragraphs"), paragraphs),
        ("languages", gettext_lazy("Languages"), languages),
    ),
    start=1,
):
    register_check(ReadyCheck(_name, _label, _find, order=10 * _place))
