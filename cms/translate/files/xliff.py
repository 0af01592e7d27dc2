"""Texts as XLIFF 1.2, out and in: one document for any number of translations."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from cms.core.safe_xml import XmlRefused, elements, local, root_of

from ..marks import Kind, Mark, cut, escaped
from .units import FileRefused, Texts, Unit, coded

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
MOST_ELEMENTS = 200_000
TYPES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}
DRAFT, DONE, EMPTY = "needs-review-translation", "translated", "needs-translation"
DRAFTS = {DRAFT, "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n"}


def write(sets: Iterable[Texts]) -> bytes:
    """Return an XLIFF document with a `file` for each translation."""
    files = "".join(_file(texts) for texts in sets)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<xliff version="1.2" xmlns="{NAMESPACE}">\n{files}</xliff>\n'.encode()


def _file(texts: Texts) -> str:
    attributes = {
        "original": texts.uuid,
        "source-language": texts.source_language,
        "target-language": texts.target_language,
        "datatype": "html",
        "product-name": texts.site,
        "category": texts.title,
    }
    written = "".join(f" {name}={quoteattr(_printable(value))}" for name, value in attributes.items())
    return f"  <file{written}>\n    <body>\n{''.join(map(_unit, texts.units))}    </body>\n  </file>\n"


def _unit(unit: Unit) -> str:
    state = (DRAFT if unit.is_draft else DONE) if unit.target else EMPTY
    return (
        f'      <trans-unit id="{unit.key}" resname={quoteattr(unit.path)} xml:space="preserve">\n'
        f"        <source>{_inline(unit.source)}</source>\n"
        f'        <target state="{state}">{_inline(unit.target)}</target>\n'
        f"        <note>{escape(_printable(unit.label))}</note>\n"
        "      </trans-unit>\n"
    )


def _printable(text: str) -> str:
    """Leave out signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


def _inline(data: str) -> str:
    return "".join(escape(_printable(part)) if isinstance(part, str) else _tag(part) for part in cut(data))


def _tag(mark: Mark) -> str:
    if mark.kind is Kind.CLOSES:
        return "</g>"
    kind = TYPES.get(mark.element, f"x-html-{mark.element}")
    name = "g" if mark.kind is Kind.OPENS else "x"
    return f'<{name} id={quoteattr(mark.name)} ctype="{kind}"{"/" if name == "x" else ""}>'


def read(content: bytes) -> list[Texts]:
    """Return the texts of an XLIFF 1.2 document, one set for each `file`. Raises FileRefused."""
    file = io.BytesIO(content)
    try:
        if local(root_of(file, most_elements=MOST_ELEMENTS)) != "xliff":
            raise FileRefused(_("This is no XLIFF file."))
        return [_texts(element) for root, element in elements(file, "file") if _is_ours(root)]
    except XmlRefused as error:
        raise FileRefused(_("This is no XLIFF file that can be read.")) from error


def _is_ours(root: Any) -> bool:
    if root.get("version") != "1.2":
        raise FileRefused(_("Only XLIFF 1.2 is read here, and this is another version."))
    return True


def _texts(element: Any) -> Texts:
    return Texts(
        uuid=element.get("original", ""),
        site=element.get("product-name", ""),
        title=element.get("category", ""),
        source_language=element.get("source-language", ""),
        target_language=element.get("target-language", ""),
        units=[_read_unit(unit) for unit in element.iter() if local(unit.tag) == "trans-unit"],
    )


def _read_unit(unit: Any) -> Unit:
    source, target = unit.find("{*}source"), unit.find("{*}target")
    state = target.get("state", "") if target is not None else ""
    return Unit(
        key=unit.get("id", ""),
        path=unit.get("resname", ""),
        source="".join(source.itertext()) if source is not None else "",
        target="".join(_walk(target)).strip() if target is not None else "",
        is_draft=state in DRAFTS,
    )


def _walk(element: Any) -> Iterator[str]:
    """Yield escaped words, and marks by name."""
    yield escaped(element.text or "")
    for child in element:
        name, kind = child.get("id", ""), local(child.tag)
        if kind == "g":
            yield coded(name, Kind.OPENS)
            yield from _walk(child)
            yield coded(name, Kind.CLOSES)
        elif kind == "x":
            yield coded(name, Kind.ALONE)
        else:
            yield from _walk(child)
        yield escaped(child.tail or "")
