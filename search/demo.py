"""What editors of the demonstration story recommend, and what its visitors did not find."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from cms.core.story import Chapter, Story, register_chapter

from .models import MissedWords, Promotion

STORY = Path(__file__).parent / "story"


@transaction.atomic
def tell(story: Story) -> None:
    texts = tomllib.loads((STORY / "words.toml").read_text(encoding="utf-8"))
    links = Promotion._meta.get_field("links")
    for promotion in texts["recommended"]:
        page_id = story.page_id(promotion.pop("page"))
        for code, text in promotion.items():
            value = {"page": page_id, "url": "", "label": "", "sentence": text["sentence"]}
            Promotion.objects.create(
                locale=Locale.objects.get(language_code=code),
                phrases="\n".join(text["phrases"]),
                links=links.to_python([{"type": "link", "value": value}]),
            )
    today = timezone.localdate()
    for code, rows in texts["missed"].items():
        for words, count, days in rows:
            MissedWords.objects.create(day=today - timedelta(days=days), language=code, words=words, count=count)


register_chapter(Chapter(folder=STORY, types={}, end=tell, order=90))
