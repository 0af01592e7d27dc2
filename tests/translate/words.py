"""Situations of translators for the tests of files, memory and glossary."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories.pages import make_page, text_block

BLOCK = "11111111-1111-4111-8111-111111111111"
TEXT = (
    '<p>Un <b>registre</b> ouvert, voir <a href="https://example.org/">nos statuts</a>.</p>'
    "<p>Tom &amp; Jeanne &lt;3</p>"
    "<p>Deux<br/>lignes</p>"
)


def make_source(parent: Any, title: str = "Une lanterne", text: str = TEXT) -> Any:
    """Return a live French page with a bold word, a link and signs that XML and HTML mind."""
    return make_page(parent, title, summary="Un gardien allume.", body=[{**text_block(text), "id": BLOCK}])


def begin(page: Any, language: str = "eo") -> Translation:
    """Return the translation of a page, with nothing written."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=language)
    return Translation.objects.get_or_create(source=source, target_locale=locale)[0]


def written(translation: Translation) -> dict[str, str]:
    """Return what is written by source text."""
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    ).exclude(context__path="slug")
    return dict(rows.values_list("translation_of__data", "data"))
