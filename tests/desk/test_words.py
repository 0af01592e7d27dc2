"""Words that packages hold in one language are said in the person's."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.forms import ImageInsertionForm, URLGeneratorForm
from wagtail.models import Locale, Workflow
from wagtail.users.models import UserProfile

from tests.factories.accounts import make_superuser
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


@pytest.fixture
def screen(client, homes):
    """Open an editors' screen as somebody who reads the language."""
    admin = make_superuser()
    profile = UserProfile.objects.create(user=admin)
    client.force_login(admin)

    def open_screen(address: str, language: str) -> BeautifulSoup:
        profile.preferred_language = language
        profile.save()
        response = client.get(address)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return open_screen


def words_of(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(item.get_text().split()) for item in soup.select(selector)]


def test_headings_of_sites_are_not_the_names_in_the_code(screen):
    found = words_of(screen("/cms/sites/", "eo"), "thead th")
    german = words_of(screen("/cms/sites/", "de"), "thead th")

    assert found == ["Retejo", "Pordo", "Nomo de la retejo", "Radika paĝo", "Ĉu defaŭlta?"]
    assert not {"Site name", "Root page"} & set(german)


def test_what_a_search_finds_has_a_name(screen, homes):
    make_page(homes["fr"], title="Lanterne unique")

    found = words_of(screen("/cms/pages/search/?q=lanterne", "eo"), "th.title")

    assert found == ["Titolo 1–1 el 1 paĝo"]


@pytest.mark.parametrize(
    ("language", "kinds"), [("eo", ["Ĉio", "Daŭra", "Provizora"]), ("fr", ["Tout", "Permanente", "Temporaire"])]
)
def test_filter_of_redirects_is_read_in_the_persons_language(screen, language, kinds):
    Redirect.objects.create(old_path="/antaue", redirect_link="/poste/")

    assert words_of(screen("/cms/redirects/", language), "#id_is_permanent label") == kinds


def test_fields_of_a_workflow(screen):
    workflow = Workflow.objects.create(name="Aprobo")

    labels = words_of(screen(f"/cms/workflows/edit/{workflow.pk}/", "eo"), "label")

    assert "Fragmentoj" in labels
    assert not {"Page", "Content types"} & set(labels)


def test_marks_of_yes_and_no(screen):
    assert words_of(screen("/cms/users/", "eo"), "td .icon + .w-sr-only") == ["jes"]


def test_uses_of_a_language_are_counted_in_words(screen):
    Locale.objects.create(language_code="it")

    rows = words_of(screen("/cms/locales/", "eo"), "tbody tr")

    assert any(row.startswith("Esperanto 2 paĝoj") for row in rows)
    assert any("La kodo de ĉi tiu lingvo ne estas subtenata" in row for row in rows)


def test_things_of_a_list_lead_home_in_the_persons_language(screen):
    for address in ("/cms/snippets/news/topic/", "/cms/snippets/furniture/alert/"):
        assert "Ĉefpaĝo" in words_of(screen(address, "eo"), "nav a")
        assert "Startseite" in words_of(screen(address, "de"), "nav a")


def test_words_read_once_are_read_again_in_each_language(screen):
    def said() -> list[str]:
        fields = [ImageInsertionForm.base_fields["alt_text"], URLGeneratorForm.base_fields["closeness"]]
        size = dict(URLGeneratorForm.base_fields["filter_method"].choices)["original"]
        return [str(word) for word in (ChooserViewSet.search_tab_label, *(field.label for field in fields), size)]

    screen("/cms/", "eo")
    with translation.override("eo"):
        assert said() == ["Serĉi", "Alternativa teksto", "Proksimeco", "Originala grandeco"]
    with translation.override("en"):
        assert said() == ["Search", "Alt text", "Closeness", "Original size"]


def test_rights_of_a_group(screen):
    text = str(screen("/cms/groups/new/", "eo"))

    assert "Redakti ĉiun ajn bildon" in text
    assert "Modifier n’importe quelle image" not in text
