"""The pages of the demonstration story, its pictures and documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms.core.story import Chapter, Entry, Fields, Story, register_chapter
from cms.desk.trash.services import trash

from .pages import HomePage, SectionPage, StandardPage

STORY = Path(__file__).parent / "story"
PICTURE_CREDIT = "Mondcivitan, CC0"


def prepare(story: Story) -> None:
    """Draw the pictures and write the documents."""
    from . import drawings  # noqa: PLC0415 -- draws with Pillow, for the demonstration only

    collection = Collection.get_first_root_node()
    for name in drawings.NAMES:
        image = get_image_model()(
            title=name.replace("-", " ").capitalize(),
            credit=PICTURE_CREDIT,
            collection=collection,
            uploaded_by_user=story.user,
            file=ContentFile(drawings.draw(name), name=f"{name}.jpg"),
        )
        image.save()
        story.images[name] = image
    papers = tomllib.loads((STORY / "documents.toml").read_text(encoding="utf-8"))
    for key, texts in papers.items():
        story.documents[key] = _document(story, key, texts["fr"], "fr")


def _document(story: Story, key: str, text: Fields, language: str) -> object:
    from . import drawings  # noqa: PLC0415 -- as above

    document = get_document_model()(
        title=text["title"],
        collection=Collection.get_first_root_node(),
        uploaded_by_user=story.user,
        file=ContentFile(drawings.pdf(text["title"], text["lines"], language=language), name=f"{key}.pdf"),
    )
    document.save()
    return document


def fields(story: Story, entry: Entry, text: Fields) -> Fields:
    """Return what only some page types have."""
    if entry.kind == "home":
        return {"action_label": text.get("action_label", ""), "action_page_id": _action_page(story, entry)}
    return {"is_footer": entry.facts.get("is_footer", False)} if entry.kind == "section" else {}


def _action_page(story: Story, entry: Entry) -> int | None:
    key = entry.facts.get("action_page", "how-to-register")
    return story.page_id(key) if key in story.pages else None


def throw_away(*, home: HomePage, user: object) -> None:
    """Leave a page in the trash, so that its screen shows what it is for."""
    page = StandardPage(
        title="Permanence du mardi",
        slug="permanence-du-mardi",
        summary="L’ancienne permanence, à l’étage du café des Bornes.",
        live=False,
        owner=user,
    )
    home.add_child(instance=page)
    page.save_revision(user=user)
    trash(page=page, actor=user, reason="Remplacée par la page Contact : la permanence a changé de jour.")


register_chapter(
    Chapter(
        folder=STORY,
        types={"home": HomePage, "section": SectionPage, "standard": StandardPage},
        prepare=prepare,
        fields=fields,
        order=10,
    )
)
