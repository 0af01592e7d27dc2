"""Message catalogues: compiled, brought up to date, and held to be complete."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

from cms.env import BASE_DIR

LOCALE_DIR = BASE_DIR / "locale"
# Arabic proves right-to-left; its words follow, the others are complete.
COMPLETE = ("fr", "en", "es", "de", "eo")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")
# In French a sign of two parts hangs on the word before it: a line never begins with it.
LOOSE_SIGN = re.compile(r" [:;?!»]|« ")


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def sources() -> list[Path]:
    """Return the folders that hold words: templates, catalogues, and every package but tests and tools."""
    packages = {path.parent for path in BASE_DIR.glob("*/__init__.py")}
    without_words = {BASE_DIR / "tests", BASE_DIR / "tools"}
    return sorted((packages - without_words) | {BASE_DIR / "templates", LOCALE_DIR})


def path_of(code: str) -> Path:
    return LOCALE_DIR / code / "LC_MESSAGES" / "django.po"


def compile_all() -> int:
    """Write each .mo that is older than its .po; return how many were written."""
    written = 0
    for source in sorted(LOCALE_DIR.glob("**/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            unfinished = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(unfinished))
            unfinished.replace(target)
            written += 1
    return written


def extract(folder: Path) -> None:
    """Run makemessages in a copy of the tree below `folder`. Raises FileNotFoundError without xgettext."""
    if shutil.which("xgettext") is None:
        raise FileNotFoundError("xgettext is missing: apt-get install gettext")
    for source in sources():
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for code in languages():
        (folder / "locale" / code / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    wanted = [part for code in languages() for part in ("--locale", code)]
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-wrap", "--no-obsolete", *wanted],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        check=True,
        capture_output=True,
    )


def update() -> dict[str, int]:
    """Bring the catalogues up to the words in code and templates; return how many each still lacks."""
    with tempfile.TemporaryDirectory() as name:
        extract(Path(name))
        for code in languages():
            fresh = polib.pofile(str(Path(name) / "locale" / code / "LC_MESSAGES" / "django.po"))
            _settle(fresh, code)
    return {code: len(list(missing(code))) for code in languages()}


def _settle(catalogue: polib.POFile, code: str) -> None:
    """Drop guesses, fill English with its own words, sort, and write."""
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
        if code == "en":
            entry.msgstr = "" if entry.msgid_plural else entry.msgid
            if entry.msgid_plural:
                entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))
    catalogue.header = ""
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": code,
        "Plural-Forms": plural_forms(code),
    }
    path_of(code).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path_of(code)))


def plural_forms(code: str) -> str:
    """Return gettext's plural rule of a language."""
    arabic = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"
    if code == "ar":
        return f"nplurals=6; plural={arabic};"
    return f"nplurals=2; plural=(n {'>' if code == 'fr' else '!='} 1);"


def missing(code: str) -> Iterator[str]:
    """Yield the words that a catalogue does not translate."""
    if not path_of(code).exists():
        yield "the whole catalogue"
        return
    for entry in polib.pofile(str(path_of(code))):
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not entry.obsolete and (entry.fuzzy or not all(texts) or not texts):
            yield entry.msgid


def faults(code: str) -> Iterator[str]:
    """Yield the translations whose placeholders or tags are not those of the source, and loose signs in French."""
    if not path_of(code).exists():
        return
    for entry in polib.pofile(str(path_of(code))):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not entry.obsolete and not is_faithful(entry, text):
                yield f"{entry.msgid!r} became {text!r}: placeholders or tags differ"
            if code == "fr" and not entry.obsolete and LOOSE_SIGN.search(text):
                yield f"{text!r}: the narrow no-break space (U+202F) keeps a sign at its word"


def is_faithful(entry: polib.POEntry, text: str) -> bool:
    """Say whether a translation keeps placeholders and tags; a plural form may leave its number out."""
    wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    have = set(PLACEHOLDER.findall(text))
    keeps = have <= wanted if entry.msgid_plural else have == wanted
    return keeps and sorted(TAG.findall(text)) == sorted(TAG.findall(entry.msgid))


def stale() -> set[str]:
    """Return the words in code and templates that the source catalogue does not list."""
    with tempfile.TemporaryDirectory() as name:
        extract(Path(name))
        fresh = polib.pofile(str(Path(name) / "locale" / "fr" / "LC_MESSAGES" / "django.po"))
    kept = polib.pofile(str(path_of("fr"))) if path_of("fr").exists() else []
    known = {(entry.msgctxt, entry.msgid) for entry in kept}
    return {entry.msgid for entry in fresh if (entry.msgctxt, entry.msgid) not in known}
