"""The forms of the demonstration story, and a few messages of invented people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from . import queries, services
from .models import FormField

if TYPE_CHECKING:
    from cms.core.story import Entry, Fields, Story
    from home.form_pages import FormPage

SHORTEST_PERIOD = 1
# Language, then the answers in the order of the form's fields; choices are numbers of the form's own.
MESSAGES: list[tuple[str, list[Any]]] = [
    (
        "fr",
        [
            "Odile Marchetti",
            "odile.marchetti@lettres.example",
            0,
            [0, 2],
            "Bonjour, j’ai changé de nom en mars. Faut-il une nouvelle carte, ou suffit-il de corriger ma fiche ?",
            True,
        ],
    ),
    (
        "eo",
        [
            "Taro Villanueva",
            "taro.villanueva@leteroj.example",
            1,
            [2],
            "Saluton. Ĉu en nia urbo iam estos registra centro?\nNi estas kvin, kiuj volonte helpus.",
            True,
        ],
    ),
    (
        "en",
        [
            "Imani Lindqvist",
            "imani.lindqvist@letters.example",
            3,
            [1, 4],
            "I could read proofs of the English pages two evenings a month. To whom should I write?",
            True,
        ],
    ),
    ("de", ["Jorun Abel", "jorun.abel@briefe.example", 2, [], "Gibt es eine Quittung für meine Spende vom Mai?", True]),
]


def new_page(**values: Any) -> FormPage:
    """Return a form page that may be saved before its facts are told."""
    return queries.forms().model(kept_months=SHORTEST_PERIOD, **values)


def page_fields(entry: Entry, text: Fields) -> Fields:
    """Return what only form pages have, in one language; a field's translation key depends on its place only."""
    told = zip(entry.facts["fields"], text["questions"], strict=True)
    return {
        "desk_addresses": entry.facts["desk"],
        "desk_language": entry.facts["desk_language"],
        "kept_months": entry.facts["kept_months"],
        "action_label": text["action_label"],
        "thanks": text["thanks"],
        "form_fields": [_field(entry, place, facts, words) for place, (facts, words) in enumerate(told)],
    }


def _field(entry: Entry, place: int, facts: Fields, words: Fields) -> FormField:
    return FormField(
        translation_key=uuid5(NAMESPACE_URL, f"urn:mondcivitan:story:{entry.key}/field/{place}"),
        sort_order=place,
        label=words["label"],
        help_text=words.get("help", ""),
        choices="\n".join(words.get("choices", [])),
        **facts,
    )


def send_messages(story: Story) -> None:
    """Send MESSAGES through the story's contact form, as visitors do."""
    page = story.pages.get("contact-form")
    if page is None:
        return
    source = queries.forms().get(pk=page.pk)
    fields = queries.fields_of(source)
    for number, (language, given) in enumerate(MESSAGES):
        values = {field.clean_name: _answer(field, value) for field, value in zip(fields, given, strict=True)}
        answers = {name: value for name, value in values.items() if value != []}
        text = queries.text_for(source, language) or source
        services.receive(text, language=language, answers=answers, ticket=f"story-{number}")


def _answer(field: FormField, value: Any) -> Any:
    if isinstance(value, list):
        return [field.choice_list[place] for place in value]
    return field.choice_list[value] if field.choice_list else value
