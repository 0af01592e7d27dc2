"""A post of a centre that others take over: rights, origin, following, parting."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from centres.enums import Role
from cms.core import scope
from cms.desk.registry import waiting_for
from news.models import NewsIndexPage, NewsPage
from news.sharing.models import Proposal, Takeover
from news.sharing.services import propose, take_over
from tests.factories.accounts import make_person
from tests.factories.centres import make_member, make_microsite
from tests.factories.media import make_image
from tests.factories.pages import make_news, make_news_index, make_site, text_block, translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


@pytest.fixture
def index(homes):
    main = make_news_index(homes["fr"])
    translate_page(main, "eo", "Novaĵoj")
    return main


@pytest.fixture
def centre():
    return make_microsite()


@pytest.fixture
def post(centre):
    blog = NewsIndexPage.objects.get(slug="blog", locale__language_code="fr")
    text = make_news(blog, "Cent cartes", body=[text_block("<p>Premier texte</p>")])
    translate_page(text, "eo", "Cent kartoj")
    return text


@pytest.fixture
def proposal(post):
    return propose(page=post, user=None, note="Bonne lecture")


def make_writer(home, email="writer@example.org"):
    """Return somebody who writes below a home page of the main site only in name: rights on the news index."""
    person = make_person(email)
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=home, permission=Permission.objects.get(codename=codename))
    person.groups.add(group)
    return person


def copies(proposal, index, *languages):
    return {row.copy.locale.language_code: row for row in take_over(
        proposal=proposal, index=index, languages=languages, user=None
    )}  # fmt: skip


def publish(row):
    page = NewsPage.objects.get(pk=row.copy_id)
    page.get_latest_revision().publish()
    return NewsPage.objects.get(pk=row.copy_id)


def change(page, **fields):
    page = NewsPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_copies_of_all_chosen_languages_are_translations_of_each_other(proposal, index, post):
    made = copies(proposal, index, "fr", "eo", "de")

    assert {code: row.copy.title for code, row in made.items()} == {"fr": "Cent cartes", "eo": "Cent kartoj"}
    keys = {row.copy.translation_key for row in made.values()}
    assert len(keys) == 1
    assert post.translation_key not in keys
    assert not any(row.copy.live for row in made.values())
    assert made["eo"].copy.get_parent().title == "Novaĵoj"


def test_a_copy_names_its_origin_and_machines_keep_the_original(client, proposal, index, django_assert_num_queries):
    copy = publish(copies(proposal, index, "fr")["fr"])

    page = BeautifulSoup(client.get(copy.get_url()).content, "html.parser")

    assert "Lunville" in page.select_one(".origin").text
    assert page.select_one(".origin a")["href"] == "/fr/centres/lunville/blog/cent-cartes/"
    canonical = page.select_one("link[rel='canonical']")["href"]
    assert canonical == "http://testserver/fr/centres/lunville/blog/cent-cartes/"
    listed = client.get("/sitemap.xml").content.decode()
    assert f"<loc>{canonical}</loc>" in listed
    assert copy.get_url() not in listed


def test_a_copy_follows_each_publication_of_its_original(proposal, index, post, django_capture_on_commit_callbacks):
    live, draft = copies(proposal, index, "fr", "eo").values()
    publish(live)
    with django_capture_on_commit_callbacks(execute=True):
        change(post, title="Deux cents cartes")
        change(post.get_translations().get().specific, title="Ducent kartoj")

    assert NewsPage.objects.get(pk=live.copy_id).title == "Deux cents cartes"
    untouched = NewsPage.objects.get(pk=draft.copy_id)
    assert not untouched.live
    assert untouched.get_latest_revision_as_object().title == "Ducent kartoj"


def test_whoever_edits_a_copy_makes_it_independent(client, proposal, index, post, django_capture_on_commit_callbacks):
    row = copies(proposal, index, "fr")["fr"]
    copy = publish(row)
    copy.save_revision()
    row.refresh_from_db()
    assert row.follows

    change(copy, title="Notre titre")
    row.refresh_from_db()
    assert not row.follows
    with django_capture_on_commit_callbacks(execute=True):
        change(post, title="Deux cents cartes")

    assert NewsPage.objects.get(pk=copy.pk).title == "Notre titre"
    page = BeautifulSoup(client.get(copy.get_url()).content, "html.parser")
    assert page.select_one("link[rel='canonical']")["href"] == f"http://testserver{copy.get_url()}"
    assert "Lunville" in page.select_one(".origin").text


def test_copies_leave_the_site_with_their_original_unless_they_are_independent(client, proposal, index, post, homes):
    followed = publish(copies(proposal, index, "fr")["fr"])
    Proposal.objects.all().delete()
    again = propose(page=post, user=None)
    own = publish(copies(again, make_news_index(homes["fr"], "Autre"), "fr")["fr"])
    change(own, title="Notre titre")

    NewsPage.objects.get(pk=post.pk).unpublish()

    assert not NewsPage.objects.get(pk=followed.pk).live
    assert NewsPage.objects.get(pk=own.pk).live
    origin = BeautifulSoup(client.get(own.get_url()).content, "html.parser").select_one(".origin")
    assert origin
    assert not origin.select("a")


def test_files_that_the_original_does_not_show_in_public_stay_out(proposal, index, post):
    hidden, shown = make_image("hidden"), make_image("shown")
    change(post, picture=shown)
    draft = NewsPage.objects.get(pk=post.pk)
    draft.picture, draft.title = hidden, "Brouillon"
    draft.save_revision()
    type(hidden).objects.filter(pk=shown.pk).update(is_public=True)

    copy = copies(proposal, index, "fr")["fr"].copy

    assert (copy.picture, copy.title) == (shown, "Cent cartes")
    type(shown).objects.filter(pk=shown.pk).update(is_public=False)
    Takeover.objects.all().delete()
    assert copies(proposal, index, "fr")["fr"].copy.picture is None


def test_only_published_posts_of_centres_are_proposed_by_those_who_publish_them(client, post, index):
    manager = make_member(post.specific.get_parent().specific.get_parent().specific.centre, Role.MANAGER)
    translator = make_member(manager.terms.get().centre, Role.TRANSLATOR, language="fr")
    main = make_news(index, "Du site")
    draft = make_news(post.get_parent(), "Brouillon", live=False)
    address = reverse("sharing_propose", args=[post.pk])

    client.force_login(manager)
    assert client.get(address).status_code == 200
    assert client.post(address, {"note": "Lisez"}).status_code == 302
    assert Proposal.objects.get().note == "Lisez"
    for page in (main, draft):
        assert client.post(reverse("sharing_propose", args=[page.pk])).status_code in (302, 403, 404)
    client.force_login(translator)
    assert client.post(address, {"withdraw": 1}).status_code in (302, 403)
    assert Proposal.objects.count() == 1
    client.force_login(manager)
    client.post(address, {"withdraw": 1})
    assert not Proposal.objects.exists()


def test_those_who_write_elsewhere_see_proposals_and_take_them_over(client, proposal, index, homes, post):
    writer = make_writer(homes["fr"])
    client.force_login(writer)

    assert any("1" in line.text for line in waiting_for(writer) if line.url == reverse("sharing"))
    page = client.get(reverse("sharing")).content.decode()
    assert "Cent cartes" in page
    assert "Bonne lecture" in page
    address = reverse("sharing_take", args=[proposal.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"index": index.pk, "languages": ["fr", "eo"]})
    assert "languages" in refused.context["form"].errors
    assert client.post(address, {"index": index.pk, "languages": ["fr"]}).status_code == 302
    assert Takeover.objects.get().taken_by == writer
    assert client.post(address, {"index": index.pk, "languages": ["fr"]}).status_code == 200
    assert Takeover.objects.count() == 1
    assert not [line for line in waiting_for(writer) if line.url == reverse("sharing")]


def test_another_centre_takes_over_below_its_own_blog_only(client, proposal, index):
    other = make_microsite("Oslund")
    own = NewsIndexPage.objects.descendant_of(other.pages.get(locale__language_code="fr")).get()
    client.force_login(make_member(other, Role.MANAGER))
    address = reverse("sharing_take", args=[proposal.pk])

    assert client.post(address, {"index": index.pk, "languages": ["fr"]}).status_code == 200
    assert not Takeover.objects.exists()
    client.post(address, {"index": own.pk, "languages": ["fr", "eo"]})
    assert {row.copy.get_parent().specific.title for row in Takeover.objects.all()} == {"Blog", "Blogo"}


def test_proposals_are_hidden_from_those_who_write_nowhere_and_when_the_original_is_gone(client, proposal, post, homes):
    person = make_person("nobody@example.org")
    assert not scope.visible(person, Proposal.objects.all()).exists()
    writer = make_writer(homes["fr"])
    make_news_index(homes["fr"])
    assert scope.visible(writer, Proposal.objects.all()).exists()

    for text in NewsPage.objects.filter(translation_key=post.translation_key):
        text.unpublish()

    assert not scope.visible(writer, Proposal.objects.all()).exists()


def test_the_editor_of_a_copy_is_told_what_it_is(client, proposal, index, admin_client):
    row = copies(proposal, index, "fr")["fr"]
    address = reverse("wagtailadmin_pages:edit", args=[row.copy_id])

    following = admin_client.get(address).content.decode()
    change(row.copy, title="Notre titre")
    independent = admin_client.get(address).content.decode()

    assert "See the original" in following or "Voir l’original" in following
    assert following != independent
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[index.pk])).status_code == 200


def test_main_lists_hold_no_posts_of_centres_and_their_own_blog_does(client, post, index):
    make_news(index, "Du site")

    main = client.get(index.get_url()).content.decode()
    blog = client.get(post.get_parent().get_url()).content.decode()
    feed = client.get("/feeds/fr/news/").content.decode()
    own = client.get(f"/feeds/fr/news/in/{post.get_parent().pk}/").content.decode()

    assert ("Du site" in main, "Cent cartes" in main) == (True, False)
    assert ("Du site" in blog, "Cent cartes" in blog) == (False, True)
    assert ("Du site" in feed, "Cent cartes" in feed) == (True, False)
    assert ("Du site" in own, "Cent cartes" in own) == (False, True)
    assert f"/feeds/fr/news/in/{post.get_parent().pk}/" in client.get(post.get_url()).content.decode()


def test_the_archive_of_a_blog_leads_to_its_months(client, post):
    blog = post.get_parent()
    page = BeautifulSoup(client.get(blog.get_url()).content, "html.parser")
    month = page.select(".archive__year a")[-1]

    assert month["href"].startswith(f"{blog.get_url()}?year=")
    narrowed = BeautifulSoup(client.get(month["href"]).content, "html.parser")
    assert len(narrowed.select(".card")) == 1
    assert not BeautifulSoup(client.get(f"{blog.get_url()}?year=1999&month=2").content, "html.parser").select(".card")
    assert client.get(f"{blog.get_url()}?month=13&year=2026").status_code == 200
