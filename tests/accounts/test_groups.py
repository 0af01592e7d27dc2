"""What each group may do, and where."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permissions import policy_registry

from centres.affiliation.people.services import GROUP as CORRESPONDENTS
from centres.affiliation.secretariat import SECRETARIAT
from cms.accounts import queries, services
from cms.accounts.enums import GroupName, LanguageRole, reviewers, translators
from cms.accounts.models import User
from tests.factories.accounts import make_person, make_superuser
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db
LANGUAGES = ["fr", "en", "es", "de", "eo", "ar"]


def member(group: str) -> User:
    return make_person(groups=(group,))


def rights(user: User, page: Page) -> set[str]:
    tester = page.permissions_for_user(user)
    return {
        name
        for name, may in (
            ("add", tester.can_add_subpage()),
            ("change", tester.can_edit()),
            ("publish", tester.can_publish()),
            ("delete", tester.can_delete()),
            ("lock", tester.can_lock()),
        )
        if may
    }


def rows() -> tuple[int, ...]:
    return (
        *(model.objects.count() for model in (Group, GroupPagePermission, GroupCollectionPermission, Workflow)),
        *(model.objects.count() for model in (WorkflowPage, WorkflowTask, Group.permissions.through)),
    )


def test_groups_are_made_with_the_site(homes):
    expected = {*GroupName, SECRETARIAT, CORRESPONDENTS, *map(translators, LANGUAGES), *map(reviewers, LANGUAGES)}

    assert set(Group.objects.values_list("name", flat=True)) == expected
    access = Permission.objects.get(codename="access_admin")
    assert access.group_set.count() == len(expected)


def test_making_them_again_changes_nothing(homes):
    before = rows()

    services.ensure_groups(root_pages_by_language=homes)

    assert rows() == before


def test_what_the_office_added_stays(homes):
    editors = Group.objects.get(name=GroupName.EDITORS)
    extra = Permission.objects.get(codename="add_redirect")
    editors.permissions.add(extra)

    services.ensure_groups(root_pages_by_language=homes)

    assert extra in editors.permissions.all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (GroupName.ADMINISTRATORS, {"add", "change", "publish", "delete", "lock"}),
        (GroupName.EDITORS, {"add", "change", "publish", "delete"}),
        (GroupName.MODERATORS, {"add", "change", "publish", "delete", "lock"}),
    ],
)
def test_rights_in_every_language(homes, language, group, expected):
    page = make_page(homes[language], "Une page")

    assert rights(member(group), page) == expected


@pytest.mark.parametrize("group", list(GroupName))
def test_nobody_holds_the_whole_tree(homes, group):
    assert rights(member(group), Page.objects.get(depth=1)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translators_change_their_language_only(homes, language):
    pages = {code: make_page(homes[code], "Une page") for code in LANGUAGES}
    user = member(translators(language))

    allowed = {code: rights(user, page) for code, page in pages.items() if rights(user, page)}

    assert allowed == {language: {"change"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reviewers_publish_in_their_language_only(homes, language):
    pages = {code: make_page(homes[code], "Une page") for code in LANGUAGES}
    user = member(reviewers(language))

    allowed = {code: rights(user, page) for code, page in pages.items() if rights(user, page)}

    assert allowed == {language: {"change", "publish", "delete"}}


def test_groups_of_a_language_say_so(homes):
    both = make_person(groups=(translators("eo"), reviewers("de"), translators("en")))

    assert queries.languages_translated_by(both) == {"eo", "en"}
    assert queries.language_roles_of(both)[LanguageRole.REVIEWER] == {"de"}
    assert list(queries.people_of_language("de", LanguageRole.REVIEWER)) == [both]


def test_a_group_of_ones_own_may_work_for_a_language(homes):
    group = Group.objects.create(name="Lyon")
    for _twice in range(2):
        services.grant_language(group=group, language="eo", role=LanguageRole.TRANSLATOR)

    person = make_person(groups=("Lyon",))
    assert queries.languages_translated_by(person) == {"eo"}
    assert rights(person, homes["eo"]) == set()
    with pytest.raises(ValueError, match="not a language"):
        services.grant_language(group=group, language="xx", role=LanguageRole.TRANSLATOR)


def test_a_groups_form_says_for_which_languages_it_works(client, homes):
    group = Group.objects.get(name=translators("eo"))
    client.force_login(make_superuser())
    form = BeautifulSoup(client.get(f"/cms/groups/edit/{group.pk}/").content, "html.parser")
    ticked = [box["value"] for box in form.select("[name^=languages-]") if box.has_attr("checked")]
    assert ticked == ["eo"]
    data = {"name": group.name, "languages-translator": ["eo", "de"], "languages-reviewer": ["fr"]}
    for prefix in ("page_permissions", "document_permissions", "image_permissions", "collection_permissions"):
        data |= {f"{prefix}-{part}_FORMS": "0" for part in ("TOTAL", "INITIAL")} | {f"{prefix}-MAX_NUM_FORMS": "1000"}

    assert client.post(f"/cms/groups/edit/{group.pk}/", data).status_code == 302
    person = make_person(groups=(group.name,))
    assert queries.languages_translated_by(person) == {"eo", "de"}
    assert queries.language_roles_of(person)[LanguageRole.REVIEWER] == {"fr"}


def test_translator_meets_a_closed_door_in_another_language(client, homes):
    german, esperanto = make_page(homes["de"], "Geschichte"), make_page(homes["eo"], "Historio")
    client.force_login(member(translators("eo")))

    assert client.get(f"/cms/pages/{esperanto.pk}/edit/").status_code == 200
    refused = client.get(f"/cms/pages/{german.pk}/edit/")
    assert (refused.status_code, refused["Location"]) == (302, "/cms/")
    listing = client.get(f"/cms/pages/{homes['de'].pk}/")
    assert "Geschichte" not in listing.content.decode()
    written = client.post(f"/cms/pages/{german.pk}/edit/", {"title": "Fremdes", "slug": "fremdes"})
    assert written.status_code == 302
    german.refresh_from_db()
    assert german.title == "Geschichte"


@pytest.mark.parametrize(
    ("group", "may"),
    [
        (GroupName.ADMINISTRATORS, True),
        (GroupName.EDITORS, True),
        (GroupName.MODERATORS, False),
        (translators("eo"), False),
    ],
)
def test_submitting_translations_is_for_few(client, homes, group, may):
    page = make_page(homes["fr"], "Histoire")
    user = member(group)
    client.force_login(user)

    assert user.has_perm("wagtail_localize.submit_translation") is may
    answer = client.get(f"/cms/localize/submit/page/{page.pk}/")
    assert answer.status_code == (200 if may else 302)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (GroupName.ADMINISTRATORS, {"add", "change", "choose"}),
        (GroupName.EDITORS, {"add", "change", "choose"}),
        (GroupName.MODERATORS, {"add", "change", "choose"}),
        (translators("ar"), {"choose"}),
    ],
)
def test_rights_on_files(homes, group, expected):
    user = member(group)

    for model in (get_image_model(), get_document_model()):
        policy = policy_registry.get_by_type(model)
        assert {name for name in ("add", "change", "choose") if policy.user_has_permission(user, name)} == expected


@pytest.mark.parametrize("group", [*GroupName, translators("en")])
def test_no_group_can_make_superusers(client, homes, group):
    user = member(group)
    client.force_login(user)
    form = {
        "email": "new@example.org",
        "first_name": "New",
        "last_name": "Person",
        "is_superuser": "on",
        "password1": "",
        "password2": "",
    }

    assert client.post("/cms/users/new/", form)["Location"] == "/cms/"
    assert client.post(f"/cms/users/edit/{user.pk}/", {**form, "email": user.email})["Location"] == "/cms/"
    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.count() == 1


def test_what_a_translator_submits_waits_for_a_moderator(homes):
    page = make_page(homes["eo"], "Historio")
    translator = member(translators("eo"))
    moderator = make_person("moderator@example.org", groups=(GroupName.MODERATORS,))

    workflow = page.get_workflow()
    page.save_revision(user=translator)
    state = workflow.start(page, translator)

    task = state.current_task_state.task.specific
    assert page.permissions_for_user(translator).can_submit_for_moderation() is False  # it waits already
    assert {action for action, *_ in task.get_actions(page, moderator)} == {"approve", "reject"}
    assert task.get_actions(page, translator) == []


def test_a_new_language_gets_its_translators(homes):
    Group.objects.filter(name=translators("ar")).delete()

    services.ensure_groups(root_pages_by_language=homes)

    assert rights(member(translators("ar")), make_page(homes["ar"], "صفحة", slug="page")) == {"change"}
