"""A site with a news index in French and Esperanto, two topics and two authors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from news.models import Author, NewsIndexPage, Topic
from tests.factories.news import make_author, make_topic, make_written_news, translate_named
from tests.factories.pages import make_news_index, make_site, translate_page


@dataclass
class Ground:
    homes: dict[str, Any]
    index: NewsIndexPage
    peace: Topic
    climate: Topic
    ana: Author
    body: Author


@pytest.fixture
def ground(db) -> Ground:
    """Peace is translated to Esperanto, climate is not; so is Ana, and the body is not."""
    homes = make_site()
    index = make_news_index(homes["fr"], "Nouvelles", slug="nouvelles")
    translate_page(index, "eo", "Novaĵoj", slug="novajhoj")
    peace = make_topic("Paix")
    translate_named(peace, "eo", "Paco")
    ana = make_author("Ana Brume", role="Marcheuse", biography="Elle marche.", link="https://ana.example/")
    translate_named(ana, "eo", "Ana Brume", role="Marŝantino")
    return Ground(homes, index, peace, make_topic("Climat"), ana, make_author("Le Bureau"))


@pytest.fixture
def told(ground: Ground) -> Ground:
    """Three pieces of news; the first one is translated to Esperanto."""
    first = make_written_news(
        ground.index, "Une", topics=[ground.peace], authors=[ground.ana], day=date(2025, 3, 1), summary="Première."
    )
    translate_page(first, "eo", "Unu", slug="unu", summary="La unua.")
    make_written_news(ground.index, "Deux", topics=[ground.peace, ground.climate], authors=[ground.body, ground.ana])
    make_written_news(ground.index, "Trois", topics=[ground.climate], authors=[ground.body], day=date(2026, 6, 1))
    return ground


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, (response.status_code, response.get("Location"))
    return BeautifulSoup(response.content, "html.parser")


def titles(shown: BeautifulSoup) -> list[str]:
    return [item.get_text(strip=True) for item in shown.select("main .card__title, main .lines__title")]
