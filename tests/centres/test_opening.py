"""Opening a microsite: pages, groups, rights, files, twice with one result."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from centres.enums import CentreState, Role
from centres.models import CentreChange, CentrePage
from centres.services import change_state, open_microsite
from cms.core import scope
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def counts() -> tuple[int, ...]:
    models = (CentrePage, Group, Collection, GroupPagePermission, GroupCollectionPermission)
    return tuple(model.objects.count() for model in models)


def test_opening_twice_has_one_result():
    centre = make_centre()

    first = open_microsite(centre=centre, actor=None)
    once = counts()
    second = open_microsite(centre=centre, actor=None)

    assert first == second
    assert counts() == once
    assert {page.locale.language_code for page in centre.pages.all()} == {"fr", "eo"}
    assert {page.url_path for page in centre.pages.all()} == {"/fr/centres/lunville/", "/eo/centres/lunville/"}


def test_a_language_that_is_added_gets_its_page_and_its_rights():
    centre = make_microsite()
    editor = make_member(centre, Role.EDITOR)
    centre.languages.create(code="de", order=2)

    open_microsite(centre=centre, actor=None)

    german = centre.pages.get(locale__language_code="de")
    assert german.permissions_for_user(editor).can_edit()
    assert german.translation_key == centre.pages.get(locale__language_code="fr").translation_key


def test_a_translator_may_change_one_language_only():
    centre = make_microsite()
    translator = make_member(centre, Role.TRANSLATOR, language="eo")

    rights = {page.locale.language_code: page.permissions_for_user(translator) for page in centre.pages.all()}

    assert rights["eo"].can_edit()
    assert not rights["eo"].can_publish()
    assert not rights["fr"].can_edit()


def test_members_see_their_centre_only():
    own, other = make_microsite(), make_microsite("Oslund", country="NO")
    manager = make_member(own, Role.MANAGER)

    assert list(scope.visible(manager, type(own).objects.all())) == [own]
    assert scope.allows(manager, "change", own)
    assert not scope.allows(manager, "change", other)
    assert not scope.allows(make_member(own, Role.OFFICER), "change", own)


def test_each_change_of_state_is_written_down_and_forbidden_steps_are_refused():
    centre = make_centre(state="candidate")

    change_state(centre=centre, state=CentreState.AFFILIATED, actor=None, reason="signed")
    change_state(centre=centre, state=CentreState.AFFILIATED, actor=None)
    with pytest.raises(Exception, match="cannot become"):
        change_state(centre=centre, state=CentreState.CANDIDATE, actor=None)

    assert list(CentreChange.objects.values_list("old_state", "new_state", "reason")) == [
        ("candidate", "affiliated", "signed")
    ]


def test_suspension_takes_access_from_the_team():
    centre = make_microsite()
    manager = make_member(centre, Role.MANAGER)

    change_state(centre=centre, state=CentreState.SUSPENDED, actor=None)

    assert not scope.visible(manager, type(centre).objects.all()).exists()
