"""The news of the demonstration story, their topics and their authors."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.conf import settings
from wagtail.models import Locale

from cms.core.pages import BasePage
from cms.core.story import Chapter, Entry, Fields, Story, register_chapter

from .models import Author, Authorship, Named, Topic
from .pages import NewsIndexPage, NewsPage

STORY = Path(__file__).parent / "story"


def read(name: str) -> dict[str, Fields]:
    return tomllib.loads((STORY / f"{name}.toml").read_text(encoding="utf-8"))


def prepare(story: Story) -> None:
    """Make the topics and authors with their translations."""
    for key, texts in read("topics").items():
        story.snippets[f"topic:{key}"] = str(_made(Topic(), texts).translation_key)
    for key, texts in read("authors").items():
        author = Author(portrait=story.images.get(texts.pop("portrait", "")), link=texts.pop("link", ""))
        story.snippets[f"author:{key}"] = str(_made(author, texts).translation_key)


def _made(source: Named, texts: Fields) -> Named:
    """Return the saved source text, its translations saved beside it."""
    source.locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    _assign(source, texts[settings.LANGUAGE_CODE])
    for code, values in texts.items():
        if code != settings.LANGUAGE_CODE:
            _assign(source.copy_for_translation(Locale.objects.get(language_code=code)), values)
    return source


def _assign(text: Named, values: Fields) -> None:
    for name, value in values.items():
        setattr(text, name, value)
    text.save()


def fields(story: Story, entry: Entry, text: Fields) -> Fields:
    """Return the date of a piece of news."""
    return {"date": entry.facts["date"]} if entry.kind == "news" else {}


def finish(story: Story, entry: Entry, page: BasePage) -> None:
    """Give a piece of news its topics and authors."""
    if isinstance(page, NewsPage):
        keys = {
            kind: [story.snippets[f"{kind}:{key}"] for key in entry.facts[f"{kind}s"]] for kind in ("topic", "author")
        }
        page.topics.set(Topic.objects.filter(locale=page.locale, translation_key__in=keys["topic"]))
        authors = {str(item.translation_key): item for item in Author.objects.filter(locale=page.locale)}
        page.authorships.set(
            [Authorship(author=authors[key], sort_order=place) for place, key in enumerate(keys["author"])]
        )


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
