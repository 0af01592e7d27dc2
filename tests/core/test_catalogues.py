from __future__ import annotations

import gettext
import os

import polib
import pytest
from django.core.management import CommandError, call_command

from cms.core import catalogues


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """A folder of catalogues, in which a test writes its own."""
    monkeypatch.setattr(catalogues, "LOCALE_DIR", tmp_path / "locale")
    return tmp_path / "locale"


def write(code: str, *entries: polib.POEntry) -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": catalogues.plural_forms(code),
    }
    catalogue.extend(entries)
    path = catalogues.path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


def entry(msgid: str, msgstr: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def test_compiled_catalogue_speaks_without_gettext_installed(locale):
    pages = entry(
        "%(count)s page", msgid_plural="%(count)s pages", msgstr_plural={0: "%(count)s paĝo", 1: "%(count)s paĝoj"}
    )
    write("eo", entry("World", "Mondo"), pages, entry("May", "Majo", msgctxt="month"))

    assert catalogues.compile_all() == 1

    with catalogues.path_of("eo").with_suffix(".mo").open("rb") as file:
        speaks = gettext.GNUTranslations(file)
    assert speaks.gettext("World") == "Mondo"
    assert speaks.ngettext("%(count)s page", "%(count)s pages", 1) == "%(count)s paĝo"
    assert speaks.ngettext("%(count)s page", "%(count)s pages", 2) == "%(count)s paĝoj"
    assert speaks.pgettext("month", "May") == "Majo"


def test_only_what_changed_is_compiled(locale):
    write("eo", entry("World", "Mondo"))
    write("fr", entry("World", "Monde"))
    assert catalogues.compile_all() == 2
    assert catalogues.compile_all() == 0

    target = catalogues.path_of("fr").with_suffix(".mo")
    os.utime(target, (1, 1))

    assert catalogues.compile_all() == 1


def test_what_is_missing_empty_or_guessed_is_told(locale):
    half = entry("%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s jour", 1: ""})
    write("fr", entry("Whole", "Entier"), entry("Empty"), entry("Guess", "Idée", flags=["fuzzy"]), half)

    assert list(catalogues.missing("fr")) == ["Empty", "Guess", "%(n)s day"]
    assert list(catalogues.missing("de")) == ["the whole catalogue"]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "is_faithful"),
    [
        ("Hello %(name)s", "Bonjour %(name)s", True),
        ("Hello %(name)s", "Bonjour %(nom)s", False),
        ("Hello %(name)s", "Bonjour", False),
        ("Hello {name}", "Bonjour {name}", True),
        ("Hello {name}", "Bonjour {nom}", False),
        ("%s of %d", "%s sur %d", True),
        ("100 %% sure", "sûr à 100 %%", True),
        ("Read <a href='#'>this</a>", "Lire <a href='#'>ceci</a>", True),
        ("Read <a href='#'>this</a>", "Lire ceci", False),
    ],
)
def test_translation_keeps_placeholders_and_tags(locale, msgid, msgstr, is_faithful):
    write("fr", entry(msgid, msgstr))

    assert (list(catalogues.faults("fr")) == []) == is_faithful


def test_plural_form_may_leave_its_number_out_but_invent_none(locale):
    one = {0: "un jour", 1: "%(n)s jours"}
    write("fr", entry("%(n)s day", msgid_plural="%(n)s days", msgstr_plural=one))
    assert list(catalogues.faults("fr")) == []

    write("fr", entry("%(n)s day", msgid_plural="%(n)s days", msgstr_plural={**one, 0: "%(m)s jour"}))
    assert len(list(catalogues.faults("fr"))) == 1


@pytest.mark.parametrize(
    ("code", "number", "form"),
    [
        ("fr", 0, 0),
        ("fr", 1, 0),
        ("fr", 2, 1),
        ("en", 0, 1),
        ("eo", 1, 0),
        ("ar", 0, 0),
        ("ar", 2, 2),
        ("ar", 11, 4),
        ("ar", 100, 5),
    ],
)
def test_plural_rules(code, number, form):
    rule = catalogues.plural_forms(code).split("plural=", 1)[1].rstrip(";")

    assert gettext.c2py(rule)(number) == form


def test_update_keeps_translations_drops_guesses_and_fills_english(locale):
    if catalogues.shutil.which("xgettext") is None:
        with pytest.raises(FileNotFoundError, match="apt-get install gettext"):
            catalogues.update()
        return
    write("fr", entry("Search", "Chercher"), entry("No such words in the code", "Rien"))

    left = catalogues.update()

    french = {one.msgid: one.msgstr for one in polib.pofile(str(catalogues.path_of("fr")))}
    assert french["Search"] == "Chercher"
    assert "No such words in the code" not in french
    assert len(french) > 100
    assert left["en"] == 0
    assert left["fr"] == left["de"] - 1
    assert [one for one in polib.pofile(str(catalogues.path_of("fr"))) if one.fuzzy] == []
    assert catalogues.stale() == set()


@pytest.mark.parametrize(("text", "number"), [("Quoi ?", 1), ("« Quoi »", 1), ("Quoi\u202f?", 0), ("12:30", 0)])
def test_signs_hang_on_their_words_in_french_only(locale, text, number):
    for code in ("fr", "de"):
        write(code, entry("What", text))

    assert len(list(catalogues.faults("fr"))) == number
    assert list(catalogues.faults("de")) == []


def test_check_names_the_faults(locale):
    write("fr", entry("World"))

    with pytest.raises(CommandError, match="fr: World"):
        call_command("catalogues", "--check")
