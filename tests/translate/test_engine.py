"""wagtail-localize's addresses, for a translation whose page is not made yet and for one that has its page."""

from __future__ import annotations

import pytest

from tests.factories.translations import make_translation

pytestmark = pytest.mark.django_db
ADDRESSES = ("pofile/download/", "preview/", "strings/1/edit/", "overrides/1/edit/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_page_the_answer_is_that_there_is_none(client, admin, page, address):
    client.force_login(admin)
    translation = make_translation(page)

    assert client.get(f"/cms/localize/translate/{translation.pk}/{address}").status_code == 404


def test_with_its_page_a_file_comes(client, admin, page):
    client.force_login(admin)
    translation = make_translation(page)
    translation.save_target(publish=False)

    answer = client.get(f"/cms/localize/translate/{translation.pk}/pofile/download/")

    assert answer.status_code == 200
    assert "X-WagtailLocalize-TranslationID" in answer.content.decode()
