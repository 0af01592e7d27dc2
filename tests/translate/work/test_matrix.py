"""The matrix asks the database as often for many pages as for one."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.core.translations import language_codes
from cms.translate.enums import CellState, WorkState
from cms.translate.models import Work
from cms.translate.work.matrix_screen import MatrixScreen
from cms.translate.work.reach import reach_of
from home.models import StandardPage
from tests.factories.pages import make_page, make_section
from tests.factories.translations import make_reviewer, make_translation, make_work, publish_work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
# The rights of a person (roles, permission to ask, roots, their families), pages, translations, texts, what is written.
OWN_QUERIES, QUERIES = 4, 8


def show(user, **data: str) -> tuple[MatrixScreen, int]:
    """Return the whole matrix, read as its table is, and how many queries that took."""
    question = QueryDict(mutable=True)
    question.update(data)
    with CaptureQueriesContext(connection) as found:
        screen = MatrixScreen(reach=reach_of(user), data=question)
        rows = list(screen.table())
    assert len(rows) == 1 + len(screen.matrix.lines)
    return screen, len(found)


@pytest.mark.parametrize("number", [1, 3])
def test_one_page_asks_as_much_as_three(homes, admin, reviewer, number):
    for place in range(number):
        make_work(make_page(homes["fr"], f"Page {place}"), admin)
    assert show(reviewer)[1] == QUERIES
    assert show(admin)[1] == 5


def test_states_of_every_kind(homes, page, admin, translator, reviewer):
    work = publish_work(make_work(page, admin), translator, reviewer)
    make_page(homes["eo"], "Propra")
    make_page(homes["fr"], "Brouillon", live=False)
    screen, _number = show(admin, language="eo")
    states = {line.title: line.cell("eo") for line in screen.matrix.lines}
    assert states["Une lanterne"].state == CellState.PUBLISHED
    assert states["Propra"].state == CellState.SOURCE
    assert "Brouillon" not in states
    Work.objects.filter(pk=work.pk).update(state=WorkState.OUTDATED, outdated_since="2026-01-01T00:00Z")
    (line,) = show(admin, language="eo", state="outdated")[0].matrix.lines
    assert (line.title, line.cell("eo").is_behind) == ("Une lanterne", True)


def test_parts_types_and_words_narrow(homes, admin):
    section = make_section(homes["fr"], "Aide")
    make_page(section, "Première étape")
    make_page(homes["fr"], "Ailleurs")
    assert [line.title for line in show(admin, below=section.path)[0].matrix.lines] == ["Aide", "Première étape"]
    assert [line.title for line in show(admin, kind="home.sectionpage")[0].matrix.lines] == ["Aide"]
    assert [line.title for line in show(admin, q="AILL")[0].matrix.lines] == ["Ailleurs"]


def test_who_works_in_one_part_meets_that_part(homes, admin):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    from cms.accounts.enums import LanguageRole
    from cms.accounts.services import grant_language
    from tests.factories.accounts import make_person

    section = make_section(homes["fr"], "Centre de Vaubrune")
    make_page(section, "Nos réunions")
    make_page(homes["fr"], "Ailleurs")
    group = Group.objects.create(name="Vaubrune")
    for page in (section,):
        GroupPagePermission.objects.create(
            group=group, page_id=page.pk, permission=Permission.objects.get(codename="change_page")
        )
    grant_language(group=group, language="eo", role=LanguageRole.TRANSLATOR)
    person = make_person("centre@mondcivitan.example", groups=("Vaubrune",))
    lines = show(person)[0].matrix.lines
    assert [line.title for line in lines] == ["Centre de Vaubrune", "Nos réunions"]
    assert not any(cell.may_write for line in lines for cell in line.cells)


def test_a_part_holds_what_was_written_first_in_another_language(homes, admin):
    section = make_section(homes["fr"], "Les centres")
    centre = make_page(section, "Vaubrune")
    make_page(centre, "Accueil")
    english = publish_work(make_work(section, admin, language="en"), admin, admin).translation.get_target_instance()
    own = make_page(english, "Norrvik")
    make_page(own, "Opening hours")

    matrix = show(admin)[0].matrix
    assert [(place.title, place.depth) for place in matrix.places if place.depth] == [
        ("Les centres", 1),
        ("Vaubrune", 2),
        ("Norrvik", 2),
    ]
    titles = {line.title for line in show(admin, below=section.path)[0].matrix.lines}
    assert titles == {"Les centres", "Vaubrune", "Accueil", "Norrvik", "Opening hours"}
    assert {line.title for line in show(admin, below=own.path)[0].matrix.lines} == {"Norrvik", "Opening hours"}


def test_a_translator_meets_their_languages_first_and_reads_the_sources(homes, page, reviewer, admin):
    screen = show(reviewer)[0]
    assert screen.matrix.languages == ("eo", "fr")
    _line, (missing, source) = next(row for row in screen.rows if row[0].title == page.title)
    assert (missing.cell.state, source.address) == (CellState.MISSING, page.get_url())
    with CaptureQueriesContext(connection) as found:
        assert [cell.address for _line, cells in screen.rows for cell in cells if cell.cell.url_path]
    assert len(found) == 0
    assert show(admin)[0].matrix.languages[0] == "fr"
    assert show(reviewer, language="de")[0].matrix.languages == ("de",)


@pytest.mark.prove
def test_a_thousand_pages_in_six_languages(homes, admin):
    """1,000 pages of ten texts, in six languages: at most eight queries for all of it."""
    make_volume(homes, 1000)
    person = make_reviewer("eo", "prove@mondcivitan.example")
    for user in (admin, person):
        start = time.perf_counter()
        screen, number = show(user)
        took = time.perf_counter() - start
        lines = len(screen.matrix.lines)
        print(f"{lines} pages × 6 languages: {number} queries, {took:.2f} s")  # noqa: T201 -- the figures are the proof
        assert lines >= 1000
        assert number <= QUERIES
    (line,) = (line for line in screen.matrix.lines if line.title == "Page 7")
    assert line.cell("eo").state == CellState.WANTED


def make_volume(homes, number: int, texts: int = 10) -> None:
    """Make pages with frozen texts and translations, half of whose texts are written, by few statements."""
    first = make_translation(make_page(homes["fr"], "Première")).source
    home = Page.objects.get(pk=homes["fr"].pk)
    pages = [
        home.add_child(instance=StandardPage(title=f"Page {place}", slug=f"p{place}", locale=home.locale))
        for place in range(number)
    ]
    StringSegment.objects.all().delete()
    TranslationContext.objects.all().delete()
    objects = first.object.__class__
    objects.objects.bulk_create(
        objects(translation_key=page.translation_key, content_type=first.object.content_type) for page in pages
    )
    facts = {"locale": first.locale, "specific_content_type": first.specific_content_type, "content_json": "{}"}
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=page.translation_key, object_repr=page.title, last_updated_at=first.last_updated_at, **facts
        )
        for page in pages
    )
    strings = String.objects.bulk_create(
        String(locale=first.locale, data=f"Texte {place}", data_hash=String._get_data_hash(f"Texte {place}"))
        for place in range(texts)
    )
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(
            object_id=source.object_id, path=f"body.{place}", path_id=TranslationContext._get_path_id(f"body.{place}")
        )
        for source in sources
        for place in range(texts)
    )
    StringSegment.objects.bulk_create(
        StringSegment(
            source=sources[place // texts], string=strings[place % texts], context=context, order=place, attrs="{}"
        )
        for place, context in enumerate(contexts)
    )
    locales = list(Locale.objects.filter(language_code__in=language_codes()).exclude(pk=first.locale_id))
    made = Translation.objects.bulk_create(
        Translation(source=source, target_locale=locale) for source in sources for locale in locales
    )
    Work.objects.bulk_create(Work(translation=translation) for translation in made)
    StringTranslation.objects.bulk_create(
        StringTranslation(translation_of=strings[place % texts], context=context, locale=locale, data="x")
        for place, context in enumerate(contexts)
        if place % 2
        for locale in locales
    )
