"""What starters give to a microsite: once in each language, and never again once the team has it."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from centres.microsites import Ground, Starter, register_starter, unregister_starter
from centres.services import complete_microsites, ensure_part, open_microsite, update_texts
from home.models import FormPage, StandardPage
from news.models import NewsIndexPage
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = pytest.mark.django_db


def slugs(centre, language):
    home = centre.pages.get(locale__language_code=language)
    return [page.slug for page in home.get_children()]


def test_a_microsite_has_about_contact_and_blog_in_all_its_languages():
    centre = make_centre(email="lunville@example.org")

    open_microsite(centre=centre, actor=None)

    assert slugs(centre, "fr") == slugs(centre, "eo") == ["about", "contact", "blog"]
    for kind in (StandardPage, FormPage, NewsIndexPage):
        texts = kind.objects.filter(path__startswith=centre.pages.first().path[:12]).descendant_of(centre.pages.first())
        assert texts.get().get_translations(inclusive=True).count() == 2
        assert texts.get().show_in_menus


def test_first_texts_are_in_the_language_of_their_page():
    make_microsite(languages=("fr", "en"))

    titles = {page.locale.language_code: page.title for page in StandardPage.objects.filter(slug="about")}

    assert titles["en"] == "About us"
    assert "Lunville" in str(StandardPage.objects.get(slug="about", locale__language_code="en").body)


def test_the_contact_form_writes_to_the_centre_with_the_same_questions_in_every_language():
    centre = make_microsite(email="lunville@example.org")

    forms = FormPage.objects.filter(slug="contact").order_by("path")

    assert {form.desk_addresses for form in forms} == {"lunville@example.org"}
    assert {form.desk_language for form in forms} == {"fr"}
    questions = [[(f.clean_name, f.translation_key) for f in form.form_fields.all()] for form in forms]
    assert questions[0] == questions[1]
    assert [name for name, _key in questions[0]] == ["name", "email", "message", "consent"]
    assert centre.parts["contact"]["languages"] == ["eo", "fr"]


def test_what_is_there_is_left_alone_and_what_was_deleted_stays_away():
    centre = make_microsite()
    about = StandardPage.objects.get(slug="about", locale__language_code="fr")
    update_texts(page=about, values={"title": "Notre histoire"})
    for blog in NewsIndexPage.objects.filter(slug="blog"):
        blog.delete()

    open_microsite(centre=centre, actor=None)

    assert StandardPage.objects.get(pk=about.pk).title == "Notre histoire"
    assert slugs(centre, "fr") == slugs(centre, "eo") == ["about", "contact"]


def test_a_language_that_is_added_gets_the_parts_that_the_team_kept():
    centre = make_microsite()
    for blog in NewsIndexPage.objects.filter(slug="blog"):
        blog.delete()
    centre.languages.create(code="de", order=2)

    open_microsite(centre=centre, actor=None)

    assert slugs(centre, "de") == ["about", "contact"]
    key = StandardPage.objects.get(slug="about", locale__language_code="fr").translation_key
    assert StandardPage.objects.get(slug="about", locale__language_code="de").translation_key == key


def test_an_app_that_comes_later_adds_its_page_to_living_microsites_by_the_clock():
    centre, closed = make_microsite(), make_microsite("Oslund", state="suspended")
    editor = make_member(centre)

    def make(ground: Ground) -> None:
        ensure_part(ground=ground, name="events", make=lambda home: StandardPage(title="Agenda", slug="events"))

    register_starter(Starter("events", "Events", make))
    try:
        assert complete_microsites() == 1
        assert complete_microsites() == 0
    finally:
        unregister_starter("events")

    assert slugs(centre, "fr")[-1] == slugs(centre, "eo")[-1] == "events"
    assert "events" not in slugs(closed, "fr")
    page = Page.objects.get(slug="events", locale__language_code="eo")
    assert not page.live
    assert page.permissions_for_user(editor).can_edit()


def test_texts_change_for_visitors_and_in_the_draft_without_publishing_the_rest():
    make_microsite()
    about = StandardPage.objects.get(slug="about", locale__language_code="fr")
    about.title = "Titre en cours"
    about.save_revision()

    update_texts(page=about, values={"summary": "Neuf"})

    live = StandardPage.objects.get(pk=about.pk)
    assert (live.summary, live.title) == ("Neuf", StandardPage.objects.get(pk=about.pk).title)
    assert live.title != "Titre en cours"
    assert live.has_unpublished_changes
    draft = live.get_latest_revision_as_object()
    assert (draft.summary, draft.title) == ("Neuf", "Titre en cours")
