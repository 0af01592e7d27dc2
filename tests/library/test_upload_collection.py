"""Where a dropped picture goes: the person's own collection, the library's root for those who keep it all."""

from __future__ import annotations

import pytest
from wagtail.models import Collection

from centres.enums import Role
from cms.accounts.enums import GroupName
from cms.library.queries import upload_collection
from tests.factories.accounts import make_person
from tests.factories.centres import make_member, make_microsite
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db


def test_each_person_has_a_place():
    centre = make_microsite()
    root = Collection.get_first_root_node()

    assert upload_collection(None) == root
    assert upload_collection(make_person(groups=(GroupName.EDITORS,))) == root
    assert upload_collection(make_member(centre, Role.EDITOR)) == centre.collection
    assert upload_collection(make_member(centre, Role.TRANSLATOR, language="eo")) is None
    assert upload_collection(make_person("nobody@example.org")) is None


def test_a_dropped_picture_is_taken_where_there_are_several(client):
    make_microsite()
    client.force_login(make_person(groups=(GroupName.EDITORS,)))
    home = make_site()["fr"]
    page = client.get(f"/cms/pages/add/home/standardpage/{home.pk}/")

    assert f'data-collection="{Collection.get_first_root_node().pk}"' in page.content.decode()
