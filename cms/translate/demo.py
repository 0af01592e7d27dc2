"""Tells the demonstration story: source pages, then their translations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from wagtail.models import Locale

from cms.core import story as stories
from cms.core.story import Chapter, Entry, Story

from . import services
from .glossary.demo import tell_glossary


def tell(*, home: Any, user: Any = None, report: Callable[[str], None] = lambda line: None) -> Story:
    """Build the whole story below the source `home` page, once: a second telling would double it."""
    story = Story(user=user)
    told = [(chapter, entry) for chapter in stories.chapters() for entry in stories.read_entries(chapter)]
    for chapter in stories.chapters():
        chapter.prepare(story)
    for chapter, entry in told:
        stories.make_source(story, chapter, entry, home)
    for chapter, entry in told:
        stories.fill_source(story, chapter, entry)
        report(f"{settings.LANGUAGE_CODE}: {entry.key}")
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            _tell_translations(story, told, code, report)
    for chapter in stories.chapters():
        chapter.end(story)
    tell_glossary()
    return story


def _tell_translations(
    story: Story, told: list[tuple[Chapter, Entry]], code: str, report: Callable[[str], None]
) -> None:
    locale = Locale.objects.get(language_code=code)
    for chapter, entry in told:
        if code in entry.texts:
            target = stories.target_for(story, chapter, entry, code)
            services.translate(source=story.pages[entry.key], target=target, locale=locale, user=story.user)
            report(f"{code}: {entry.key}")
