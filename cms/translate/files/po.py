"""Texts as gettext's PO, out and in: one file for each translation."""

from __future__ import annotations

import polib
from django.utils import timezone
from django.utils.translation import gettext as _

from ..texts import key_of
from .units import FileRefused, Texts, Unit

ID, SITE, SOURCE = "X-WagtailLocalize-TranslationID", "X-Mondcivitan-Site", "X-Source-Language"
MOST_ENTRIES = 5000


def write(texts: Texts) -> bytes:
    """Return a PO file; what nobody has read yet is fuzzy."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Project-Id-Version": texts.title.replace("\n", " "),
        "PO-Revision-Date": f"{timezone.now():%Y-%m-%d %H:%M%z}",
        "Language": texts.target_language,
        SOURCE: texts.source_language,
        SITE: texts.site,
        ID: texts.uuid,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for unit in texts.units:
        flags = ["fuzzy"] if unit.is_draft and unit.target else []
        po.append(
            polib.POEntry(msgctxt=unit.path, msgid=unit.source, msgstr=unit.target, comment=unit.label, flags=flags)
        )
    return str(po).encode()


def read(content: bytes) -> Texts:
    """Return the texts of a PO file. Raises FileRefused."""
    try:
        # polib takes a text without a line break for the name of a file of ours.
        po = polib.pofile("\n" + content.decode("utf-8-sig"), wrapwidth=0)
    except (OSError, ValueError, UnicodeError, IndexError, KeyError) as error:
        raise FileRefused(_("This is no PO file in UTF-8.")) from error
    if ID not in po.metadata:
        raise FileRefused(_("This PO file was not made here: it does not name its translation."))
    if len(po) > MOST_ENTRIES:
        raise FileRefused(_("This file has more than %(number)s texts.") % {"number": MOST_ENTRIES})
    units = [
        Unit(
            key=key_of(entry.msgctxt or "", entry.msgid),
            path=entry.msgctxt or "",
            source=entry.msgid,
            target=entry.msgstr.strip(),
            is_draft="fuzzy" in entry.flags,
        )
        for entry in po
        if not entry.obsolete
    ]
    known = po.metadata
    return Texts(
        uuid=known[ID].strip(),
        site=known.get(SITE, "").strip(),
        title=known.get("Project-Id-Version", ""),
        source_language=known.get(SOURCE, ""),
        target_language=known.get("Language", "").strip(),
        units=units,
    )
