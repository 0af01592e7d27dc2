"""The pattern page shows every component and every block, to everybody who may enter the editors' screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.admin.menu import help_menu

from cms.accounts.models import User
from cms.core.block_registry import block_names, build_blocks, register_block, registrations
from cms.core.enums import BlockGroup
from cms.desk.patterns import queries
from cms.desk.patterns.components import COMPONENTS
from cms.library.models import Document, Image
from tests.factories.forms import make_form
from tests.factories.media import make_captions, make_document, make_film, make_image, make_sound
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    make_site()
    user = User.objects.create_user("writer@mondcivitan.example", "a long password")
    group = Group.objects.create(name="writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    return client


def shown(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# The stream that holds the blocks, which are shown one by one; what a page shows to some people or at some moments.
SHOWN_ELSEWHERE = {
    *("body.html", "names.html", "form_errors.html"),
    *("footer_links.html", "menu_child.html", "colophon_language.html", "desk_bar.html"),
    # Shown where a centre or an old translation is: tests/centres, tests/translate.
    *("microsite_head.html", "microsite_footer.html", "correspondents.html", "older_notice.html"),
}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_frame_shows_every_block_and_component_in_the_language(office, language):
    page = shown(office.get(reverse("desk_patterns_frame"), {"language": language}))

    assert [item["data-block"] for item in page.select("[data-block]")] == block_names()
    assert [item["data-component"] for item in page.select("[data-component]")] == [item.name for item in COMPONENTS]
    assert (page.html["lang"], page.html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert all(item.get_text(strip=True) for item in page.select("[data-block] .pattern__sample"))


def test_every_component_of_the_site_is_shown(office):
    make_image()
    for make in (make_document, make_sound, make_film, make_captions):
        make()
    for model in (Image, Document):
        model.objects.update(is_public=True)
    make_form()

    response = office.get(reverse("desk_patterns_frame"), {"language": "fr"})

    rendered = {template.name for template in response.templates}
    folder = Path(__file__).resolve().parents[3] / "templates" / "components"
    left = {path.name for path in folder.glob("*.html")} - {str(name).rpartition("/")[2] for name in rendered}
    assert left == SHOWN_ELSEWHERE


def test_every_block_is_named_described_and_drawn():
    for name, block in build_blocks():
        assert str(block.label), name
        assert str(block.get_description()).endswith("."), name
        assert block.meta.icon not in ("placeholder", ""), name
        assert block.meta.template == f"blocks/{name}.html", name
        assert block.is_previewable, name
        assert str(block.meta.group), name


def test_looks_of_a_block_are_its_states():
    patterns = {pattern.name: pattern for pattern in queries.block_patterns()}

    assert [state.bound.value["kind"] for state in patterns["callout"].states] == ["note", "tip", "warning", "done"]
    assert [state.bound.value["style"] for state in patterns["call_to_action"].states] == ["main", "sun", "quiet"]
    assert len(patterns["lead"].states) == 1


def test_blocks_of_a_group_stand_together():
    groups = [item.group for item in registrations()]

    assert groups == sorted(groups, key=list(BlockGroup).index)
    assert len({group["label"] for group in queries.block_groups()}) == len(queries.block_groups())


def test_block_of_another_app_joins_by_itself(office, monkeypatch):
    from wagtail import blocks

    from cms.core import block_registry

    class MottoBlock(blocks.CharBlock):
        class Meta:
            preview_value = "Five roads"

    monkeypatch.setattr(block_registry, "_registrations", dict(block_registry._registrations))
    register_block("motto", MottoBlock)

    page = shown(office.get(reverse("desk_patterns_frame")))

    assert page.select_one("[data-block=motto] .pattern__sample").get_text(strip=True) == "Five roads"


def test_page_lists_all_and_opens_them_in_the_frame(office):
    page = shown(office.get(reverse("desk_patterns"), {"language": "ar", "width": "360"}))

    frame = page.select_one("iframe")
    links = [link["href"].partition("#")[2] for link in page.select(".mc-patterns__list a")]
    assert frame["src"] == f"{reverse('desk_patterns_frame')}?language=ar"
    assert "mc-patterns__frame--360" in frame["class"]
    assert links == [item.anchor for item in COMPONENTS] + [f"pattern-block-{name}" for name in block_names()]


@pytest.mark.parametrize("odd", ["xx", "../", "<script>", ""])
def test_odd_choices_become_the_usual_ones(office, odd):
    frame = shown(office.get(reverse("desk_patterns_frame"), {"language": odd}))
    page = shown(office.get(reverse("desk_patterns"), {"language": odd, "width": odd}))

    assert frame.html["lang"] == settings.LANGUAGE_CODE
    assert page.select_one("iframe")["class"] == ["mc-patterns__frame"]


def test_frame_may_stand_in_our_own_pages_only(office):
    response = office.get(reverse("desk_patterns_frame"))

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["desk_patterns", "desk_patterns_frame"])
def test_strangers_and_members_do_not_enter(client, name):
    make_site()
    first = client.get(reverse(name))
    client.force_login(User.objects.create_user("member@mondcivitan.example", "a long password"))

    assert first.status_code == 302
    assert client.get(reverse(name)).status_code in (302, 403)


def test_help_menu_leads_there(rf):
    assert "patterns" in [item.name for item in help_menu.registered_menu_items]
