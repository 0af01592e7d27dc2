"""What stands around the pages of the demonstration story."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from cms.core.links import RawLink
from cms.core.story import Story

from .models import Alert, Footer, MainMenu, SocialProfile

TEXTS = Path(__file__).parent.parent / "story" / "furniture.toml"


@transaction.atomic
def tell(story: Story) -> None:
    """Make menu, footers, profiles and the alert: each language's from the source language's."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    menu = [{**_link(story, key), "children": _items(story, keys)} for key, keys in texts["menu"].items()]
    MainMenu.objects.create(locale=_locale(settings.LANGUAGE_CODE), entries=_stored(MainMenu, "entries", "entry", menu))
    _tell_footers(story, texts["footer"])
    for place, profile in enumerate(texts["profiles"]):
        SocialProfile.objects.create(sort_order=place, **profile)
    _tell_alert(story, texts["alert"])


def _tell_footers(story: Story, texts: dict[str, Any]) -> None:
    columns = texts.pop("columns")

    def fill(footer: Footer, text: dict[str, Any]) -> None:
        footer.motto, footer.legal_line = text["motto"], text["legal_line"]
        made = [
            {"title": title, "links": _items(story, keys)} for title, keys in zip(text["titles"], columns, strict=True)
        ]
        footer.columns = _stored(Footer, "columns", "column", made)

    _in_every_language(Footer(), texts, fill)


def _tell_alert(story: Story, texts: dict[str, Any]) -> None:
    now = timezone.now()
    alert = Alert(
        branch_id=story.page_id(texts.pop("branch")),
        link_page_id=story.page_id(texts.pop("link")),
        starts_at=now,
        ends_at=now + timedelta(days=texts.pop("days")),
    )

    def fill(alert: Alert, text: dict[str, Any]) -> None:
        alert.text, alert.link_label = text["text"], text["label"]

    _in_every_language(alert, texts, fill)


def _in_every_language(source: Any, texts: dict[str, Any], fill: Any) -> None:
    """Save `source` with the source language's text, then a translation of it for every other."""
    source.locale = _locale(settings.LANGUAGE_CODE)
    fill(source, texts.pop(settings.LANGUAGE_CODE))
    source.save()
    for code, text in texts.items():
        target = source.copy_for_translation(_locale(code))
        fill(target, text)
        target.save()


def _locale(code: str) -> Locale:
    locale: Locale = Locale.objects.get(language_code=code)
    return locale


def _link(story: Story, key: str) -> RawLink:
    return {"page": story.page_id(key), "url": "", "label": ""}


def _items(story: Story, keys: list[str]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": _link(story, key)} for key in keys]


def _stored(model: type[Any], name: str, block: str, values: list[dict[str, Any]]) -> Any:
    return model._meta.get_field(name).to_python([{"type": block, "value": value} for value in values])
