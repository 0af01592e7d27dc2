"""The reusable contents of the demonstration story."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Locale

from cms.core.story import Fields, Story, raw_body
from cms.translate.services import translate

from .models import ReusableContent

TEXTS = Path(__file__).parent.parent / "story" / "reusable.toml"


def _texts() -> dict[str, Fields]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def _body(story: Story, key: str, text: Fields) -> Any:
    raw = raw_body(story, f"reusable/{key}", text["body"])
    return ReusableContent._meta.get_field("body").to_python(raw)


def prepare(story: Story) -> None:
    """Make the contents without text, for pages to name them."""
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    for key, texts in _texts().items():
        story.reusable[key] = ReusableContent.objects.create(title=texts["title"], locale=locale, live=False)


def write(story: Story) -> None:
    """Give the contents their texts and translations, and publish them."""
    for key, texts in _texts().items():
        source = story.reusable[key]
        source.body = _body(story, key, texts[settings.LANGUAGE_CODE])
        source.save_revision(user=story.user).publish(user=story.user)
        source.refresh_from_db()
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
            if code in texts and code != settings.LANGUAGE_CODE:
                locale = Locale.objects.get(language_code=code)
                target = ReusableContent(title=source.title, locale=locale, body=_body(story, key, texts[code]))
                translate(source=source, target=target, locale=locale, user=story.user)
