"""The Esperanto of the editors' screens: what packages do not say in it themselves, kept whole in `locale/packages`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import wagtail
from django.apps import apps
from polib import POEntry

from cms.core import catalogues

CODE = "eo"
DOMAINS = ("django", "djangojs")
# A package without a catalogue of its English is read from a whole one.
SOURCES = ("en", "fr")
# Names of rights: Wagtail looks them up in the catalogues and lists them in none.
UNLISTED = ("Can lock", "Can publish", "Can unlock")
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
EDGES = re.compile(r"^\s*|\s*$")
Key = tuple[str | None, str]


def path_of(domain: str) -> Path:
    """Return a catalogue's place, below the folder that stands on `LOCALE_PATHS` after the project's own."""
    return catalogues.LOCALE_DIR / "packages" / CODE / "LC_MESSAGES" / f"{domain}.po"


def package_folders() -> list[Path]:
    """Return the catalogues of Django's core, of installed apps, and of all that Wagtail brings along."""
    roots = [Path(django.__path__[0]) / "conf", *(Path(config.path) for config in apps.get_app_configs())]
    roots += sorted((Path(wagtail.__path__[0]) / "contrib").iterdir())
    return list(dict.fromkeys(root / "locale" for root in roots if (root / "locale").is_dir()))


def entries(path: Path) -> dict[Key, POEntry]:
    if not path.exists():
        return {}
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def is_translated(entry: POEntry) -> bool:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return not entry.fuzzy and bool(texts) and all(texts)


def words(domain: str) -> tuple[dict[Key, POEntry], set[Key]]:
    """Return every word of the packages, and which of them some package does not say in Esperanto itself."""
    found: dict[Key, POEntry] = {}
    lacking: set[Key] = set()
    for locale in package_folders():
        paths = {code: locale / code / "LC_MESSAGES" / f"{domain}.po" for code in (*SOURCES, CODE)}
        source = next((entries(paths[code]) for code in SOURCES if paths[code].exists()), {})
        said = {key for key, entry in entries(paths[CODE]).items() if is_translated(entry)}
        found = {**source, **found}
        lacking |= source.keys() - said
    unlisted = {(None, text): POEntry(msgid=text) for text in UNLISTED if domain == "django"}
    return {**unlisted, **found}, lacking | unlisted.keys()


def update() -> dict[str, int]:
    """Read the packages' words anew: keep translations, add what is new, drop what is gone; count what lacks."""
    return {domain: _settle(domain) for domain in DOMAINS}


def _settle(domain: str) -> int:
    found, lacking = words(domain)
    ours = entries(path_of(domain))
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": CODE,
        "Plural-Forms": catalogues.plural_forms(CODE),
    }
    for key in sorted(lacking | (found.keys() & ours.keys()), key=lambda key: (key[1].lower(), key[1], key[0] or "")):
        catalogue.append(_joined(found[key], ours.get(key)))
    path_of(domain).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path_of(domain)))
    return sum(not is_translated(entry) for entry in catalogue)


def _joined(source: POEntry, ours: POEntry | None) -> POEntry:
    """Return a package's word with our translation, and nothing else of the package's catalogue."""
    entry = POEntry(msgid=source.msgid, msgid_plural=source.msgid_plural, msgctxt=source.msgctxt)
    entry.flags = [flag for flag in source.flags if flag.endswith("-format")]
    if ours and is_translated(ours) and bool(ours.msgid_plural) == bool(source.msgid_plural):
        entry.msgstr, entry.msgstr_plural = ours.msgstr, ours.msgstr_plural
    elif source.msgid_plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def faults() -> Iterator[str]:
    """Yield what a package says that we do not, what is unfaithful, and what no package says any more."""
    for domain in DOMAINS:
        found, lacking = words(domain)
        ours = entries(path_of(domain))
        for key in sorted(lacking, key=str):
            if key not in ours or not is_translated(ours[key]):
                yield f"{domain}: not translated: {key[1]}"
        for key in sorted(ours.keys() - found.keys(), key=str):
            yield f"{domain}: no package says any more: {key[1]}"
        for entry in ours.values():
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                if text and not is_faithful(entry, text):
                    yield f"{domain}: {entry.msgid!r} became {text!r}: placeholders, tags or edges differ"


def is_faithful(entry: POEntry, text: str) -> bool:
    """Say whether a translation keeps placeholders, tags with their attributes, and the spaces around."""
    return (
        catalogues.is_faithful(entry, text)
        and sorted(ATTRIBUTE.findall(text)) == sorted(ATTRIBUTE.findall(entry.msgid))
        and EDGES.findall(text) == EDGES.findall(entry.msgid)
    )
