"""XML from strangers: no entities, nothing fetched, and a shape that is looked at before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, iterparse

MOST_DEPTH = 30
CHUNK = 1 << 16


class XmlRefused(ValueError):
    """The file is no XML that we read: not well formed, with entities of its own, or of an absurd shape."""


class _Shape:
    """Counts instead of building: the target of a first reading."""

    def __init__(self, most_elements: int) -> None:
        self.root = ""
        self._depth, self._elements, self._most = 0, 0, most_elements

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.root = self.root or tag
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH or self._elements > self._most:
            raise XmlRefused("too deep" if self._depth > MOST_DEPTH else "too many elements")

    def end(self, tag: str) -> None:
        self._depth -= 1

    def data(self, text: str) -> None:
        """Words are not kept."""

    def close(self) -> str:
        return self.root


def root_of(file: IO[bytes], *, most_elements: int) -> str:
    """Return the name of the root element, and rewind `file`. Raises XmlRefused."""
    parser = DefusedXMLParser(target=_Shape(most_elements), forbid_entities=True, forbid_external=True)
    try:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            parser.feed(chunk)
        root: str = parser.close()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise XmlRefused(str(error)) from error
    file.seek(0)
    return root


def elements(file: IO[bytes], name: str) -> Iterator[tuple[Any, Any]]:
    """Yield (root so far, element) for each element called `name` when it ends, then empty it. See `root_of` first."""
    events = iterparse(file, events=("start", "end"), forbid_entities=True, forbid_external=True)
    try:
        _event, root = next(events)
        for event, element in events:
            if event == "end" and local(element.tag) == name:
                yield root, element
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise XmlRefused(str(error)) from error


def local(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2]
