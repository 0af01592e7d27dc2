"""Editors keep topics and authors: found, translated, chosen once, and told where they are used."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.accounts.models import User
from news.models import Author, Topic
from search import queries as search_queries
from search.engines.base import Query
from search.services import document_for
from tests.factories.news import make_author, make_topic, make_written_news


@pytest.fixture
def admin(client, ground):
    user = User.objects.create_superuser("admin@mondcivitan.example", "a long password")
    client.force_login(user)
    return client


def text_of(response) -> str:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize(("model", "name"), [("topic", "Paix"), ("author", "Ana Brume")])
def test_list_is_searched_and_filtered_by_language(admin, model, name):
    address = reverse(f"wagtailsnippets_news_{model}:list")
    both = text_of(admin.get(address))

    assert name in both
    assert name in text_of(admin.get(address, {"q": name.lower()}))
    assert name not in text_of(admin.get(f"{reverse(f'wagtailsnippets_news_{model}:list')}results/", {"q": "zzz"}))


def test_deleting_tells_where_a_topic_is_used(admin, ground):
    make_written_news(ground.index, "Une", topics=[ground.peace])

    shown = text_of(admin.get(reverse("wagtailsnippets_news_topic:delete", args=[ground.peace.pk])))
    unused = text_of(admin.get(reverse("wagtailsnippets_news_topic:delete", args=[ground.climate.pk])))

    assert "Une" in shown
    assert "Une" not in unused


def test_deleting_tells_where_an_author_is_used_and_says_how_many_more(admin, ground):
    for number in range(12):
        make_written_news(ground.index, f"Nouvelle {number}", authors=[ground.ana])

    shown = BeautifulSoup(
        admin.get(reverse("wagtailsnippets_news_author:delete", args=[ground.ana.pk])).content, "html.parser"
    )
    listed = [item.get_text(strip=True) for item in shown.select("main li") if "Nouvelle" in item.get_text()]
    assert len(listed) == 10
    assert "2" in shown.select("main ul")[-1].select("li")[-1].get_text()


def test_deleted_author_leaves_its_news_without_it(admin, ground, client):
    make_written_news(ground.index, "Une", slug="une", authors=[ground.ana, ground.body])

    admin.post(reverse("wagtailsnippets_news_author:delete", args=[ground.ana.pk]))

    assert not Author.objects.filter(pk=ground.ana.pk).exists()
    assert "Le Bureau" in client.get("/fr/nouvelles/une/").content.decode()


def test_slug_of_another_topic_is_refused_in_any_language(ground):
    with pytest.raises(ValidationError) as refusal:
        Topic(name="Paco", slug="paco", locale=ground.peace.locale).full_clean()
    assert "slug" in refusal.value.message_dict
    ground.peace.full_clean()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://ana.example/", "ftp://ana.example/"])
def test_link_of_an_author_is_a_safe_one(ground, link):
    ground.ana.link = link

    with pytest.raises(ValidationError) as refusal:
        ground.ana.full_clean()
    assert "link" in refusal.value.message_dict


def test_editor_of_a_piece_of_news_is_offered_each_topic_once(admin, ground):
    page = make_written_news(ground.index, "Une", topics=[ground.peace])

    shown = BeautifulSoup(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
    boxes = shown.select("input[name=topics]")

    assert {box["value"] for box in boxes} == {str(ground.peace.pk), str(ground.climate.pk)}
    assert [box["value"] for box in boxes if box.has_attr("checked")] == [str(ground.peace.pk)]


def test_new_news_is_offered_topics_of_its_language(admin, ground):
    index = ground.index.get_translations().get(locale__language_code="eo")

    shown = BeautifulSoup(
        admin.get(reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])).content, "html.parser"
    )
    assert {box["value"] for box in shown.select("input[name=topics]")} == {
        str(ground.peace.get_translations().get().pk),
        str(ground.climate.pk),
    }


def chooser(name: str) -> str:
    from news.viewsets import AuthorViewSet

    return reverse(f"{AuthorViewSet().chooser_viewset.name}:{name}")


def test_chooser_offers_each_author_once_and_makes_new_ones(admin, ground):
    shown = json.loads(admin.get(chooser("choose")).content)["html"]

    assert shown.count("Ana Brume") == 1
    made = admin.post(
        chooser("create"),
        {
            "author-chooser-create-form-name": "",
            "name": "Une Plume",
            "slug": "une-plume",
            "role": "",
            "biography": "",
        },
    )
    assert json.loads(made.content)["step"] == "chosen"
    assert Author.objects.get(slug="une-plume").locale.language_code == "fr"


def test_editor_without_the_right_makes_no_author(client, ground):
    user = User.objects.create_user("editor@mondcivitan.example", "a long password")
    group = Group.objects.create(name="may open the editors' screens")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)

    client.post(chooser("create"), {"name": "Une Plume", "slug": "une-plume", "role": "", "biography": ""})
    assert client.get(reverse("wagtailsnippets_news_author:list")).status_code in (302, 403)
    assert not Author.objects.filter(slug="une-plume").exists()


def test_search_finds_news_by_its_author_and_knows_a_new_name(ground, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = make_written_news(ground.index, "Une", authors=[ground.ana], byline="Une passante")
    document = document_for(page)
    assert "Ana Brume" in document.body
    assert "Une passante" in document.body
    assert document.facets["author"] == (str(ground.ana.translation_key),)

    with django_capture_on_commit_callbacks(execute=True):
        ground.ana.name = "Ana Nova"
        ground.ana.save()
    assert [hit.page_id for hit in search_queries.hits(Query("nova", "fr"))[0]] == [page.pk]


def test_names_are_the_words_of_topics_and_authors(ground):
    assert (str(make_topic("Mer")), str(make_author("Léa Onde"))) == ("Mer", "Léa Onde")
