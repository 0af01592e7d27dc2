"""Reusable content for tests."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale

from home.reusable.models import ReusableContent
from tests.factories.pages import text_block


def make_content(
    title: str = "Registering", *, language: str = "fr", live: bool = True, **fields: Any
) -> ReusableContent:
    """Return a reusable content whose `body` is given in its stored form; live and with a revision unless told."""
    body = fields.pop("body", None) or [text_block(f"<p>Text of {title}.</p>")]
    content = ReusableContent(title=title, locale=Locale.objects.get(language_code=language), live=live, **fields)
    content.body = ReusableContent._meta.get_field("body").to_python(body)
    content.save()
    if live:
        content.save_revision().publish()
    return content


def translate_content(content: ReusableContent, language: str, html: str) -> ReusableContent:
    """Return the live translation of `content` with one text."""
    copy = content.copy_for_translation(Locale.objects.get(language_code=language))
    return rewrite(copy, [text_block(html)])


def rewrite(content: ReusableContent, body: list[dict[str, Any]], *, publish: bool = True) -> ReusableContent:
    """Give `content` another body, published or as a draft."""
    content.body = ReusableContent._meta.get_field("body").to_python(body)
    if not content.pk:
        content.save()
    revision = content.save_revision()
    if publish:
        revision.publish()
    return content


def reusable_block(content: ReusableContent) -> dict[str, Any]:
    return {"type": "reusable", "value": content.pk}
