"""The Esperanto of the packages' screens: whole, faithful, and one word for one thing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import formats, translation
from wagtail.users.models import UserProfile

from cms.core import catalogues, package_catalogues
from tests.factories.accounts import make_superuser

GLOSSARY = Path(__file__).parents[2] / "docs" / "translators" / "esperanto.md"
# Each English word, as a pattern, and what must stand in every translation of a text that has it.
WORDS = {
    r"pages?|subpages?": "paĝ",
    r"parent pages?": "superpaĝ",
    r"child pages?|subpages?": "subpaĝ",
    r"drafts?": "malnet",
    r"publish(es|ed|ing)?|publication": "publikig",
    r"unpublish(es|ed)?": "malpublikig|nepublikig",
    r"snippets?": "fragment",
    r"workflows?": "laborflu",
    r"tasks?": "task",
    r"collections?": "kolekt",
    r"images?": "bild",
    r"documents?": "dokument",
    r"slugs?": "adrespart",
    r"revisions?|versions?": "versi",
    r"alias": "alias",
    r"approv\w*|moderat\w*": "aprob",
    r"review\w*": "revizi",
    r"reject\w*": "rifuz",
    r"(un)?lock(s|ed|ing)?": "ŝlos",
    r"redirects?": "alidirekt",
    r"privacy": "privatec",
    r"permissions?": "rajt",
    r"groups?": "grup",
    r"usernames?": "salutnom",
    r"passwords?": "pasvort",
    r"comments?": "koment",
    r"repl(y|ies)": "respond",
    r"history": "histori",
    r"log entr(y|ies)": "protokol",
    r"reports?": "raport",
    r"locales?|languages?": "lingv",
    r"translat\w*": "traduk",
    r"search\w*": "serĉ",
    r"filters?": "filtr",
    r"sort\w*": "ord",
    r"schedul\w*": "plan",
    r"upload\w*": "alŝut",
    r"download\w*": "elŝut",
    r"sav(e|ed|ing)": "konserv",
    r"cop(y|ied|ies|ying)": "kopi",
    r"previews?": "antaŭrigard",
    r"cancel\w*": "nulig",
    r"links?": "ligil",
    r"blocks?": "blok",
    r"columns?": "kolumn",
    r"sites?": "retej",
    r"hostnames?": "retnom",
    r"log(ged)? in|login": "salut",
    r"email address(es)?": "retadres",
    r"recovery codes?": "rezerva",
    r"keyboard shortcuts?": "klavkombin",
    r"avatar|profile picture": "profilbild",
    r"theme": "etos",
    r"alt text": "alternativ",
    r"notifications?": "sciig",
    r"dashboard": "labortabl",
    r"explor\w*": "folium",
    r"embeds?|embedding": "enkorpig",
    r"focal (point|area)": "fokus",
    r"sync\w*": "sinkron",
}
PLACES = re.compile(r"%\(\w+\)[a-z]|<[^>]*>|\{\w*\}")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of catalogues, in which a test writes its own."""
    monkeypatch.setattr(catalogues, "LOCALE_DIR", tmp_path / "locale")
    return tmp_path


def write(path: Path, *entries: polib.POEntry) -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.extend(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


def entry(msgid: str, msgstr: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


@pytest.fixture
def package(place, monkeypatch):
    """A package with two words, of which it says one in Esperanto itself."""
    locale = place / "package" / "locale"
    monkeypatch.setattr(package_catalogues, "package_folders", lambda: [locale])
    monkeypatch.setattr(package_catalogues, "UNLISTED", ())
    write(locale / "en" / "LC_MESSAGES" / "django.po", entry("Page"), entry("Image", comment="theirs"))
    write(locale / "eo" / "LC_MESSAGES" / "django.po", entry("Image", "Bildo"))
    return locale


@cache
def every_entry() -> list[polib.POEntry]:
    return [
        entry
        for domain in package_catalogues.DOMAINS
        for entry in package_catalogues.entries(package_catalogues.path_of(domain)).values()
    ]


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_nothing_is_missing_guessed_unfaithful_or_left_behind():
    assert list(package_catalogues.faults()) == []
    assert len(every_entry()) > 2000


def test_the_whole_of_wagtail_and_of_each_installed_package_is_read():
    folders = {
        folder.parent.as_posix().partition("site-packages/")[2] for folder in package_catalogues.package_folders()
    }

    assert folders >= {
        "wagtail",
        *(f"wagtail/{app}" for app in ("admin", "users", "images", "documents", "snippets", "search", "sites")),
        *(f"wagtail/contrib/{app}" for app in ("forms", "redirects", "search_promotions", "settings", "table_block")),
        "wagtail_localize",
        "wagtail_localize/locales",
        "allauth",
        "django_filters",
        "taggit",
        "django/conf",
        "django/contrib/auth",
    }


@pytest.mark.parametrize("app", ["admin", "users", "images", "documents", "snippets", "sites", "contrib/redirects"])
def test_each_word_of_an_app_is_said_in_esperanto(app):
    """The catalogue that the editor's screen reads, asked for every word of the app."""
    locale = next(folder for folder in package_catalogues.package_folders() if f"/wagtail/{app}/" in f"{folder}/")
    english = package_catalogues.entries(locale / "en" / "LC_MESSAGES" / "django.po")
    ours = package_catalogues.entries(package_catalogues.path_of("django"))
    project = package_catalogues.entries(catalogues.path_of("eo"))

    with translation.override("eo"):
        for key, source in english.items():
            if source.msgid_plural:
                continue
            said = translation.pgettext(*key) if key[0] else translation.gettext(key[1])
            assert said == (project.get(key) or ours[key]).msgstr


def test_nothing_of_a_package_is_kept_but_its_words():
    for one in every_entry():
        assert (one.occurrences, one.comment, one.tcomment, one.previous_msgid) == ([], "", "", None)
        assert all(flag.endswith("-format") for flag in one.flags)


def test_new_words_are_named_and_taken_in_and_gone_ones_leave(package):
    write(package_catalogues.path_of("django"), entry("Gone", "For"), entry("Page", "Paĝo"))
    assert list(package_catalogues.faults()) == ["django: no package says any more: Gone"]

    write(package / "en" / "LC_MESSAGES" / "django.po", entry("Page"), entry("Wizard", msgctxt="button"))
    assert "django: not translated: Wizard" in list(package_catalogues.faults())

    assert package_catalogues.update() == {"django": 1, "djangojs": 0}
    kept = package_catalogues.entries(package_catalogues.path_of("django"))
    assert {key: one.msgstr for key, one in kept.items()} == {(None, "Page"): "Paĝo", ("button", "Wizard"): ""}


def test_what_a_package_says_itself_is_not_needed_but_ours_stays(package):
    assert package_catalogues.update() == {"django": 1, "djangojs": 0}
    assert package_catalogues.entries(package_catalogues.path_of("django")).keys() == {(None, "Page")}

    write(package_catalogues.path_of("django"), entry("Page", "Paĝo"), entry("Image", "Figuro"))
    package_catalogues.update()

    kept = package_catalogues.entries(package_catalogues.path_of("django"))
    assert kept[None, "Image"].msgstr == "Figuro"


def test_what_a_package_looks_up_and_lists_nowhere_is_needed_too(package, monkeypatch):
    monkeypatch.setattr(package_catalogues, "UNLISTED", ("Can fly",))
    write(package_catalogues.path_of("django"), entry("Page", "Paĝo"))

    assert list(package_catalogues.faults()) == ["django: not translated: Can fly"]
    assert package_catalogues.update() == {"django": 1, "djangojs": 0}


def test_a_word_that_gained_a_plural_is_translated_anew(package):
    write(package_catalogues.path_of("django"), entry("Page", "Paĝo"))
    write(package / "en" / "LC_MESSAGES" / "django.po", entry("Page", msgid_plural="Pages"))

    assert package_catalogues.update()["django"] == 1
    assert list(package_catalogues.faults()) == ["django: not translated: Page"]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "is_faithful"),
    [
        ("Move %(title)s", "Movi «%(title)s»", True),
        ("Move %(title)s", "Movi «%(titolo)s»", False),
        ("%(value)r is wrong", "%(value)r estas malĝusta", True),
        ("Status: ", "Stato: ", True),
        ("Status: ", "Stato:", False),
        ("Save", "Konservi\n", False),
        ('<a href="%(url)s">add</a>', '<a href="%(url)s">aldoni</a>', True),
        ('<a href="%(url)s">add</a>', '<a href="#">aldoni %(url)s</a>', False),
        ('<b class="x">add</b>', "<b>aldoni</b>", False),
    ],
)
def test_translation_keeps_placeholders_attributes_and_edges(msgid, msgstr, is_faithful):
    assert package_catalogues.is_faithful(entry(msgid), msgstr) == is_faithful


def test_check_tells_what_packages_lack(package):
    with pytest.raises(CommandError, match="packages in eo: django: not translated: Page"):
        call_command("catalogues", "--check")


def test_catalogue_of_packages_is_compiled_beside_ours(place):
    write(package_catalogues.path_of("djangojs"), entry("Page", "Paĝo"))

    assert catalogues.compile_all() == 1
    assert package_catalogues.path_of("djangojs").with_suffix(".mo").exists()


@pytest.mark.parametrize(("english", "stem"), WORDS.items())
def test_one_word_for_one_thing(english, stem):
    pattern = re.compile(rf"(?<![\w-])({english})(?![\w-])", re.IGNORECASE)
    found = [one for one in every_entry() if pattern.search(PLACES.sub("", one.msgid))]

    other = {one.msgid: texts(one) for one in found if not re.search(stem, " ".join(texts(one)), re.IGNORECASE)}

    assert found
    assert other == {}
    assert re.search(stem, GLOSSARY.read_text(encoding="utf-8"))


def test_esperanto_is_written_with_its_letters_and_polite():
    said = " ".join(PLACES.sub("", text) for one in every_entry() for text in texts(one))

    assert re.findall(r"\b\w*(?:[cghjsu]x)\w*\b", said) == []
    assert re.findall(r"\b(?:ci|cia|cin)\b|[“”„]", said, re.IGNORECASE) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog"])
def test_scripts_of_the_editors_screens_speak_esperanto(client, name):
    admin = make_superuser()
    UserProfile.objects.create(user=admin, preferred_language="eo")
    client.force_login(admin)

    script = client.get(reverse(name)).content.decode()

    assert '"Drag": "Treni"' in script


def test_dates_are_esperanto():
    day = datetime(2026, 7, 26, 9, 5, tzinfo=UTC)

    with translation.override("eo"):
        assert formats.date_format(day, "DATETIME_FORMAT") == "26-a de julio 2026, je 09:05"
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
