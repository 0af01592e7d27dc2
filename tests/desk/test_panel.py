"""The editors' desk shows what waits for the person, and only where that person may write."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from cms.accounts.models import User
from cms.desk import queries
from tests.factories.pages import make_news_index, make_page, make_site, translate_page

pytestmark = pytest.mark.django_db


def member_of(root, *codenames: str) -> User:
    """Return somebody who may do `codenames` below `root` only."""
    group = Group.objects.create(name=f"of {root.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        GroupPagePermission.objects.create(group=group, page=root, permission=Permission.objects.get(codename=codename))
    user = User.objects.create_user(f"of{root.pk}@mondcivitan.example", "a long password", first_name="Ana")
    user.groups.add(group)
    return user


def desk(client, user) -> BeautifulSoup:
    client.force_login(user)
    response = client.get("/cms/", headers={"accept-language": "en"})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one(".mc-desk")


def test_empty_desk_says_so(client):
    homes = make_site()

    panel = desk(client, member_of(homes["fr"], "change_page"))

    assert panel.select(".mc-desk__waiting li") == []


def test_desk_counts_drafts_the_person_may_edit(client):
    homes = make_site()
    page = make_page(homes["fr"], "Histoire")
    page.title = "Histoire du mouvement"
    page.save_revision()

    assert queries.unpublished_changes(member_of(homes["fr"], "change_page")) == 1
    assert queries.unpublished_changes(member_of(homes["eo"], "change_page")) == 0


def test_desk_counts_missing_translations_of_the_persons_languages():
    homes = make_site()
    both = make_page(homes["fr"], "Histoire")
    make_page(homes["fr"], "Assemblée")
    translate_page(both, "eo", "Historio")

    assert queries.missing_by_language(member_of(homes["eo"], "change_page")) == {"eo": 1}
    assert queries.missing_by_language(member_of(homes["de"], "change_page")) == {"de": 2}


def test_a_part_of_the_site_hears_of_its_own_pages_alone(client):
    homes = make_site()
    part = make_page(homes["fr"], "Portclair")
    translate_page(part, "eo", "Portoklara")
    translate_page(make_page(homes["fr"], "Assemblée"), "de", "Versammlung")
    make_page(part, "Horaires")
    member = member_of(part, "change_page")
    translated = Page.objects.get(translation_key=part.translation_key, locale__language_code="eo")
    GroupPagePermission.objects.create(
        group=member.groups.get(), page=translated, permission=Permission.objects.get(codename="change_page")
    )

    assert queries.missing_by_language(member) == {"eo": 1}
    client.force_login(member)
    summary = BeautifulSoup(client.get("/cms/").content, "html.parser").select_one(".w-summary__list")
    # Portclair, its translation, its one page; nothing of the rest of the site.
    assert summary.select_one("li").get_text(" ", strip=True).startswith("3 ")


def test_writing_news_is_one_click_for_those_who_may(client):
    homes = make_site()
    index = make_news_index(homes["fr"])

    writer = desk(client, member_of(homes["fr"], "add_page"))
    reader = desk(client, member_of(homes["eo"], "change_page"))

    address = f"/cms/pages/add/news/newspage/{index.pk}/"
    assert writer.select_one(f'a[href="{address}"]')
    assert reader.select_one(f'a[href="{address}"]') is None
