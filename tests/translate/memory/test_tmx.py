"""The memory out and in as TMX, read and written by an independent programme too."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from translate.storage import tmx as toolkit
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.accounts.enums import translators
from cms.core.safe_xml import XmlRefused
from cms.translate.memory import tmx
from cms.translate.memory.filling import fill_exact
from cms.translate.memory.publication import learn, learn_everything
from cms.translate.memory.queries import suggestions
from cms.translate.memory.services import Pair, learn_upload, remember
from cms.translate.models import MemoryUnit
from cms.translate.services import translate
from tests.factories.accounts import make_person, make_superuser
from tests.factories.pages import make_site
from tests.translate.words import begin, make_source, written

pytestmark = pytest.mark.django_db
MARKED = (
    'Un <b>registre</b>, <a id="a1">lien</a><br/>&amp; &lt;',
    '<a id="a1">ligilo</a>, <b>registro</b><br/>&amp; &lt;',
)


def file_of(*pairs: tuple[str, str]) -> bytes:
    remember(pairs=[Pair(*pair) for pair in pairs], source_language="fr", target_language="eo")
    return "".join(tmx.write(MemoryUnit.objects.order_by("pk"))).encode()


def read(content: bytes) -> list:
    return list(tmx.read(io.BytesIO(content)))


def document(units: str, head: str = '<header srclang="fr"/>') -> bytes:
    return f'<tmx version="1.4">{head}<body>{units}</body></tmx>'.encode()


def unit(**texts: str) -> str:
    return "<tu>" + "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts.items()) + "</tu>"


def test_an_independent_reader_reads_our_memory():
    store = toolkit.tmxfile.parsestring(file_of(("Une lanterne", "Lanterno"), MARKED))

    read = {str(item.source): str(item.target) for item in store.units}
    assert read["Une lanterne"] == "Lanterno"
    assert len(read) == 2


def test_what_we_write_we_read_again_with_its_marks():
    (found,) = read(file_of(MARKED))

    assert (found.source_language, found.target_language) == ("fr", "eo")
    assert (found.source, found.target) == MARKED


def test_an_independent_writers_memory_comes_in():
    store = toolkit.tmxfile()
    store.addtranslation("Tom & Jeanne <3", "fr", "Tom kaj Jeanne <3", "eo")

    (found,) = read(bytes(store))

    assert (found.source, found.target) == ("Tom &amp; Jeanne &lt;3", "Tom kaj Jeanne &lt;3")


def test_languages_are_those_of_the_site():
    found = read(document(unit(**{"fr-FR": "un", "EO": "unu", "de": "eins"}) + unit(fr="deux", nl="twee")))

    assert [(item.source_language, item.target_language) for item in found if item] == [("fr", "eo"), ("fr", "de")]
    assert found[-1] is None


def test_unknown_codes_go_and_their_words_stay():
    found = read(document(unit(fr='Un <bpt i="1">{\\b</bpt>mot<ept i="1">}</ept>', eo="<hi>Unu</hi> vorto")))

    assert (found[0].source, found[0].target) == ("Un mot", "Unu vorto")
    script = unit(fr='a<ph x="1">&lt;script&gt;</ph>', eo='b<bpt i="1">&lt;b&gt;</bpt>')
    assert [(item.source, item.target) for item in read(document(script))] == [("a", "b")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<html/>",
        b'<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx>&b;</tmx>',
        b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body><tu>&a;</tu></body></tmx>',
        b"<tmx>" + b"<a>" * 50 + b"</a>" * 50 + b"</tmx>",
        b'<?xml version="1.0" encoding="utf-7"?><tmx/>',
    ],
)
def test_hostile_files_are_refused_before_anything_is_read(content):
    with pytest.raises(XmlRefused):
        read(content)


def test_a_document_type_without_entities_is_what_other_programmes_write():
    head = b'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'

    assert len(read(head + document(unit(fr="un", eo="unu")))) == 1


def test_a_file_is_looked_at_and_then_learned(client, django_capture_on_commit_callbacks):
    client.force_login(make_superuser())
    content = document(unit(fr="Le registre est ouvert", eo="La registro estas malfermita") + unit(fr="x", nl="y"))
    answer = client.post("/cms/translations/memory/import/", {"file": ContentFile(content, "other.tmx")})
    page = client.get(answer["Location"]).content.decode()
    assert "La registro estas malfermita" in page
    assert MemoryUnit.objects.count() == 0

    with django_capture_on_commit_callbacks(execute=True):
        client.post(answer["Location"])
    kept = MemoryUnit.objects.get()
    assert (kept.origin, kept.origin_name) == ("imported", "other.tmx")
    assert learn_upload(upload_id=int(answer["Location"].rstrip("/").split("/")[-1])) == 0
    shown = client.get("/cms/translations/memory/?pair=fr>eo&q=Le registre est fermé").content.decode()
    assert "<ins> fermé</ins>" in shown
    assert client.post(f"/cms/translations/memory/{kept.pk}/forget/").status_code == 302
    assert MemoryUnit.objects.count() == 0


def test_translators_read_and_take_away_but_change_nothing(client):
    content = file_of(("Une lanterne", "Lanterno"))
    client.force_login(make_person(groups=(translators("eo"),)))

    taken = client.get("/cms/translations/memory/export/?pair=fr>eo")
    assert len(read(b"".join(taken.streaming_content))) == 1
    assert taken["Content-Disposition"] == 'attachment; filename="mondcivitan-fr-eo.tmx"'
    assert client.get("/cms/translations/memory/?pair=fr>de").status_code == 404
    client.post(f"/cms/translations/memory/{MemoryUnit.objects.get().pk}/forget/")
    client.post("/cms/translations/memory/import/", {"file": ContentFile(content, "a.tmx")})
    assert MemoryUnit.objects.count() == 1


def translated(page, title: str, *, publish: bool):
    target = page.copy_for_translation(Locale.objects.get(language_code="eo"), copy_parents=True)
    target.delete()
    mirror = type(page)(title=title, slug="lanterno", summary="Gardisto lumigas.", locale=target.locale)
    raw = [{"type": "text", "id": page.body[0].id, "value": page.body[0].value.source}]
    mirror.body = page._meta.get_field("body").to_python(raw)
    return translate(source=page, target=mirror, locale=target.locale, publish=publish)


def test_only_what_was_published_is_learned(django_capture_on_commit_callbacks):
    page = make_source(make_site()["fr"])
    with django_capture_on_commit_callbacks(execute=True):
        draft = translated(page, "Lanterno", publish=False)
    assert MemoryUnit.objects.count() == 0
    assert learn(instance=draft) == 0

    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()
    pairs = dict(MemoryUnit.objects.values_list("source", "target"))
    assert pairs["Une lanterne"] == "Lanterno"
    assert "une-lanterne" not in pairs
    assert {unit.origin_name for unit in MemoryUnit.objects.all()} == {"Lanterno"}
    assert sum(new for _name, new in learn_everything()) == 0


def test_a_machines_words_are_not_learned(django_capture_on_commit_callbacks):
    page = make_source(make_site()["fr"])
    draft = translated(page, "Lanterno", publish=False)
    StringTranslation.objects.filter(data="Lanterno").update(translation_type="machine")
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()

    assert not MemoryUnit.objects.filter(target="Lanterno").exists()
    assert MemoryUnit.objects.filter(target="Gardisto lumigas.").exists()


def test_exact_matches_are_drafts_and_over_nobodys_words():
    page = make_source(make_site()["fr"])
    translation = begin(page)
    title = translation.source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.create(
        translation_of=title.string,
        context=title.context,
        locale=translation.target_locale,
        data="Mia lanterno",
        translation_type="manual",
    )
    pairs = [Pair("Une lanterne", "Lanterno"), Pair("Un gardien allume.", "Gardisto lumigas.")]
    remember(pairs=pairs, source_language="fr", target_language="eo")
    remember(
        pairs=[Pair("Un gardien allume.", "El dosiero")],
        source_language="fr",
        target_language="eo",
        origin="imported",
    )

    assert fill_exact(translation=translation, user=None) == 1
    assert fill_exact(translation=translation, user=None) == 0
    assert written(translation) == {"Une lanterne": "Mia lanterno", "Un gardien allume.": "Gardisto lumigas."}
    draft = StringTranslation.objects.get(data="Gardisto lumigas.")
    assert (draft.translation_type, draft.tool_name) == ("machine", "from memory")


def test_suggestions_of_a_file_say_where_they_are_from():
    remember(
        pairs=[Pair("Un", "Unu")], source_language="fr", target_language="eo", origin="imported", origin_name="a.tmx"
    )
    (found,) = suggestions(text="Un", source_language="fr", target_language="eo")

    assert (found.origin_name, found.unit_id) == ("a.tmx", MemoryUnit.objects.get().pk)
