"""News are read once each, in the visitor's language, and only where everybody may."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from news import queries
from news.enums import AUTHOR, TOPIC
from tests.factories.news import make_written_news, translate_named
from tests.factories.pages import make_news, make_news_index, make_section, translate_page


def test_latest_shows_one_text_of_each_in_the_best_language(told):
    with override("eo"):
        assert [page.title for page in queries.latest()] == ["Trois", "Deux", "Unu"]
    with override("fr"):
        assert [page.title for page in queries.latest()] == ["Trois", "Deux", "Une"]


def test_latest_leaves_out_drafts_and_what_is_behind_a_door(told):
    make_news(told.index, "Brouillon", live=False)
    closed = make_section(told.homes["fr"], "Fermé")
    inner = make_news_index(closed, "Dedans")
    make_news(inner, "Secrète")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert [page.title for page in queries.latest(language="fr")] == ["Trois", "Deux", "Une"]


def test_written_in_has_only_texts_of_the_language(told):
    assert [page.title for page in queries.written_in("eo")] == ["Unu"]
    assert list(queries.written_in("de")) == []


def test_news_below_an_index_include_those_of_its_translations(told):
    other = make_news_index(told.homes["fr"], "Blog", slug="blog")
    make_news(other, "Ailleurs")
    native = make_news(told.index.get_translations().get(locale__language_code="eo"), "Nur eo")

    with override("fr"):
        found = [page.title for page in queries.news_below(told.index)]
    assert sorted(found) == sorted(["Une", "Deux", "Trois", native.title])


def test_counts_are_by_translation_key_and_year(told, django_assert_num_queries):
    with override("fr"):
        news = queries.latest()
        with django_assert_num_queries(1):
            assert queries.counts_by(TOPIC, news) == {
                str(told.peace.translation_key): 2,
                str(told.climate.translation_key): 2,
            }
        with django_assert_num_queries(1):
            assert queries.counts_by(AUTHOR, news)[str(told.ana.translation_key)] == 2
        with django_assert_num_queries(1):
            assert list(queries.counts_by_year(news).items()) == [(2026, 2), (2025, 1)]


def test_a_topic_chosen_in_two_languages_of_a_page_counts_once(told):
    page = make_written_news(told.index, "Double", topics=[told.peace, *told.peace.get_translations()])

    key = str(told.peace.translation_key)

    news = queries.latest(language="fr")
    assert queries.counts_by(TOPIC, news)[key] == 3
    assert list(news.filter(queries.about(TOPIC, [key])).values_list("pk", flat=True)).count(page.pk) == 1


def test_topics_and_authors_are_named_in_the_visitors_language(told):
    page = queries.latest(language="fr").get(title="Deux")

    with override("eo"):
        assert [name.name for name in queries.topics_of(page)] == ["Climat", "Paco"]
        assert [(name.name, name.role) for name in queries.authors_of(page)] == [
            ("Le Bureau", ""),
            ("Ana Brume", "Marŝantino"),
        ]


def test_authors_of_a_translation_are_those_of_its_source(told):
    from wagtail.models import Locale

    from cms.translate.services import translate
    from news.models import NewsPage

    page = queries.latest(language="fr").get(title="Deux")
    german = Locale.objects.get(language_code="de")
    made = translate(source=page, target=NewsPage(title="Zwei", slug="zwei", locale=german), locale=german)

    with override("de"):
        assert [name.name for name in queries.authors_of(made)] == ["Le Bureau", "Ana Brume"]
        assert [name.name for name in queries.topics_of(made)] == ["Climat", "Paix"]


def test_related_news_are_others(told):
    page = queries.latest(language="fr").get(title="Une")

    with override("fr"):
        assert [item.title for item in queries.related_news(page)] == ["Trois", "Deux"]


@pytest.mark.parametrize("language", ["fr", "eo", "de"])
def test_first_index_in_the_best_language(told, language):
    expected = {"eo": "Novaĵoj"}.get(language, "Nouvelles")

    assert queries.news_index_of(language).title == expected


def test_labels_are_empty_for_what_is_gone(told):
    assert queries.topic_label(str(told.peace.translation_key), "eo") == "Paco"
    assert queries.topic_label("0b0e3b4e-0000-0000-0000-000000000000", "eo") == ""
    assert queries.author_label("", "eo") == ""


def test_pages_by_an_author_are_found_from_any_of_its_texts(told):
    translated = told.ana.get_translations().get()
    translate_named(told.body, "eo", "La Oficejo")

    assert {page.title for page in queries.pages_by(translated)} >= {"Une", "Deux"}
    assert make_written_news(told.index, "Vide", day=date(2024, 1, 1)).pk not in {
        page.pk for page in queries.pages_by(told.ana)
    }


def test_best_text_of_an_index(told):
    translate_page(told.index, "de", "Neues", slug="neues", live=False)

    assert queries.best_text(told.index, "eo").title == "Novaĵoj"
    assert queries.best_text(told.index, "de").title == "Nouvelles"
