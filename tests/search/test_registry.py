"""Kinds and facets, text of pages, addresses."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import RequestFactory
from wagtail.models import Page, Site

from home.pages import SectionPage, StandardPage
from news.pages import NewsPage
from search import registry, services
from search.addresses import Addresses
from search.extract import body_text, document_of, plain, without_tags
from search.registry import Document, Facet, Kind
from tests.factories.pages import make_news, make_news_index, make_page, text_block


def test_key_of_a_kind_belongs_to_one_class():
    with pytest.raises(ImproperlyConfigured):
        registry.register_kind(Kind("news", "x", StandardPage, lambda page: page))


@pytest.mark.parametrize("key", ["q", "page", "lang"])
def test_facets_cannot_take_names_of_the_results_page(key):
    with pytest.raises(ImproperlyConfigured):
        registry.register_facet(Facet(key, "x", None, lambda value, language: value))


@pytest.mark.django_db
def test_nearest_kind_of_a_page_counts():
    assert registry.kind_of(NewsPage()).key == "news"
    assert registry.kind_of(SectionPage()).key == "page"
    assert registry.kind_of(Page()) is None


def test_facet_values_are_sorted_and_without_empty_ones():
    facet = Facet("colour", "x", lambda page: page.colours, lambda value, language: value)
    registry.register_facet(facet)
    try:
        values = registry.facet_values(
            SimpleNamespace(colours=["red", "", "blue", "red"], path=""), Document(1, "fr", "page", "x")
        )
    finally:
        registry.unregister_facet("colour")

    assert values["colour"] == ("blue", "red")
    assert "year" not in values


def test_plain_text_has_no_tags_and_no_invisible_signs():
    assert without_tags("<p>Un&nbsp;mot<br>deux &lt;b&gt;</p><p>trois</p>") == "Un mot deux <b> trois"
    assert plain("a\u00adb\u200bc\0 e\u0301") == "abc é"


@pytest.mark.django_db
def test_document_holds_title_summary_text_and_year(homes):
    page = make_page(homes["fr"], "Titre", summary="Résumé", body=[text_block("<p>Un <b>mot</b></p><p>deux</p>")])

    document = document_of(page, kind="page", day=date(2024, 5, 1))

    assert (document.title, document.summary, document.year, document.language) == ("Titre", "Résumé", "2024", "fr")
    assert body_text(page).split() == ["Un", "mot", "deux"]


@pytest.mark.django_db
def test_addresses_are_those_of_the_pages(homes):
    pages = [homes["fr"], homes["eo"], make_page(homes["eo"], "Historio"), make_news(make_news_index(homes["fr"]), "N")]
    request = RequestFactory().get("/", headers={"host": "testserver"})

    assert [Addresses(request).of(page.url_path) for page in pages] == [page.get_url(request) for page in pages]
    assert [Addresses().of(page.url_path) for page in pages] == [page.get_url() for page in pages]
    assert Addresses().of("/elsewhere/") == ""


@pytest.mark.django_db
def test_page_of_another_site_has_a_whole_address(homes):
    other = make_page(Page.objects.get(depth=1), "Autre", slug="autre", locale=homes["fr"].locale)
    Site.objects.create(hostname="other.example", root_page=other)
    request = RequestFactory().get("/", headers={"host": "testserver"})
    page = make_page(other, "Dedans", slug="dedans")

    assert Addresses(request).of(page.url_path) == page.get_url(request) == "http://other.example/fr/dedans/"


@pytest.mark.django_db
def test_slug_that_changed_leads_to_the_new_address_at_once(homes):
    page = make_page(homes["fr"], "Lumière", slug="avant")
    services.rebuild()
    page.slug = "apres"
    page.save_revision().publish()
    row = services.engine().suggest("lumi", "fr", 8)[0]

    assert Addresses().of(row.url_path) == "/fr/apres/"


@pytest.mark.django_db
def test_full_text_migration_can_be_taken_back(homes):
    migration = import_module("search.migrations.0002_full_text")
    name = {"sqlite": "SQLITE", "postgresql": "POSTGRESQL"}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in (*getattr(migration, f"{name}_BACK"), *getattr(migration, name)):
            cursor.execute(statement)
    make_page(homes["fr"], "Lumière")
    services.rebuild()

    assert [row.title for row in services.engine().suggest("lumi", "fr", 8)] == ["Lumière"]
