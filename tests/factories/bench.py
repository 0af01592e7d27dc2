"""Translations on the bench: a page with nested blocks, its translation in hand."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.translate.services.targets import keep, save_draft
from tests.factories.blocks import block, items, rich
from tests.factories.pages import make_page, make_site

TABLE = {
    "caption": "Prix",
    "head": items("Carte", "Prix"),
    "lines": items(items("Carton", "15 euros"), items("Plastique", "25 euros")),
    "first_column_is_header": True,
}
LIST = (
    '<p>Un <a href="https://mondcivitan.example/">registre</a> <b>ouvert</b>.</p>'
    "<ol><li>Écrire son nom</li><li>Lire<ul><li>la déclaration</li></ul></li></ol>"
)


def nested_body() -> list[dict[str, Any]]:
    """Return a stored body with a list, columns, a table, steps."""
    steps = items({"title": "Première étape", "text": rich("Le texte de l’étape.")}, {"title": "Seconde étape"})
    left, right = [block("text", rich("À gauche."), "left")], [block("text", rich("À droite."), "right")]
    return [
        block("text", LIST, "list"),
        block("columns", {"columns": items(left, right)}, "columns"),
        block("table", TABLE, "table"),
        block("steps", {"title": "Comment faire", "items": steps}, "steps"),
    ]


def make_source(body: list[dict[str, Any]] | None = None, title: str = "Le registre", **fields: Any) -> Any:
    """Return a live French page."""
    return make_page(make_site()["fr"], title, body=nested_body() if body is None else body, **fields)


def begin_translation(page: Any, language: str = "eo", *, user: Any = None) -> Translation:
    """Return the translation of a page, with its draft and no text written."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=language)
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=locale)
    save_draft(translation=translation, user=user)
    return Translation.objects.select_related("source__locale", "target_locale").get(pk=translation.pk)


def write_all(translation: Translation, *, user: Any = None, prefix: str = "eo: ") -> None:
    """Write every text: the source's, behind a prefix, with its formatting."""
    kind = StringTranslation.TRANSLATION_TYPE_MANUAL
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        if segment.context.path != "slug":
            keep(segment=segment, translation=translation, data=prefix + segment.string.data, kind=kind, user=user)


def change_text(page: Any, old: str, new: str) -> Any:
    """Publish a page with other words in its body; return it as it is then."""
    page = type(page).objects.get(pk=page.pk)
    raw = json.dumps(page._meta.get_field("body").get_prep_value(page.body), ensure_ascii=False)
    page.body = page._meta.get_field("body").to_python(json.loads(raw.replace(old, new)))
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def forty_body() -> list[dict[str, Any]]:
    """Return a stored body of thirty-eight texts, most of them nested: with title and summary they are forty."""
    letters = [f"Lettre {place} de la liste" for place in range(1, 7)]
    deep = "<ol>" + "".join(f"<li>{words}</li>" for words in letters) + "</ol>"
    answers = [{"title": f"Question {place} ?", "text": rich(f"Réponse {place}.")} for place in range(1, 4)]
    quote = {"text": "Une citation en colonne.", "attribution": "Une voisine", "source_url": ""}
    left = [block("text", rich("Colonne <b>de gauche</b>."), "deep-left"), block("quote", quote, "deep-quote")]
    right = [block("text", deep, "deep-right")]
    return [
        *nested_body(),
        block("columns", {"columns": items(left, right)}, "deep-columns"),
        block("accordion", {"title": "Questions", "items": items(*answers)}, "deep-accordion"),
        *(block("text", rich(f"Paragraphe {place}."), f"plain-{place}") for place in range(1, 6)),
    ]
