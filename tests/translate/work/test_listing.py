"""The list asks the database as often for three texts as for one."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from cms.translate.work.listing import Listing
from cms.translate.work.queries import heaps_for
from cms.translate.work.reach import reach_of
from tests.factories.pages import make_page
from tests.factories.translations import make_work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("number", [1, 3])
def test_three_texts_ask_as_much_as_one(homes, admin, translator, django_assert_num_queries, number):
    for place in range(number):
        make_work(make_page(homes["fr"], f"Page {place}"), admin)
    reach = reach_of(translator)
    # How many, the works, their texts and what is written of them, the pages.
    with django_assert_num_queries(5):
        listing = Listing(user=translator, reach=reach, data=QueryDict())
        assert len(listing.entries) == number
        assert all(entry.may_take and not entry.may_manage for entry in listing.entries)
    # The person's reach, then the sums and the text to begin with.
    with django_assert_num_queries(6):
        assert heaps_for(translator).to_take.texts == number


def test_each_person_may_what_their_rights_say(homes, admin, translator, reviewer):
    make_work(make_page(homes["fr"], "Histoire"), admin)

    def entry(user):
        return Listing(user=user, reach=reach_of(user), data=QueryDict("part=all")).entries[0]

    assert (entry(translator).may_take, entry(translator).may_manage) == (True, False)
    assert (entry(reviewer).may_take, entry(reviewer).may_manage) == (True, True)
    assert entry(admin).may_manage
