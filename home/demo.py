"""The pages of the demonstration story, its pictures and documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from centres.pages import CentreIndexPage
from cms.core.pages import BasePage
from cms.core.story import Chapter, Entry, Fields, Story, register_chapter
from cms.desk.trash.services import trash

from . import benches
from .forms import demo as forms
from .furniture import demo as furniture
from .pages import HomePage, SectionPage, StandardPage
from .reusable import demo as reusable

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
        data = drawings.pdf(texts["fr"]["title"], texts["fr"]["lines"], language="fr")
        _document(story, key, texts["fr"]["title"], f"{key}.pdf", data)
    _record(story)
    reusable.prepare(story)


def _record(story: Story) -> None:
    """Ring the bell, and film the road with its captions in two languages."""
    from . import drawings  # noqa: PLC0415 -- as above
    from .drawings.film import film  # noqa: PLC0415
    from .drawings.sound import bell  # noqa: PLC0415

    _document(story, "bell", "Cloche de la borne", "cloche.wav", bell())
    scenes = ("road", "milestone", "market-square", "five-roads")
    pictures = [drawings.draw(name, size=(480, 270)) for name in scenes]
    _document(story, "road-film", "La route, film dessiné", "route.webm", film(pictures))
    for path in sorted(STORY.glob("captions-*.vtt")):
        _document(story, path.stem, f"Sous-titres ({path.stem[-2:]})", path.name, path.read_bytes())


def _document(story: Story, key: str, title: str, name: str, data: bytes) -> None:
    document = get_document_model()(
        title=title,
        collection=Collection.get_first_root_node(),
        uploaded_by_user=story.user,
        file=ContentFile(data, name=name),
    )
    document.full_clean(exclude=["file_hash"])
    document.save()
    story.documents[key] = document


def fields(story: Story, entry: Entry, text: Fields) -> Fields:
    """Return what only some page types have."""
    if entry.kind == "form":
        return forms.page_fields(entry, text)
    if entry.kind == "home":
        return {"action_label": text.get("action_label", ""), "action_page_id": _action_page(story, entry)}
    return {"is_footer": entry.facts.get("is_footer", False)} if entry.kind == "section" else {}


def _action_page(story: Story, entry: Entry) -> int | None:
    key = entry.facts.get("action_page", "how-to-register")
    return story.page_id(key) if key in story.pages else None


def finish(story: Story, entry: Entry, page: BasePage) -> None:
    """Write the reusable contents before the first page is published: their links need the pages to exist."""
    if entry.kind == "home":
        reusable.write(story)


def end(story: Story) -> None:
    """Send the messages of the forms, set up what stands around the pages, and lay out the translators' benches."""
    forms.send_messages(story)
    furniture.tell(story)
    benches.tell(story)


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
        types={
            "home": HomePage,
            "section": SectionPage,
            "standard": StandardPage,
            "form": forms.new_page,
            "directory": CentreIndexPage,
        },
        prepare=prepare,
        fields=fields,
        finish=finish,
        end=end,
        order=10,
    )
)
