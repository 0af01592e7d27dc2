"""The screens of the trash: who sees what, deleting with a reason, restoring, emptying."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from cms.accounts.models import User
from cms.core import scope
from cms.core.models import AuditEntry
from cms.desk.models import TrashEntry
from home.models import StandardPage
from tests.factories.accounts import make_superuser
from tests.factories.pages import make_page, make_section, make_site, translate_page

pytestmark = pytest.mark.django_db
EVERYTHING = ("add_page", "change_page", "publish_page", "bulk_delete_page")


def member_of(root: Page, *codenames: str) -> User:
    """Return somebody who may do `codenames` below `root` only."""
    group = Group.objects.create(name=f"of {root.pk} {codenames}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        GroupPagePermission.objects.create(group=group, page=root, permission=Permission.objects.get(codename=codename))
    user = User.objects.create_user(f"{group.pk}@mondcivitan.example", "a long password", first_name="Ana")
    user.groups.add(group)
    return user


@pytest.fixture
def homes():
    return make_site()


def soup(client, address: str) -> BeautifulSoup:
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == 200, response
    return BeautifulSoup(response.content, "html.parser")


def titles(client, words: str = "") -> list[str]:
    return [item.text for item in soup(client, f"/cms/trash/?q={words}").select(".mc-trash__title")]


def entry() -> TrashEntry:
    return TrashEntry.objects.defer("snapshot").latest("pk")


def test_button_asks_why_and_says_what_happens(client, homes):
    page = make_page(homes["fr"], "Histoire")
    make_page(page, "Origine")
    editor = member_of(homes["fr"], *EVERYTHING)
    client.force_login(editor)

    screen = soup(client, f"/cms/pages/{page.pk}/delete/")
    assert "kept for 30 days" in screen.select_one("main").text
    assert "1 page below it goes along" in " ".join(screen.select_one("main").text.split())
    response = client.post(f"/cms/pages/{page.pk}/delete/", {"reason": "Remplacée"}, follow=True)

    assert response.redirect_chain[0][0] == f"/cms/pages/{homes['fr'].pk}/"
    assert "/cms/trash/" in response.content.decode()
    made = entry()
    assert (made.title, made.reason, made.page_count, made.live_count) == ("Histoire", "Remplacée", 2, 2)
    assert (made.deleted_by, made.languages) == (editor, ["fr"])
    assert AuditEntry.objects.latest("pk").action == "trash.deleted"


def test_list_shows_who_when_why_and_what(client, homes):
    page = make_page(homes["fr"], "Histoire")
    editor = member_of(homes["fr"], *EVERYTHING)
    client.force_login(editor)
    client.post(f"/cms/pages/{page.pk}/delete/", {"reason": "Remplacée <b>hier</b>"})

    text = " ".join(soup(client, "/cms/trash/").select_one(".mc-trash__entry").text.split())

    for part in ("Histoire", "Ana", "Remplacée <b>hier</b>", "1 page", "French", "30 more days", homes["fr"].title):
        assert part in text


def test_empty_trash_and_search_say_so(client, homes):
    client.force_login(make_superuser())
    assert "The trash is empty." in soup(client, "/cms/trash/").text
    make_page(homes["fr"], "Histoire").delete()
    make_page(homes["fr"], "Agir").delete()

    assert titles(client) == ["Agir", "Histoire"]
    assert titles(client, "hist") == ["Histoire"]
    assert titles(client, "rien") == []
    assert "Nothing in the trash has" in soup(client, "/cms/trash/?q=rien").text


def test_each_sees_the_entries_of_the_own_branch(client, homes):
    section = make_section(homes["fr"], "Archives")
    make_page(section, "Fonds").delete()
    make_page(homes["fr"], "Agir").delete()
    make_page(homes["eo"], "Agi").delete()
    seen = {
        "fr": member_of(homes["fr"], *EVERYTHING),
        "section": member_of(section, "change_page"),
        "eo": member_of(homes["eo"], *EVERYTHING),
        "adds only": member_of(homes["fr"], "add_page"),
    }

    answers = {}
    for name, user in seen.items():
        client.force_login(user)
        answers[name] = sorted(titles(client))

    assert answers == {"fr": ["Agir", "Fonds"], "section": ["Fonds"], "eo": ["Agi"], "adds only": []}


def test_place_that_is_gone_is_judged_by_the_nearest_page_above(client, homes):
    section = make_section(homes["fr"], "Archives")
    inner = member_of(section, *EVERYTHING)
    outer = member_of(homes["fr"], *EVERYTHING)
    make_page(section, "Fonds").delete()
    Page.objects.get(pk=section.pk).delete()

    client.force_login(inner)
    assert client.get("/cms/trash/").status_code == 200
    assert titles(client) == []
    client.force_login(outer)
    assert sorted(titles(client)) == ["Archives", "Fonds"]


def test_who_threw_away_a_draft_sees_it_without_the_right_to_change(client, homes):
    author = member_of(homes["fr"], "add_page")
    page = make_page(homes["fr"], "Brouillon", live=False, owner=author)
    client.force_login(author)
    client.post(f"/cms/pages/{page.pk}/delete/", {"reason": ""})

    assert titles(client) == ["Brouillon"]
    assert client.post(f"/cms/trash/{entry().pk}/delete/").status_code == 302
    assert TrashEntry.objects.exists()
    client.post(f"/cms/trash/{entry().pk}/restore/")
    assert StandardPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("action", ["restore", "delete"])
def test_foreign_entry_does_not_exist(client, homes, action):
    make_page(homes["eo"], "Agi").delete()
    client.force_login(member_of(homes["fr"], *EVERYTHING))

    for method in (client.get, client.post):
        assert method(f"/cms/trash/{entry().pk}/{action}/").status_code == 404
    assert TrashEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        (("change_page",), set()),
        (("change_page", "add_page"), set()),
        (("change_page", "publish_page"), {"delete"}),
        (("add_page", "change_page", "publish_page"), {"restore", "delete"}),
    ],
)
def test_published_pages_come_back_by_those_who_may_publish(client, homes, rights, may):
    make_page(homes["fr"], "Histoire").delete()
    user = member_of(homes["fr"], *rights)
    client.force_login(user)
    before = TrashEntry.objects.get()

    shown = {link["href"].split("/")[-2] for link in soup(client, "/cms/trash/").select(".mc-trash__actions a")}

    assert shown == may
    assert {action for action in ("restore", "delete") if scope.allows(user, action, before)} == may
    for action in {"restore", "delete"} - may:
        client.post(f"/cms/trash/{before.pk}/{action}/")
    assert TrashEntry.objects.filter(pk=before.pk).exists()


def test_rights_are_asked_in_every_language_of_an_entry(client, homes):
    page = make_page(homes["fr"], "Histoire")
    eo = translate_page(page, "eo", "Historio")
    client.force_login(make_superuser())
    client.post(f"/cms/pages/{page.pk}/delete/", {"reason": "", "along": [eo.pk]})
    made = entry()
    assert (made.page_count, made.languages) == (2, ["fr", "eo"])
    french = member_of(homes["fr"], *EVERYTHING)

    assert scope.allows(french, "view", made)
    assert not scope.allows(french, "restore", made)
    french.groups.add(*member_of(homes["eo"], *EVERYTHING).groups.all())
    assert scope.allows(User.objects.get(pk=french.pk), "restore", made)


def test_translation_that_one_may_not_delete_stays_and_is_counted(client, homes):
    page = make_page(homes["fr"], "Histoire")
    eo = translate_page(page, "eo", "Historio")
    client.force_login(member_of(homes["fr"], *EVERYTHING))

    screen = soup(client, f"/cms/pages/{page.pk}/delete/")
    assert "Historio" not in screen.select_one("main").text
    assert "1 translation or alias stays" in " ".join(screen.select_one("main").text.split())
    client.post(f"/cms/pages/{page.pk}/delete/", {"reason": "", "along": [eo.pk]})

    assert StandardPage.objects.filter(pk=eo.pk).exists()


def test_translation_alone_leaves_its_source_unless_asked(client, homes):
    page = make_page(homes["fr"], "Histoire")
    eo = translate_page(page, "eo", "Historio")
    client.force_login(make_superuser())

    checked = {
        pk: [box["value"] for box in soup(client, f"/cms/pages/{pk}/delete/").select("[name=along][checked]")]
        for pk in (page.pk, eo.pk)
    }
    client.post(f"/cms/pages/{eo.pk}/delete/", {"reason": ""})

    assert checked == {page.pk: [str(eo.pk)], eo.pk: []}
    assert StandardPage.objects.filter(pk=page.pk).exists()
    assert (entry().title, entry().languages) == ("Historio", ["eo"])


def test_bulk_action_takes_a_reason_and_makes_an_entry_of_each(client, homes):
    pages = [make_page(homes["fr"], title) for title in ("Un", "Deux")]
    eo = translate_page(pages[0], "eo", "Unu")
    address = f"/cms/bulk/wagtailcore/page/delete/?id={pages[0].pk}&id={pages[1].pk}&next=/cms/"
    client.force_login(make_superuser())

    assert "kept for 30 days" in soup(client, address).select_one("main").text
    client.post(address, {"reason": "Ménage", "with_translations": "on"})

    entries = {row.title: row for row in TrashEntry.objects.all()}
    assert {row.reason for row in entries.values()} == {"Ménage"}
    assert {title: row.page_count for title, row in entries.items()} == {"Un": 2, "Deux": 1}
    assert not Page.objects.filter(pk=eo.pk).exists()


def test_restore_asks_for_another_place_when_the_parent_is_gone(client, homes):
    section, other = make_section(homes["fr"], "Archives"), make_section(homes["fr"], "Mémoire")
    page = make_page(section, "Fonds")
    page_id = page.pk
    page.delete()
    made = entry()
    section.delete()
    user = member_of(homes["fr"], *EVERYTHING)
    client.force_login(user)
    address = f"/cms/trash/{made.pk}/restore/"

    assert "The page above is gone" in soup(client, address).text
    nowhere = client.post(address, {f"parent_{page_id}": ""})
    foreign = client.post(address, {f"parent_{page_id}": homes["eo"].pk})
    unfit = client.post(address, {f"parent_{page_id}": Page.objects.get(depth=1).pk})
    assert [answer.status_code for answer in (nowhere, foreign, unfit)] == [200, 200, 200]
    assert TrashEntry.objects.filter(pk=made.pk).exists()
    client.post(address, {f"parent_{page_id}": other.pk})

    assert StandardPage.objects.get(pk=page_id).get_parent().pk == other.pk
    assert AuditEntry.objects.latest("pk").action == "trash.restored"


def test_deleting_for_good_is_asked_first(client, homes):
    make_page(homes["fr"], "Histoire").delete()
    client.force_login(make_superuser())
    address = f"/cms/trash/{entry().pk}/delete/"

    assert "Nobody can bring it back" in soup(client, address).text
    assert TrashEntry.objects.exists()
    client.post(address)

    assert not TrashEntry.objects.exists()
    assert AuditEntry.objects.latest("pk").action == "trash.deleted_for_good"


def test_list_asks_as_much_for_three_as_for_one(client, homes):
    user = member_of(homes["fr"], *EVERYTHING)
    client.force_login(user)
    client.get("/cms/trash/")
    numbers = []
    for title in ("Un", "Deux", "Trois"):
        make_page(homes["fr"], title).delete()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/cms/trash/").status_code == 200
        numbers.append([query["sql"] for query in asked if "snapshot" not in query["sql"]])
        assert not any('"snapshot"' in query["sql"] for query in asked)

    assert len(numbers[0]) == len(numbers[2]) == 15


def test_menu_shows_the_trash_to_those_who_write(client, homes):
    client.force_login(member_of(homes["fr"], "change_page"))
    assert '"/cms/trash/"' in client.get("/cms/").content.decode()

    client.force_login(member_of(homes["fr"]))
    assert "/cms/trash/" not in client.get("/cms/").content.decode()


def test_whoever_refuses_a_deletion_is_heard_first(client, homes):
    page = make_page(homes["fr"], "Histoire")
    client.force_login(member_of(homes["fr"], "add_page"))

    assert client.post(f"/cms/pages/{page.pk}/delete/", {"reason": ""}).status_code == 302
    assert StandardPage.objects.filter(pk=page.pk).exists()
    assert not TrashEntry.objects.exists()


@pytest.mark.parametrize("given", ["", "x", "²", "\0", "-1", "9" * 40, "foreign"])
def test_new_place_that_is_none_is_refused_without_naming_what_is_foreign(client, homes, given):
    section = make_section(homes["fr"], "Archives")
    page = make_page(section, "Histoire")
    page.delete()
    section.delete()
    lost = TrashEntry.objects.get(title="Histoire")
    foreign = make_section(homes["de"], "Geheimes")
    client.force_login(member_of(homes["fr"], *EVERYTHING))

    place = str(foreign.pk) if given == "foreign" else given
    response = client.post(f"/cms/trash/{lost.pk}/restore/", {f"parent_{page.pk}": place})

    assert response.status_code == 200
    assert "Geheimes" not in response.content.decode()
    assert TrashEntry.objects.filter(pk=lost.pk).exists()


def test_where_to_go_on_is_an_address_and_no_view(client, homes):
    page = make_page(homes["fr"], "Histoire")
    client.force_login(make_superuser())

    response = client.post(f"/cms/pages/{page.pk}/delete/", {"next": "somewhere"})

    assert (response.status_code, response["Location"]) == (302, "somewhere")
