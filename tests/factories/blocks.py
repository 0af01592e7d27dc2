"""A body with every block of core and library, nested ones too, and what in it is words."""

from __future__ import annotations

from typing import Any

from tests.factories.media import make_captions, make_document, make_film, make_image, make_sound

Stored = dict[str, Any]
RICH_WORDS = {
    "Paragraphe du texte",
    "Texte de l’encadré",
    "Texte de l’étape",
    "Texte de l’événement",
    "Réponse",
    "Transcription du son",
    "Transcription du film",
    "Colonne de gauche",
    "Colonne de droite",
}
PLAIN_WORDS = {
    *("Titre de partie", "Phrase d’accroche", "Titre de l’encadré", "Citation", "Une voisine"),
    *("Titre de l’appel", "Texte de l’appel", "Bouton", "Titre des cartes", "Titre de carte", "Texte de carte"),
    *("Titre des chiffres", "114 mille", "personnes", "Compte de 2018", "Légende du tableau", "Colonne", "Cellule"),
    *(
        "Titre des étapes",
        "Première étape",
        "Seconde étape",
        "Titre de la frise",
        "En 1949",
        "Ouverture",
        "En 1950",
        "Bornes",
    ),
    *("Titre des personnes", "Trésorier", "Le centre de Portclair", "Samedi matin", "Porte de gauche"),
    *("Titre des questions", "Question", "Titre du son", "Titre du film", "Titre ailleurs"),
    *("Texte de remplacement", "Légende de l’image", "Titre de la galerie", "Alternative de la galerie"),
    *("Légende de la galerie", "Titre du document", "Titre des documents", "Document de la liste"),
    *("Citation dans une colonne",),
}
NOT_WORDS = {"main", "warning", "h2", "text", "fr", "ancre-fixe", "Naima Sørensen", "12, quai des Lanternes"}


def block(kind: str, value: Any, place: str = "") -> Stored:
    return {"type": kind, "value": value, "id": place or f"id-{kind}"}


def items(*values: Any) -> list[Stored]:
    return [{"type": "item", "value": value, "id": f"item-{place}"} for place, value in enumerate(values)]


def rich(words: str) -> str:
    return f"<p>{words}</p>"


def words_blocks() -> list[Stored]:
    callout = {"kind": "warning", "title": "Titre de l’encadré", "text": rich("Texte de l’encadré")}
    call = {"title": "Titre de l’appel", "text": "Texte de l’appel", "label": "Bouton", "url": "/", "style": "main"}
    card = {"title": "Titre de carte", "text": "Texte de carte", "url": "https://mondcivitan.example/"}
    return [
        block("heading", {"text": "Titre de partie", "level": "h2", "fragment": "ancre-fixe"}),
        block("text", rich("Paragraphe du texte")),
        block("lead", "Phrase d’accroche"),
        block(
            "quote", {"text": "Citation", "attribution": "Une voisine", "source_url": "https://mondcivitan.example/"}
        ),
        block("callout", callout),
        block("call_to_action", call),
        block("cards", {"title": "Titre des cartes", "items": items(card)}),
    ]


def facts_blocks() -> list[Stored]:
    figure = {"number": "114 mille", "text": "personnes", "source": "Compte de 2018", "url": "/"}
    table = {"caption": "Légende du tableau", "head": items("Colonne"), "lines": items(items("Cellule"))}
    steps = items({"title": "Première étape", "text": rich("Texte de l’étape")}, {"title": "Seconde étape"})
    event = {"date": "En 1949", "title": "Ouverture", "text": rich("Texte de l’événement")}
    return [
        block("figures", {"title": "Titre des chiffres", "items": items(figure)}),
        block("table", table),
        block("steps", {"title": "Titre des étapes", "items": steps}),
        block(
            "timeline", {"title": "Titre de la frise", "items": items(event, {"date": "En 1950", "title": "Bornes"})}
        ),
    ]


def people_blocks() -> list[Stored]:
    person = {"name": "Naima Sørensen", "role": "Trésorier", "email": "tresor@mondcivitan.example"}
    place = {
        "name": "Le centre de Portclair",
        "address": "12, quai des Lanternes\n00000 Portclair",
        "phone": "+33 1 99 00 00 00",
        "email": "centre@mondcivitan.example",
        "hours": "Samedi matin",
        "note": "Porte de gauche",
    }
    answer = {"title": "Question", "text": rich("Réponse")}
    left = [block("text", rich("Colonne de gauche"), "left-text")]
    quote = {"text": "Citation dans une colonne", "attribution": "", "source_url": ""}
    right = [block("text", rich("Colonne de droite"), "right-text"), block("quote", quote, "right-quote")]
    return [
        block("people", {"title": "Titre des personnes", "items": items(person)}),
        block("contact", place),
        block("columns", {"columns": items(left, right)}),
        block("accordion", {"title": "Titre des questions", "items": items(answer)}),
    ]


def media_blocks() -> list[Stored]:
    image, paper = make_image(), make_document()
    shown = {"image": image.pk, "alt_text": "Texte de remplacement", "decorative": False}
    other = {**shown, "alt_text": "Alternative de la galerie"}
    captions = items({"language": "fr", "file": make_captions().pk})
    film = {"title": "Titre du film", "file": make_film().pk, "captions": captions, "poster": image.pk}
    listed = {"document": paper.pk, "title": "Document de la liste"}
    gallery = items({"image": other, "caption": "Légende de la galerie"}, {"image": other, "caption": ""})
    return [
        block("picture", {"image": shown, "caption": "Légende de l’image", "size": "text"}),
        block("gallery", {"title": "Titre de la galerie", "items": gallery}),
        block("document", {"document": paper.pk, "title": "Titre du document"}),
        block("documents", {"title": "Titre des documents", "items": items(listed)}),
        block("audio", {"title": "Titre du son", "file": make_sound().pk, "transcript": rich("Transcription du son")}),
        block("video", {**film, "transcript": rich("Transcription du film")}),
        block("embed", {"url": "https://vimeo.com/123456789", "title": "Titre ailleurs", "image": None}),
    ]


def full_body() -> list[Stored]:
    """Return a stored body with every block once."""
    return [*words_blocks(), *facts_blocks(), *people_blocks(), *media_blocks()]


def long_body(number: int) -> list[Stored]:
    """Return a stored body of `number` blocks, nested ones counted: pairs of columns, then every block in turn."""
    kinds = full_body()
    body: list[Stored] = []
    held = 0
    while held < number:
        kind = kinds[len(body) % len(kinds)]
        inside = sum(len(column["value"]) for column in kind["value"]["columns"]) if kind["type"] == "columns" else 0
        if held + inside + 1 > number:
            kind, inside = kinds[0], 0
        body.append({**kind, "id": f"{kind['id']}-{len(body)}"})
        held += inside + 1
    return body
