"""A page as the ready-checks look at it: taken apart once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.core.wishes import Row

from .enums import ReadyState
from .registry import Finding, ready_checks


@dataclass(frozen=True)
class Part:
    """One value of the body, at any depth, and the field of the editor that holds it."""

    name: str
    block: Any
    value: Any
    anchor: str


@dataclass(frozen=True)
class Link:
    """Where a text leads: the attributes of its `<a>`."""

    attributes: dict[str, str]
    words: str
    anchor: str


@dataclass(frozen=True)
class Line:
    """A check and what it found."""

    name: str
    label: str
    findings: tuple[Finding, ...]


class _Text(HTMLParser):
    """Reads the links and the paragraphs of a rich text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[dict[str, str], str]] = []
        self.paragraphs: list[str] = []
        self._open: list[dict[str, str]] = []
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open.append({name: value or "" for name, value in attrs})
            self._words = ""
        elif tag in {"p", "li"}:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.links.append((self._open.pop(), self._words.strip()))

    def handle_data(self, data: str) -> None:
        self._words += data
        if self.paragraphs:
            self.paragraphs[-1] += data


class Review:
    """`page` as its latest revision has it, its languages for the person who asks, and the parts of its body."""

    def __init__(self, page: Any, rows: list[Row]) -> None:
        self.page, self.rows = page, rows

    @cached_property
    def parts(self) -> list[Part]:
        """Everything in the body, in its order."""
        return [part for bound in self.page.body_blocks for part in _walk(bound.block, bound.value, bound.id, bound)]

    @cached_property
    def _texts(self) -> list[tuple[_Text, str]]:
        found = []
        for part in self.parts:
            if isinstance(part.value, RichText):
                text = _Text()
                text.feed(part.value.source)
                text.close()
                found.append((text, part.anchor))
        return found

    @cached_property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The paragraphs of rich texts, with their fields."""
        return [(words, anchor) for text, anchor in self._texts for words in text.paragraphs]

    @cached_property
    def links(self) -> list[Link]:
        """The links in rich texts, and the addresses in blocks."""
        written = [Link(attributes, words, anchor) for text, anchor in self._texts for attributes, words in text.links]
        addresses = (part for part in self.parts if isinstance(part.block, blocks.URLBlock) and part.value)
        return [*written, *(Link({"href": part.value}, part.value, part.anchor) for part in addresses)]

    @cached_property
    def known_pages(self) -> dict[int, bool]:
        """The pages that links lead to: whether visitors can read them. One query, none without links."""
        wanted = self._linked("page")
        return dict(Page.objects.filter(pk__in=wanted).values_list("pk", "live")) if wanted else {}

    @cached_property
    def known_documents(self) -> set[int]:
        wanted = self._linked("document")
        found = get_document_model().objects.filter(pk__in=wanted) if wanted else []
        return {document.pk for document in found}

    def _linked(self, kind: str) -> set[int]:
        marks = (link.attributes for link in self.links if link.attributes.get("linktype") == kind)
        return {int(mark["id"]) for mark in marks if mark.get("id", "").isdigit()}

    @cached_property
    def words(self) -> int:
        """How many words the body has."""
        if not self.page.body_blocks:
            return 0
        field = self.page._meta.get_field("body")
        return sum(len(text.split()) for text in field.get_searchable_content(self.page.body))

    @cached_property
    def form_errors(self) -> list[tuple[str, str]]:
        """What the editor's form would not publish: (words, field)."""
        found = []
        try:
            self.page.full_clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                found += [(" ".join(messages), f"id_{name}")]
        if self.page.body_blocks:
            found += _errors_of(self.page.body)
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """Every registered check with what it found."""
        return [Line(check.name, str(check.label), tuple(check.find(self))) for check in ready_checks()]

    @property
    def findings(self) -> list[Finding]:
        return [finding for line in self.lines for finding in line.findings]

    @property
    def is_blocked(self) -> bool:
        return any(finding.state is ReadyState.BLOCKING for finding in self.findings)


def _walk(block: Any, value: Any, block_id: str | None, bound: Any) -> Iterator[Part]:
    anchor = f"block-{block_id}-section" if block_id else "id_body"
    yield Part(bound.block.name, block, value, anchor)
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _walk(child.block, child.value, child.id or block_id, child)
    elif isinstance(block, ImageBlock):
        return
    elif isinstance(value, blocks.StructValue):
        for child in value.bound_blocks.values():
            yield from _walk(child.block, child.value, block_id, child)
    elif isinstance(value, blocks.list_block.ListValue):
        for child in value.bound_blocks:
            yield from _walk(child.block, child.value, child.id or block_id, child)


def _errors_of(body: Any) -> list[tuple[str, str]]:
    """Return what is wrong with each block of a body that its form would refuse."""
    try:
        body.stream_block.clean(body)
    except blocks.StreamBlockValidationError as error:
        places = error.block_errors or {}
        return [
            (f"{body[index].block.label}: {_first_words(found)}", f"block-{body[index].id}-section")
            for index, found in places.items()
        ] or [(" ".join(str(item) for item in error.messages), "id_body")]
    return []


def _first_words(error: Any) -> str:
    """Return the first message in a nest of block errors."""
    nested = getattr(error, "block_errors", None)
    if nested:
        inner = nested.values() if isinstance(nested, dict) else (item for item in nested if item)
        return _first_words(next(iter(inner)))
    found = getattr(error, "messages", None) or [str(error)]
    return str(found[0])
