"""The glossary's screens and tables: translators propose, who keeps it decides."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation as languages

from cms.accounts.enums import translators
from cms.translate.glossary import csv_files, services
from cms.translate.glossary.csv_files import CsvRefused
from cms.translate.glossary.demo import tell_glossary
from cms.translate.glossary.models import GlossaryForm, GlossaryTerm
from cms.translate.glossary.queries import phrases_of, terms_with
from cms.translate.glossary.services import Said
from tests.factories.accounts import make_person, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HEAD = "language;term;definition;note;eo;eo not"


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def keeper():
    return make_superuser()


@pytest.fixture
def translator():
    return make_person(groups=(translators("eo"),))


@pytest.fixture
def term(keeper):
    said = Said({"eo": ["centro"], "en": ["centre"]}, {"eo": ["registrejo"]})
    return services.keep_term(
        term=None, user=keeper, language="fr", text="centre", definition="Association locale.", note="", said=said
    )


def forms(term: GlossaryTerm) -> set[tuple[str, str, str, bool]]:
    return set(term.forms.values_list("language", "text", "kind", "is_proposed"))


def test_a_keeper_writes_a_term_with_words_of_all_languages(client, keeper):
    client.force_login(keeper)
    client.post(
        "/cms/translations/glossary/add/",
        {
            "language": "fr",
            "term": "don",
            "wanted_eo": "donaco\n donaco \n",
            "forbidden_eo": "dono",
            "wanted_en": "gift",
        },
    )

    term = GlossaryTerm.objects.get(term="don")
    assert forms(term) == {
        ("eo", "donaco", "wanted", False),
        ("eo", "dono", "forbidden", False),
        ("en", "gift", "wanted", False),
    }
    assert client.post("/cms/translations/glossary/add/", {"language": "fr", "term": "don"}).status_code == 200
    assert "donaco" in client.get("/cms/translations/glossary/?q=donac").content.decode()
    assert "donaco" not in client.get("/cms/translations/glossary/?q=zzz").content.decode()


def test_a_translator_proposes_in_his_language_and_a_keeper_decides(client, term, translator, keeper):
    client.force_login(translator)
    address = f"/cms/translations/glossary/{term.pk}/"
    page = client.get(address).content.decode()
    assert 'name="wanted_eo"' in page
    assert 'name="wanted_en"' not in page
    client.post(address, {"term": "mine", "wanted_eo": "centro\nlokalo", "wanted_en": "mine"})

    term.refresh_from_db()
    assert term.term == "centre"
    assert ("eo", "lokalo", "wanted", True) in forms(term)
    assert ("en", "mine", "wanted", True) not in forms(term)
    assert phrases_of("fr", "eo").find("centre")[0].what.wanted == ("centro",)
    assert len(terms_with("", only_proposed=True)) == 1
    client.force_login(keeper)
    client.post(address, {"language": "fr", "term": "centre", "wanted_eo": "lokalo", "wanted_en": "centre"})
    assert forms(term) == {("eo", "lokalo", "wanted", False), ("en", "centre", "wanted", False)}
    assert phrases_of("fr", "eo").find("centre")[0].what.wanted == ("lokalo",)


def test_a_proposed_term_is_nobodys_law_yet(client, translator):
    client.force_login(translator)
    client.post("/cms/translations/glossary/add/", {"language": "fr", "term": "don", "wanted_eo": "donaco"})

    term = GlossaryTerm.objects.get(term="don")
    assert (term.is_proposed, term.proposed_by) == (True, translator)
    assert phrases_of("fr", "eo").find("un don") == []


def test_services_ask_who_asks(term, translator):
    member = make_person("member@example.org")
    empty = {"language": "fr", "text": "x", "definition": "", "note": ""}
    with pytest.raises(PermissionDenied):
        services.keep_term(term=None, user=translator, said=Said(), **empty)
    with pytest.raises(PermissionDenied):
        services.propose(term=term, user=translator, said=Said({"de": ["Zentrum"]}), **empty)
    with pytest.raises(PermissionDenied):
        services.propose(term=term, user=member, said=Said(), **empty)
    with pytest.raises(PermissionDenied):
        services.delete_term(term=term, user=translator)
    with pytest.raises(PermissionDenied):
        services.take_over(rows=[], user=translator)
    assert len(forms(term)) == 3


def test_a_term_is_deleted_by_a_keeper_only(client, term, translator, keeper):
    address = f"/cms/translations/glossary/{term.pk}/delete/"
    client.force_login(translator)
    client.post(address)
    assert GlossaryTerm.objects.count() == 1
    client.force_login(keeper)
    client.post(address)
    assert (GlossaryTerm.objects.count(), GlossaryForm.objects.count()) == (0, 0)


def test_a_table_goes_out_and_comes_back_the_same(client, term, keeper):
    term.definition = "=1+1"
    term.save()
    client.force_login(keeper)
    answer = client.get("/cms/translations/glossary/export/")

    assert answer.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert table[1][:4] == ["fr", "centre", "'=1+1", ""]
    (row,) = csv_files.read(answer.content)
    assert (row.definition, row.wanted["eo"], row.forbidden["eo"]) == ("=1+1", ["centro"], ["registrejo"])


def test_a_table_is_looked_at_and_then_taken_over(client, term, keeper):
    client.force_login(keeper)
    content = f"{HEAD}\r\nfr;centre;Nouvelle;;centro | lokalo;\r\nfr;don;;;donaco;dono".encode("utf-8-sig")
    answer = client.post("/cms/translations/glossary/import/", {"file": ContentFile(content, "terms.csv")})
    page = client.get(answer["Location"]).content.decode()
    assert "1 new term." in page
    assert "eo: centro, lokalo" in page
    assert not GlossaryTerm.objects.filter(term="don").exists()

    client.post(answer["Location"])
    assert GlossaryTerm.objects.get(term="don").forms.count() == 2
    assert forms(term) == {
        ("eo", "centro", "wanted", False),
        ("eo", "lokalo", "wanted", False),
        ("en", "centre", "wanted", False),
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("term;definition\nx;y", "must name the columns"),
        ("language;term;term\nfr;x;y", "each once"),
        ("language;term;colour\nfr;x;y", "not known: colour"),
        (f"{HEAD}\nxx;a;;;;", "no language of this site"),
        (f"{HEAD}\nfr;;;;;", "the term is missing"),
        (f"{HEAD}\nfr;a;;;;\nfr;a;;;;", "stands twice"),
        (f"{HEAD}\nfr;{'a' * 121};;;;", "too long"),
        (f"{HEAD}\nfr;a;;;{'a' * 121};", "“eo”"),
        ("\xff", "UTF-8"),
    ],
)
def test_tables_that_cannot_be_read_say_why(content, words):
    with pytest.raises(CsvRefused, match=words):
        csv_files.read(content.encode("latin-1" if words == "UTF-8" else "utf-8"))


def test_questions_of_the_list_do_not_grow(client, term, keeper):
    client.force_login(keeper)
    client.get("/cms/translations/glossary/")
    counts = []
    for names in ((), ("don", "carte")):
        for name in names:
            GlossaryTerm.objects.create(language="fr", term=name)
        with CaptureQueriesContext(connection) as asked:
            client.get("/cms/translations/glossary/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_demonstrations_words_are_there_in_every_language():
    number = tell_glossary()

    assert number == GlossaryTerm.objects.count() >= 20
    assert tell_glossary() == 0
    spoken = set(GlossaryForm.objects.values_list("language", flat=True))
    assert spoken == {"en", "es", "de", "eo", "ar"}
    found = phrases_of("fr", "eo").find("Les centres d’enregistrement")
    assert [hit.what.wanted for hit in found] == [("registra centro",)]
