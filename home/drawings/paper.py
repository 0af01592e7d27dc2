"""Plain documents: text on A4 pages, written as PDF by hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

PAGE = (595, 842)
MARGIN = 64
BODY, LEADING, GAP = 12, 18, 8
HEADING, HEADING_LEADING = 22, 28
BOLD_IS_WIDER = 1.08
ENCODING = "cp1252"
SPACES = {0x202F: " ", 0x00A0: " ", 0x2009: " ", 0x2011: "-"}
# Helvetica, from the space to the tilde, in thousandths of the size.
HELVETICA = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556
556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556
556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
"""
WIDTHS = tuple(int(width) for width in HELVETICA.split())
OTHER_WIDTHS = {"‘": 222, "’": 222, "“": 333, "”": 333, "—": 1000, "…": 1000, "œ": 944, "Œ": 1000, "æ": 889, "Æ": 1000}


def pdf(title: str, lines: Sequence[str], *, language: str) -> bytes:
    """Return a document: its title, then one paragraph for each line."""
    pages = list(_pages(title, lines))
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (%s) /ViewerPreferences << /DisplayDocTitle true >> >>"
        % language.encode(),
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        *(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name
            for name in (b"Helvetica", b"Helvetica-Bold")
        ),
    ]
    for number, content in enumerate(pages):
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (*PAGE, first + 2 * number + 1)
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    title_bytes = (b"\xfe\xff" + title.encode("utf-16-be")).hex().upper().encode()
    return _file([*parts, b"<< /Title <%s> >>" % title_bytes])


def _file(parts: Sequence[bytes]) -> bytes:
    """Number the objects and add the table of where each begins."""
    out, starts = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    count = len(parts) + 1
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    out_table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, len(parts))
    return out + out_table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def _pages(title: str, lines: Sequence[str]) -> Iterator[bytes]:
    """Set the text and yield the content of each page."""
    y, content = PAGE[1] - MARGIN - HEADING, []
    for row in _wrapped(title, HEADING * BOLD_IS_WIDER):
        content.append(_row(b"F2", HEADING, y, row))
        y -= HEADING_LEADING
    content.append(b"0.961 0.753 0.255 rg %d %d %d 3 re f 0 g" % (MARGIN, y + 8, PAGE[0] - 2 * MARGIN))
    y -= LEADING
    for line in lines:
        for row in _wrapped(line, BODY):
            if y < MARGIN:
                yield b"\n".join(content)
                y, content = PAGE[1] - MARGIN - BODY, []
            content.append(_row(b"F1", BODY, y, row))
            y -= LEADING
        y -= GAP
    yield b"\n".join(content)


def _row(font: bytes, size: int, y: int, text: str) -> bytes:
    escaped = _encoded(text).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %d Tf %d %d Td (%s) Tj ET" % (font, size, MARGIN, y, escaped)


def _wrapped(text: str, size: float) -> Iterator[str]:
    """Break at plain spaces only, so that a no-break space keeps its neighbours together."""
    row = ""
    for word in text.split(" "):
        longer = f"{row} {word}" if row else word
        if row and _width(longer) * size > PAGE[0] - 2 * MARGIN:
            yield row
            row = word
        else:
            row = longer
    yield row


def _width(text: str) -> float:
    """Return the width of a text in Helvetica of size one."""
    return sum(OTHER_WIDTHS.get(sign) or WIDTHS[_plain(sign) - 32] for sign in text) / 1000


def _plain(sign: str) -> int:
    """Return the ASCII sign that is as wide: the letter without its accent, or a figure."""
    code = ord(unicodedata.normalize("NFKD", sign)[0])
    return code if 32 <= code < 127 else ord("0")


def _encoded(text: str) -> bytes:
    """Return the bytes of WinAnsi; a letter it lacks loses its accent."""
    return b"".join(_byte(sign) for sign in text.translate(SPACES))


def _byte(sign: str) -> bytes:
    try:
        return sign.encode(ENCODING)
    except UnicodeEncodeError:
        return unicodedata.normalize("NFKD", sign)[:1].encode(ENCODING, "replace")
