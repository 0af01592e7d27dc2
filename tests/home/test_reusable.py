"""Reusable content: shown in the visitor's language, never inside itself, and known where it is used."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale, Page, PageViewRestriction

from cms.accounts.enums import GroupName
from cms.translate.services import translate
from home.models import StandardPage
from home.reusable import queries, services
from home.reusable.included import DEEPEST
from home.reusable.models import ReusableContent, ReusableUse
from search import services as search
from search.models import Entry
from tests.factories.accounts import make_person, make_superuser
from tests.factories.media import document_block, make_document, make_image, picture_block
from tests.factories.pages import make_news, make_news_index, make_page, make_site, text_block, translate_page
from tests.factories.reusable import make_content, reusable_block, rewrite, translate_content

pytestmark = pytest.mark.django_db
LIST = "/cms/snippets/reusable/reusablecontent/"


@pytest.fixture
def homes():
    return make_site()


@pytest.fixture
def home(homes):
    return homes["fr"]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def main_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


# Showing


def test_page_shows_the_text_of_the_visitors_language(client, home):
    content = make_content(body=[text_block("<p>Trois étapes.</p>")])
    translate_content(content, "en", "<p>Three steps.</p>")
    page = make_page(home, "S’inscrire", slug="inscrire", body=[reusable_block(content)])
    translate_page(page, "en", "Register", slug="register")

    french, english = main_of(client, "/fr/inscrire/"), main_of(client, "/en/register/")

    assert "Trois étapes." in french.text
    assert french.select_one(".reusable").get("lang") is None
    assert "Three steps." in english.text
    assert "Trois étapes." not in english.text


def test_missing_translation_falls_back_with_its_language_and_direction(client, home):
    content = make_content(body=[text_block("<p>Trois étapes.</p>")])
    page = make_page(home, "S’inscrire", body=[reusable_block(content)])
    translate_page(page, "ar", "التسجيل", slug="register")

    shown = main_of(client, "/ar/register/").select_one(".reusable")

    assert "Trois étapes." in shown.text
    assert (shown["lang"], shown["dir"]) == ("fr", "ltr")


def test_untranslated_page_marks_the_text_that_is_in_the_frames_language(client, home):
    content = make_content(body=[text_block("<p>Trois étapes.</p>")])
    translate_content(content, "ar", "<p>ثلاث خطوات</p>")
    make_page(home, "S’inscrire", slug="inscrire", body=[reusable_block(content)])

    shown = main_of(client, "/ar/inscrire/").select_one(".reusable")

    assert (shown["lang"], shown["dir"]) == ("ar", "rtl")


def test_unpublished_content_is_shown_to_nobody(client, home):
    content = make_content(live=False, body=[text_block("<p>Pas encore.</p>")])
    make_page(home, "S’inscrire", slug="inscrire", body=[text_block("<p>Avant.</p>"), reusable_block(content)])

    main = main_of(client, "/fr/inscrire/")

    assert "Avant." in main.text
    assert "Pas encore." not in main.text
    assert main.select_one(".reusable") is None


def test_preview_says_what_visitors_do_not_see(client, home):
    content = make_content(live=False)
    page = make_page(home, "S’inscrire", body=[reusable_block(content)])
    client.force_login(make_superuser())

    main = main_of(client, f"/cms/pages/{page.pk}/view_draft/")

    assert main.select_one(".notice") is not None


def test_contents_inside_a_content_are_shown(client, home):
    inner = make_content("Inner", body=[text_block("<p>Tout dedans.</p>")])
    outer = make_content("Outer", body=[reusable_block(inner)])
    make_page(home, "S’inscrire", slug="inscrire", body=[reusable_block(outer)])

    assert "Tout dedans." in main_of(client, "/fr/inscrire/").text


def test_deeper_than_the_limit_ends(client, home):
    contents = [make_content("0", body=[text_block("<p>niveau-0</p>")])]
    for level in range(1, DEEPEST + 1):
        body = [text_block(f"<p>niveau-{level}</p>"), reusable_block(contents[-1])]
        contents.append(make_content(str(level), body=body))
    make_page(home, "S’inscrire", slug="inscrire", body=[reusable_block(contents[-1])])

    shown = main_of(client, "/fr/inscrire/").text

    assert "niveau-1" in shown
    assert "niveau-0" not in shown


def test_links_inside_lead_to_the_visitors_text(client, home):
    target = make_page(home, "Contact", slug="contact")
    translate_page(target, "en", "Contact us", slug="contact-us")
    content = make_content(body=[text_block(f'<p><a linktype="page" id="{target.pk}">Écrire</a></p>')])
    page = make_page(home, "S’inscrire", body=[reusable_block(content)])
    translate_page(page, "en", "Register", slug="register")

    link = main_of(client, "/en/register/").select_one(".reusable a")

    assert link["href"] == "/en/contact-us/"


def numbered_page(home, number: int, slug: str) -> str:
    """Return the address of a page with `number` reusable blocks, each with a picture and a link."""
    target = make_page(home, f"Cible {slug}")
    contents = [
        make_content(
            f"{slug} {place}",
            body=[text_block(f'<p><a linktype="page" id="{target.pk}">{place}</a></p>'), picture_block(make_image())],
        )
        for place in range(number)
    ]
    make_page(home, slug, slug=slug, body=[reusable_block(content) for content in contents])
    return f"/fr/{slug}/"


def test_three_cost_as_many_questions_as_one(client, home):
    addresses = [numbered_page(home, 1, "un"), numbered_page(home, 3, "trois")]
    client.cookies["reader"] = "known"  # the page store keeps nothing of those with cookies
    counts = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        # The rendition of each picture is asked one by one, by Wagtail.
        counts.append(len([query for query in asked if "rendition" not in query["sql"]]))

    assert counts == [9, 9]


def test_words_of_a_news_are_counted_with_what_it_shows(home):
    content = make_content(body=[text_block("<p>" + "mot " * 1000 + "</p>")])
    news = make_news(make_news_index(home), "Longue", body=[reusable_block(content)])

    with override("fr"):
        assert type(news).objects.get(pk=news.pk).reading_minutes == 5


# Circles


def test_content_that_names_itself_is_refused():
    content = make_content("A")

    with pytest.raises(ValidationError) as refused:
        rewrite(content, [reusable_block(content)])

    assert "“A” → “A”" in " ".join(refused.value.messages)
    content.refresh_from_db()
    assert queries.ids_of(content) == set()


def test_longer_circle_is_refused_and_its_chain_named():
    first = make_content("A")
    second = make_content("B", body=[reusable_block(first)])
    third = make_content("C", body=[reusable_block(second)])

    with pytest.raises(ValidationError, match="“A” → “C” → “B” → “A”"):
        rewrite(first, [text_block("<p>x</p>"), reusable_block(third)])


def test_circle_through_a_draft_is_refused():
    first, second = make_content("A"), make_content("B")
    rewrite(first, [reusable_block(second)], publish=False)

    with pytest.raises(ValidationError):
        rewrite(second, [reusable_block(first)])


def test_circle_through_a_translation_is_refused():
    first = make_content("A")
    english = translate_content(first, "en", "<p>x</p>")
    second = make_content("B", body=[reusable_block(first)])

    with pytest.raises(ValidationError):
        rewrite(english, [reusable_block(second)])


def test_circle_closed_by_two_editors_at_once_is_refused():
    """Both check before either saves: the second to save loses, though its check was good."""
    first, second = make_content("A"), make_content("B")
    field = ReusableContent._meta.get_field("body")
    first.body, second.body = field.to_python([reusable_block(second)]), field.to_python([reusable_block(first)])
    first.full_clean()
    second.full_clean()
    first.save()

    with pytest.raises(ValidationError):
        second.save()

    second.refresh_from_db()
    assert queries.ids_of(second) == set()


def test_circle_that_exists_all_the_same_is_harmless_and_can_be_mended(client, home, commit):
    first = make_content("A", body=[text_block("<p>Une fois.</p>")])
    second = make_content("B", body=[reusable_block(first)])
    raw = [text_block("<p>Une fois.</p>"), reusable_block(second)]
    ReusableContent.objects.filter(pk=first.pk).update(body=ReusableContent._meta.get_field("body").to_python(raw))
    services.record_uses(owner=first)
    make_page(home, "Cercle", slug="cercle", body=[reusable_block(first)])

    assert main_of(client, "/fr/cercle/").text.count("Une fois.") == 1
    with commit():
        rewrite(ReusableContent.objects.get(pk=first.pk), [text_block("<p>Sans cercle.</p>")])
    assert "Sans cercle." in main_of(client, "/fr/cercle/").text


def form_naming(content) -> dict[str, str]:
    """Return what the editor sends for a content with one reusable block."""
    return {
        "title": "Inscription",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "reusable",
        "body-0-id": "",
        "body-0-value": str(content.pk),
    }


def test_editor_reads_which_chain_is_refused(client):
    first = make_content("Inscription")
    second = make_content("Contact", body=[reusable_block(first)])
    client.force_login(make_superuser())
    response = client.post(f"{LIST}edit/{first.pk}/", form_naming(second), headers={"accept-language": "en"})

    assert response.status_code == 200
    field = BeautifulSoup(response.content, "html.parser").select_one("#body[data-w-block-arguments-value]")
    _value, error = json.loads(field["data-w-block-arguments-value"])
    assert "“Inscription” → “Contact” → “Inscription”" in error["messages"][0]


def test_editor_who_saves_second_reads_it_too(client, monkeypatch):
    """The check of the form was good: another editor saved between it and the saving."""
    first = make_content("Inscription")
    second = make_content("Contact", body=[reusable_block(first)])
    monkeypatch.setattr(ReusableContent, "clean", lambda self: None)
    client.force_login(make_superuser())

    response = client.post(f"{LIST}edit/{first.pk}/", form_naming(second))

    assert response.status_code == 200
    assert "body" in response.context["form"].errors
    assert first.get_latest_revision().content["body"].count("reusable") == 0


def test_number_that_is_no_content_is_harmless(client, home):
    make_page(home, "Vide", slug="vide", body=[{"type": "reusable", "value": 999_999}, text_block("<p>Reste.</p>")])
    make_page(home, "Faux", slug="faux", body=[text_block("<p>Reste.</p>")])

    assert "Reste." in main_of(client, "/fr/vide/").text
    assert not ReusableUse.objects.exists()


# Where used


def uses(content) -> list[tuple[int | None, bool, bool]]:
    return [(use.page_id, use.in_live, use.in_newest) for use in queries.uses_of(content)]


def test_uses_follow_live_text_and_draft(home):
    content = make_content()
    page = make_page(home, "Page", body=[reusable_block(content)])
    assert uses(content) == [(page.pk, True, True)]

    page.body = page._meta.get_field("body").to_python([text_block("<p>Sans.</p>")])
    revision = page.save_revision()
    assert uses(content) == [(page.pk, True, False)]
    revision.publish()
    assert uses(content) == []


def test_draft_counts_as_use(home):
    content = make_content()
    page = make_page(home, "Page")
    page.body = page._meta.get_field("body").to_python([reusable_block(content)])
    page.save_revision()

    assert uses(content) == [(page.pk, False, True)]
    page.get_latest_revision().publish()
    assert uses(content) == [(page.pk, True, True)]
    Page.objects.get(pk=page.pk).unpublish()
    assert uses(content) == [(page.pk, False, True)]


def test_deep_use_is_found(home):
    content = make_content()
    raw = {"type": "cards", "value": {"title": "", "items": [{"type": "reusable", "value": content.pk}]}}

    assert queries.ids_of(content) == set()
    from home.reusable.references import ids_in

    assert ids_in([{"type": "columns", "value": {"left": [reusable_block(content)], "right": []}}, raw]) == {content.pk}


def usage_rows(client, user, content) -> list[str]:
    client.force_login(user)
    response = client.get(f"{LIST}usage/{content.pk}/", headers={"accept-language": "en"})
    assert response.status_code == 200
    rows = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [" ".join(row.text.split()) for row in rows]


def french_editor():
    """Return somebody who may change the French tree only, and reusable contents."""
    group = Group.objects.create(name="French")
    homes = make_site()
    from cms.core import trees

    trees.grant(group=group, root=homes["fr"], permissions=["change"])
    group.page_permissions.exclude(page=homes["fr"]).delete()
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "change_reusablecontent", "view_reusablecontent"])
    )
    user = make_person("fr@example.org")
    user.groups.add(group)
    return user


def test_screen_lists_pages_by_language_and_hides_what_is_not_the_persons(client, homes):
    content = make_content("Inscription")
    make_page(homes["fr"], "Page française", body=[reusable_block(content)])
    make_page(homes["de"], "Deutsche Seite", body=[reusable_block(content)])
    make_content("Autour", body=[reusable_block(content)])

    everything = usage_rows(client, make_superuser(), content)
    mine = usage_rows(client, french_editor(), content)

    assert len(everything) == 3
    assert any("Deutsche Seite" in row and "German" in row and "Live" in row for row in everything)
    assert any("Page française" in row for row in mine)
    assert not any("Deutsche Seite" in row for row in mine)
    assert any("1 more" in row for row in mine)


def test_list_of_uses_asks_as_much_for_three_as_for_one(client, homes):
    one, three = make_content("Un"), make_content("Trois")
    make_page(homes["fr"], "Seule", body=[reusable_block(one)])
    for number in range(3):
        make_page(homes["fr"], f"Page {number}", body=[reusable_block(three)])
    user = make_superuser()
    usage_rows(client, user, one)
    counts = []
    for content in (one, three):
        with CaptureQueriesContext(connection) as asked:
            usage_rows(client, user, content)
        counts.append(len(asked))

    assert counts[0] == counts[1]


# Deletion


def test_used_content_is_not_deleted(client, home):
    content = make_content("Inscription")
    page = make_page(home, "Page", body=[reusable_block(content)])
    client.force_login(make_superuser())

    with pytest.raises(ValidationError), transaction.atomic():
        content.delete()
    response = client.post(f"{LIST}delete/{content.pk}/")
    assert response["Location"] == f"{LIST}usage/{content.pk}/"
    bulk = client.post(f"/cms/bulk/reusable/reusablecontent/delete/?id={content.pk}")
    assert bulk["Location"] == f"{LIST}usage/{content.pk}/"
    assert ReusableContent.objects.filter(pk=content.pk).exists()

    page.delete()
    assert client.post(f"{LIST}delete/{content.pk}/").status_code == 302
    assert not ReusableContent.objects.filter(pk=content.pk).exists()


def test_translation_may_be_deleted_and_pages_fall_back(client, home):
    content = make_content(body=[text_block("<p>Trois étapes.</p>")])
    english = translate_content(content, "en", "<p>Three steps.</p>")
    page = make_page(home, "S’inscrire", body=[reusable_block(content)])
    translate_page(page, "en", "Register", slug="register")

    english.delete()

    assert "Trois étapes." in main_of(client, "/en/register/").text


# Files


def public(media) -> bool:
    media.refresh_from_db()
    return media.is_public


def test_files_of_a_content_are_public_while_an_open_page_shows_it(client, home, commit):
    image, paper = make_image(), make_document()
    inner = make_content("Inner", body=[picture_block(image), document_block(paper)])
    outer = make_content("Outer", body=[reusable_block(inner)])
    assert not public(image)

    with commit():
        page = make_page(home, "Page", slug="page", body=[reusable_block(outer)])
    assert public(image)
    assert public(paper)
    address = main_of(client, "/fr/page/").select_one("img")["src"]
    assert address.startswith("/media/")
    assert client.get(address).status_code == 200

    with commit():
        Page.objects.get(pk=page.pk).unpublish()
    assert not public(image)
    assert not storages["public"].exists(address.removeprefix("/media/"))


def test_files_follow_a_content_that_changes(home, commit):
    old, new = make_image("Avant"), make_image("Après")
    content = make_content(body=[picture_block(old)])
    with commit():
        for number in range(3):
            make_page(home, f"Page {number}", body=[reusable_block(content)])

    with commit():
        rewrite(content, [picture_block(new)], publish=False)
    assert (public(old), public(new)) == (True, False)
    with commit():
        content.get_latest_revision().publish()
    assert (public(old), public(new)) == (False, True)
    with commit():
        ReusableContent.objects.get(pk=content.pk).unpublish()
    assert not public(new)


def test_files_of_a_content_that_nobody_published_stay_private(home, commit):
    image, paper = make_image(), make_document()
    content = make_content(live=False, body=[picture_block(image), document_block(paper)])
    with commit():
        make_page(home, "Page", body=[reusable_block(content)])

    assert not public(image)
    assert not public(paper)


def test_files_on_closed_pages_only_stay_private(home, commit):
    image = make_image()
    content = make_content(body=[picture_block(image)])
    page = make_page(home, "Fermée", live=False, body=[reusable_block(content)])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with commit():
        page.save_revision().publish()

    with commit():
        rewrite(content, [picture_block(image), text_block("<p>x</p>")])

    assert not public(image)


def test_file_of_another_language_is_public_too(home, commit):
    image = make_image()
    content = make_content()
    with commit():
        make_page(home, "Page", body=[reusable_block(content)])
    english = content.copy_for_translation(Locale.objects.get(language_code="en"))

    with commit():
        rewrite(english, [picture_block(image)])

    assert public(image)


# Search and stored pages


def test_search_finds_pages_by_words_of_what_they_show(home, commit):
    content = make_content(body=[text_block("<p>Le mot zibeline.</p>")])
    with commit():
        page = make_page(home, "Page", body=[reusable_block(content)])
    assert "zibeline" in Entry.objects.get(page=page).text.body

    with commit():
        rewrite(content, [text_block("<p>Le mot hermine.</p>")])

    body = Entry.objects.get(page=page).text.body
    assert "hermine" in body
    assert "zibeline" not in body


def test_search_reads_the_text_of_the_pages_language(home):
    content = make_content(body=[text_block("<p>français</p>")])
    translate_content(content, "en", "<p>english</p>")
    page = make_page(home, "Page", body=[reusable_block(content)])
    english = translate_page(page, "en", "Page in English")

    assert "english" in search.document_for(english.specific).body
    assert "français" in search.document_for(Page.objects.get(pk=page.pk).specific).body


def test_stored_page_is_forgotten_when_a_content_changes(client, home, commit):
    content = make_content(body=[text_block("<p>Ancien.</p>")])
    make_page(home, "Page", slug="page", body=[reusable_block(content)])
    assert "Ancien." in main_of(client, "/fr/page/").text

    with commit():
        rewrite(content, [text_block("<p>Nouveau.</p>")])

    assert "Nouveau." in main_of(client, "/fr/page/").text


# Translation and rights


def test_translated_page_names_the_same_content(home):
    content = make_content()
    page = make_page(home, "Page", body=[{**reusable_block(content), "id": "11111111-1111-4111-8111-111111111111"}])
    target = StandardPage(title="Paĝo", slug="pagho", locale=Locale.objects.get(language_code="eo"))
    target.body = page.body

    done = translate(source=page, target=target, locale=target.locale)

    assert queries.ids_of(done.specific) == {content.pk}
    assert ReusableContent.objects.count() == 1


def test_content_is_translated_block_by_block():
    content = make_content(body=[{**text_block("<p>Bonjour</p>"), "id": "22222222-2222-4222-8222-222222222222"}])
    english = Locale.objects.get(language_code="en")
    target = ReusableContent(title=content.title, locale=english)
    target.body = ReusableContent._meta.get_field("body").to_python(
        [{**text_block("<p>Hello</p>"), "id": "22222222-2222-4222-8222-222222222222"}]
    )

    translate(source=content, target=target, locale=english)

    found = ReusableContent.objects.get(locale=english)
    assert (found.live, "Hello" in str(found.body), found.translation_key) == (True, True, content.translation_key)


def test_writers_publish_contents_and_strangers_do_not(client):
    content = make_content()
    editor = make_person("editor@example.org", groups=(GroupName.EDITORS,))

    assert editor.has_perm("reusable.publish_reusablecontent")
    client.force_login(make_person("reader@example.org"))
    assert client.get(f"{LIST}edit/{content.pk}/").status_code == 302


def test_preview_of_a_content_is_in_its_language(client):
    content = make_content(body=[text_block("<p>Bonjour</p>")])
    client.force_login(make_superuser())
    revision = content.save_revision()

    response = client.get(f"{LIST}history/{content.pk}/revisions/{revision.pk}/view/")

    shown = BeautifulSoup(response.content, "html.parser").select_one("main [lang]")
    assert shown["lang"] == "fr"
    assert "Bonjour" in shown.text
