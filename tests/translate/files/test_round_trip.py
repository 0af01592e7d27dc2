"""Texts go out and come back, and other programmes read them: translate-toolkit is the independent reader."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation as languages
from translate.storage import po as toolkit_po
from translate.storage import xliff as toolkit_xliff
from wagtail_localize.models import StringTranslation

from cms.accounts.enums import translators
from cms.core import staging
from cms.translate.files.packing import pack, unpack
from cms.translate.files.roads import FILES, check_file
from cms.translate.files.services import import_texts
from cms.translate.files.units import FileRefused, texts_of_translation
from cms.translate.models import Work
from tests.factories.accounts import make_person, make_superuser
from tests.factories.pages import make_site
from tests.translate.words import begin, make_source, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TITLE, SUMMARY = "Une lanterne", "Un gardien allume."
BOLD = 'Un <b>registre</b> ouvert, voir <a id="a1">nos statuts</a>.'
SIGNS = "Tom &amp; Jeanne &lt;3"
EO_BOLD = 'Legu <a id="a1">nian statuton</a>: malfermita <b>registro</b>.'


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def page():
    return make_source(make_site()["fr"])


@pytest.fixture
def translation(page):
    return begin(page)


@pytest.fixture
def translator():
    return make_person(groups=(translators("eo"),))


def exported(*translations, file_format: str = "po") -> bytes:
    return pack([texts_of_translation(item) for item in translations], file_format).content


def with_toolkit(content: bytes, file_format: str, answers: dict[str, str]) -> bytes:
    """Translate by translate-toolkit, as a translator's programme does: find units, set targets, write."""
    module = toolkit_po.pofile if file_format == "po" else toolkit_xliff.xlifffile
    store = module.parsestring(content)
    for unit in store.units:
        for source, target in answers.items():
            if not unit.isheader() and str(unit.source) == source:
                unit.target = target
    out = io.BytesIO()
    store.serialize(out)
    return out.getvalue()


def report(content: bytes, user) -> dict:
    return check_file(io.BytesIO(content), user)


@pytest.mark.parametrize("file_format", ["po", "xliff"])
def test_an_independent_reader_reads_what_is_made_here(translation, file_format):
    content = exported(translation, file_format=file_format)
    module = toolkit_po.pofile if file_format == "po" else toolkit_xliff.xlifffile

    units = [unit for unit in module.parsestring(content).units if not unit.isheader()]

    assert len(units) == 5
    assert {TITLE, SUMMARY} <= {str(unit.source) for unit in units}
    assert not any(unit.istranslated() for unit in units)
    if file_format == "xliff":
        store = module.parsestring(content)
        assert (store.sourcelanguage, store.targetlanguage) == ("fr", "eo")
        assert "Tom & Jeanne <3" in {str(unit.source) for unit in units}


@pytest.mark.parametrize("file_format", ["po", "xliff"])
def test_what_an_independent_writer_makes_comes_back(translation, translator, file_format):
    signs = SIGNS if file_format == "po" else "Tom & Jeanne <3"
    answers = {TITLE: "Lanterno", SUMMARY: "Gardisto lumigas.", signs: signs.replace("Tom", "Ĉielo")}
    content = with_toolkit(exported(translation, file_format=file_format), file_format, answers)

    looked_at = report(content, translator)
    assert (looked_at["ok"], len(looked_at["changes"]), looked_at["notes"]) == (True, 3, [])
    assert written(translation) == {}
    import_texts(content=content, user=translator)

    assert written(translation) == {
        TITLE: "Lanterno",
        SUMMARY: "Gardisto lumigas.",
        SIGNS: "Ĉielo &amp; Jeanne &lt;3",
    }
    again = report(content, translator)
    assert (again["ok"], again["changes"]) == (False, [])


@pytest.mark.parametrize("file_format", ["po", "xliff"])
def test_marks_come_back_wherever_the_language_puts_them(translation, translator, file_format):
    content = exported(translation, file_format=file_format).decode()
    if file_format == "po":
        source, target = po_quoted(BOLD), po_quoted(EO_BOLD)
        content = content.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    else:
        moved = 'Legu <g id="a1" ctype="link">nian statuton</g>: malfermita <g id="b1">registro</g>.'
        start = content.index("<target", content.index("registre"))
        end = content.index("</target>", start)
        content = f'{content[:start]}<target state="translated">{moved}{content[end:]}'

    import_texts(content=content.encode(), user=translator)

    assert written(translation) == {BOLD: EO_BOLD}
    assert texts_of_translation(translation).units[2].target == EO_BOLD


def po_quoted(text: str) -> str:
    return text.replace('"', '\\"')


@pytest.mark.parametrize(
    "damaged",
    [
        "Malfermita registro.",
        'Malfermita <b>registro</b> <a id="a2">statuto</a>.',
        '<b>Malfermita <a id="a1">registro</b></a>.',
        'Malfermita <b>registro</b> <a id="a1">statuto</a> <b>nova</b>.',
        'Malfermita <b>registro</b> <a id="a1">statuto</a> <script>x</script>.',
    ],
)
def test_a_damaged_mark_refuses_the_file_and_names_the_text(translation, translator, damaged):
    content = with_toolkit(exported(translation), "po", {TITLE: "Lanterno", BOLD: damaged})

    looked_at = report(content, translator)

    assert not looked_at["ok"]
    (problem,) = looked_at["problems"]
    assert problem.startswith("Text, “Un <b>registre</b> ouvert")
    with pytest.raises(FileRefused, match="Text"):
        import_texts(content=content, user=translator)
    assert written(translation) == {}


def test_a_mark_that_xliff_does_not_know_is_named(translation, translator):
    content = exported(translation, file_format="xliff").replace(
        b'<target state="needs-translation"></target>', b'<target><g id="b9">x</g></target>'
    )

    assert "“b9”" in report(content, translator)["problems"][0]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("X-Mondcivitan-Site: ", "X-Mondcivitan-Site: old.", "comes from another site"),
        ("X-WagtailLocalize-TranslationID: ", "X-WagtailLocalize-TranslationID: 0", "is no translation"),
        ("X-WagtailLocalize-TranslationID", "X-Other", "was not made here"),
        ("Language: eo", "Language: de", "is in another language"),
        ("X-Source-Language: fr", "X-Source-Language: en", "was translated from another language"),
    ],
)
def test_foreign_files_are_refused_with_a_reason(translation, translator, before, after, words):
    content = exported(translation).decode().replace(before, after).encode()

    looked_at = report(content, translator)

    assert not looked_at["ok"]
    assert words in looked_at["problems"][0]


def test_an_older_source_names_what_changed_and_offers_the_rest(page, translation, translator):
    content = with_toolkit(exported(translation), "po", {TITLE: "Lanterno", SUMMARY: "Gardisto lumigas."})
    page.summary = "Une gardienne allume."
    page.save_revision().publish()
    begin(page)

    looked_at = report(content, translator)

    assert looked_at["ok"]
    assert "Un gardien allume." in looked_at["notes"][0]
    import_texts(content=content, user=translator)
    assert written(translation) == {TITLE: "Lanterno"}


def test_who_may_not_translate_there_changes_nothing(translation, page):
    german = make_person("otto@example.org", groups=(translators("de"),))
    content = with_toolkit(exported(translation), "po", {TITLE: "Lanterno"})

    looked_at = report(content, german)

    assert looked_at["problems"] == ["This file is for a text or a language that you may not translate."]
    assert looked_at["changes"] == []
    with pytest.raises(FileRefused):
        import_texts(content=content, user=german)
    assert written(translation) == {}


def test_somebody_elses_work_is_not_written_into(translation, translator):
    other = make_person("ana@example.org")
    Work.objects.update_or_create(translation=translation, defaults={"assignee": other, "state": "in_translation"})
    content = with_toolkit(exported(translation), "po", {TITLE: "Lanterno"})

    assert "Somebody else" in report(content, translator)["problems"][0]


def test_the_work_begins_with_the_first_file(translation, translator):
    work, _new = Work.objects.get_or_create(translation=translation)
    import_texts(content=with_toolkit(exported(translation), "po", {TITLE: "Lanterno"}), user=translator)

    work.refresh_from_db()
    assert (work.state, work.assignee) == ("in_translation", translator)


def test_what_is_unread_stays_a_draft_in_both_formats(translation, translator):
    content = with_toolkit(exported(translation), "po", {TITLE: "Lanterno"}).replace(b"#. Title", b"#. Title\n#, fuzzy")
    import_texts(content=content, user=translator)

    kept = StringTranslation.objects.get(translation_of__data=TITLE)
    assert (kept.translation_type, kept.tool_name) == ("machine", "from a file")
    assert b"#, fuzzy" in exported(translation)
    assert b'state="needs-review-translation"' in exported(translation, file_format="xliff")


def test_a_set_is_all_or_nothing(page, translation, translator):
    other = begin(make_source(make_site()["fr"], "Une borne"))
    for file_format in ("po", "xliff"):
        content = exported(translation, other, file_format=file_format)
        assert [texts.title for texts in unpack(content)] == ["Une lanterne", "Une borne"]
    pages = [
        with_toolkit(exported(translation), "po", {TITLE: "Lanterno"}),
        with_toolkit(exported(other), "po", {BOLD: "x"}),
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, content in enumerate(pages):
            archive.writestr(f"{number}.po", content)

    with pytest.raises(FileRefused):
        import_texts(content=packed.getvalue(), user=translator)
    assert written(translation) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"/etc/passwd",
        b"\xff\xfe",
        b"PK\x03\x04 broken",
        b"<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0'><file/></xliff>",
        b"<html/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff version='1.2'><file original='&a;'/></xliff>",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xliff version='1.2'><file original='&a;'/></xliff>",
        b"<xliff version='1.2'>" + b"<g>" * 1000,
        b'msgid ""\nmsgstr ""\n',
    ],
)
def test_what_is_no_file_of_ours_is_refused_in_words(content, translator):
    looked_at = report(content, translator)

    assert not looked_at["ok"]
    assert len(looked_at["problems"]) == 1


def test_a_bomb_in_an_archive_is_not_unpacked(translator):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.po", b" " * (30 * 1024 * 1024))

    assert "too large" in report(packed.getvalue(), translator)["problems"][0]


def test_screens_take_a_file_out_and_in(client, translation, translator):
    client.force_login(translator)
    assert b"Une lanterne" in client.get("/cms/translations/files/?language=eo").content
    answer = client.get(f"/cms/translations/files/?translation={translation.pk}&format=xliff")
    assert answer["Content-Disposition"] == 'attachment; filename="une-lanterne-eo.xlf"'
    content = with_toolkit(answer.content, "xliff", {TITLE: "Lanterno"})

    answer = client.post("/cms/translations/files/import/", {"file": ContentFile(content, "une.xlf")})
    assert b"Lanterno" in client.get(answer["Location"]).content
    assert written(translation) == {}
    done = client.post(answer["Location"], follow=True)
    assert b"This file was taken over." in done.content
    assert written(translation) == {TITLE: "Lanterno"}


def test_screens_are_closed_to_others(client, translation, translator):
    client.force_login(make_person("otto@example.org", groups=(translators("de"),)))
    refused = client.get(f"/cms/translations/files/?translation={translation.pk}&format=po")
    assert (refused.status_code, refused["Location"]) == (302, "/cms/")
    assert b"Une lanterne" not in client.get("/cms/translations/files/").content
    staged = staging.upload(owner=translator, purpose=FILES, file=ContentFile(exported(translation), "a.po"))
    assert client.get(f"/cms/translations/uploads/{staged.pk}/").status_code == 404
    client.force_login(make_person("nobody@example.org"))
    assert client.get("/cms/translations/files/import/").status_code == 302


def test_a_file_for_another_text_than_asked_for_is_not_even_kept(client, translation):
    other = begin(make_source(make_site()["fr"], "Une borne"))
    client.force_login(make_superuser())

    answer = client.post(
        f"/cms/translations/files/import/?translation={other.pk}", {"file": ContentFile(exported(translation), "a.po")}
    )
    assert "This file is not for “Une borne”." in answer.content.decode()


def test_a_set_holds_one_language(client, page, translation):
    client.force_login(make_superuser())
    keys = f"translation={translation.pk}&translation={begin(page, 'de').pk}"

    assert "A file holds one language" in client.get(f"/cms/translations/files/?{keys}&format=po").content.decode()


def test_questions_of_the_list_do_not_grow(client, translation, translator):
    client.force_login(translator)
    client.get("/cms/translations/files/")
    with CaptureQueriesContext(connection) as one:
        client.get("/cms/translations/files/")
    for name in ("Une borne", "Une halte"):
        begin(make_source(make_site()["fr"], name))
    with CaptureQueriesContext(connection) as three:
        assert client.get("/cms/translations/files/").content.decode().count('class="mc-files__row"') == 3
    assert len(one) == len(three)
