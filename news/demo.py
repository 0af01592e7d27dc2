"""The news of the demonstration story and their topics."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.conf import settings
from wagtail.models import Locale

from cms.core.pages import BasePage
from cms.core.story import Chapter, Entry, Fields, Story, register_chapter

from .models import Topic
from .pages import NewsIndexPage, NewsPage

STORY = Path(__file__).parent / "story"


def prepare(story: Story) -> None:
    """Make the topics with their translations."""
    for texts in tomllib.loads((STORY / "topics.toml").read_text(encoding="utf-8")).values():
        source = Topic.objects.create(
            locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE), **texts[settings.LANGUAGE_CODE]
        )
        for code, values in texts.items():
            if code != settings.LANGUAGE_CODE:
                topic = source.copy_for_translation(Locale.objects.get(language_code=code))
                topic.name, topic.slug = values["name"], values["slug"]
                topic.save()


def fields(story: Story, entry: Entry, text: Fields) -> Fields:
    """Return the date and byline of a piece of news."""
    if entry.kind != "news":
        return {}
    return {"date": entry.facts["date"], "byline": text.get("byline", "")}


def finish(story: Story, entry: Entry, page: BasePage) -> None:
    """Give a piece of news its topics."""
    if isinstance(page, NewsPage):
        keys = tomllib.loads((STORY / "topics.toml").read_text(encoding="utf-8"))
        slugs = [keys[key][settings.LANGUAGE_CODE]["slug"] for key in entry.facts.get("topics", [])]
        page.topics.set(Topic.objects.filter(locale=page.locale, slug__in=slugs))


register_chapter(
    Chapter(
        folder=STORY,
        types={"news_index": NewsIndexPage, "news": NewsPage},
        prepare=prepare,
        fields=fields,
        finish=finish,
        order=20,
    )
)
