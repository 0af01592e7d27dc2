"""Kinds of listings are registered once each, in an order of their own."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.core import listings


@pytest.fixture
def releases():
    kind = listings.ListingKind("release", "Releases", lambda query: [], lambda query, request: "", order=15)
    listings.register_listing_kind(kind)
    yield kind
    listings.unregister_listing_kind("release")


def test_kinds_are_offered_in_their_order(releases):
    assert [key for key, _label in listings.kind_choices()] == ["news", "centre_news", "release", "page"]
    assert listings.listing_kind("release") is releases


def test_a_kind_is_registered_by_one_app_only(releases):
    with pytest.raises(ImproperlyConfigured, match="'release' is registered twice"):
        listings.register_listing_kind(
            listings.ListingKind("release", "Others", lambda query: [], lambda query, request: "")
        )


def test_a_kind_of_no_installed_app_is_none():
    assert listings.listing_kind("gone") is None
