"""The memory as TMX 1.4, out and in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

from cms.core.safe_xml import XmlRefused, elements, local, root_of
from cms.core.translations import language_codes

from ..marks import ALLOWED, Kind, Mark, are_nested, cut, escaped
from ..models import MemoryUnit

MOST_UNITS = 50_000
MOST_ELEMENTS = 20 * MOST_UNITS
LONGEST = 20_000
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = "%Y%m%dT%H%M%SZ"
ELEMENTS = {Kind.OPENS: "bpt", Kind.CLOSES: "ept", Kind.ALONE: "ph"}
TYPES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}


@dataclass(frozen=True)
class Imported:
    """A pair of texts from a file."""

    source_language: str
    target_language: str
    source: str
    target: str


def write(units: Iterable[MemoryUnit]) -> Iterator[str]:
    """Yield a TMX 1.4 document piece by piece."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'  <header creationtool="Mondcivitan" creationtoolversion="1" segtype="paragraph" o-tmf="wagtail-localize"'
        f' adminlang="en" srclang="*all*" datatype="html" creationdate="{datetime.now(UTC):{MOMENT}}"/>\n  <body>\n'
    )
    for unit in units:
        moments = f'creationdate="{unit.created_at:{MOMENT}}" changedate="{unit.confirmed_at:{MOMENT}}"'
        yield f'    <tu srclang="{unit.source_language}" datatype="html" {moments}>\n'
        yield f'      <prop type="x-origin">{escape(unit.origin)}</prop>\n'
        for language, data in ((unit.source_language, unit.source), (unit.target_language, unit.target)):
            yield f'      <tuv xml:lang="{language}"><seg>{_segment(data)}</seg></tuv>\n'
        yield "    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _segment(data: str) -> str:
    numbers: dict[str, int] = {}
    return "".join(escape(_printable(part)) if isinstance(part, str) else _code(part, numbers) for part in cut(data))


def _printable(text: str) -> str:
    """Leave out signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


def _code(mark: Mark, numbers: dict[str, int]) -> str:
    number = numbers.setdefault(mark.name, len(numbers) + 1)
    kind = TYPES.get(mark.element, "")
    attributes = f' x="{number}"' if mark.kind is not Kind.CLOSES else ""
    attributes += f' i="{number}"' if mark.kind is not Kind.ALONE else ""
    attributes += f" type={quoteattr(kind)}" if kind and mark.kind is not Kind.CLOSES else ""
    name = ELEMENTS[mark.kind]
    return f"<{name}{attributes}>{escape(mark.tag)}</{name}>"


def read(file: IO[bytes]) -> Iterator[Imported | None]:
    """Yield the pairs of a TMX file, None for each unit without two of the site's languages. Raises XmlRefused."""
    if local(root_of(file, most_elements=MOST_ELEMENTS)) != "tmx":
        raise XmlRefused("no TMX file")
    header_language = ""
    for number, (root, unit) in enumerate(elements(file, "tu")):
        if number >= MOST_UNITS:
            raise XmlRefused("too many units")
        header = root.find("{*}header")
        header_language = header.get("srclang", "") if header is not None else header_language
        yield from _pairs(unit, unit.get("srclang") or header_language)
        for body in root.findall("{*}body"):
            body.clear()


def _pairs(unit: Any, source_language: str) -> Iterator[Imported | None]:
    texts: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):
        code = known_language(variant.get(XML_LANG) or variant.get("lang") or "")
        segment = variant.find("{*}seg")
        if code and segment is not None and code not in texts:
            data = _data(segment)
            if 0 < len(data) <= LONGEST:
                texts[code] = data
    source = known_language(source_language)
    source = source if source in texts else next(iter(texts), "")
    others = [code for code in texts if code != source]
    if not others:
        yield None
    for code in others:
        yield Imported(source, code, texts[source], texts[code])


def known_language(code: str) -> str:
    """Return the site's language that a file's "fr-FR" or "FR" means, "" when there is none."""
    plain = code.replace("_", "-").lower()
    known = set(language_codes()) | {settings.LANGUAGE_CODE}
    return plain if plain in known else next(iter({plain.partition("-")[0]} & known), "")


def _data(segment: Any) -> str:
    """Return a segment as wagtail-localize's HTML; codes that it does not know are left out, their words stay."""
    found = "".join(_walk(segment)).strip()
    return found if "<" not in found else _balanced(found)


def _walk(element: Any) -> Iterator[str]:
    yield escaped(element.text or "")
    for child in element:
        if local(child.tag) in {"bpt", "ept", "ph", "it", "ut"}:
            code = "".join(child.itertext()).strip()
            yield code.replace("<br>", "<br/>") if ALLOWED.fullmatch(code) else ""
        else:
            yield from _walk(child)
        yield escaped(child.tail or "")


def _balanced(data: str) -> str:
    """Return `data` with its marks when they are nested, else without."""
    if are_nested(data):
        return data
    return "".join(escaped(part) for part in cut(data) if isinstance(part, str))
