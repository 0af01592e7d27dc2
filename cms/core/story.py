"""The demonstration story: pages in TOML files, one file a page with all its languages, built through the services.

An app above registers a `Chapter`: where its files are and which page types they make. `build` makes everything once:
first every source page, so that links find their ends, then the bodies, then the translations, segment by segment.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from wagtail.models import Locale

from .pages import BasePage
from .stored_blocks import cleaned

Fields = dict[str, Any]
# Names of fields that hold the key of a document, and of a picture.
FILES = ("file", "document")
PICTURES = ("portrait", "poster")


@dataclass(frozen=True)
class Entry:
    """One file: `texts` holds title, slug, summary, body… by language."""

    key: str
    kind: str
    parent: str
    facts: Fields
    texts: dict[str, Fields]


@dataclass
class Story:
    """What has been made so far, by key."""

    pages: dict[str, BasePage] = field(default_factory=dict)
    images: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    # What blocks name by "kind:key" and store by another value: a topic by its translation key, say.
    snippets: dict[str, str] = field(default_factory=dict)
    reusable: dict[str, Any] = field(default_factory=dict)
    user: Any = None

    def page_id(self, key: str) -> int:
        """Return the id of the source page `key`."""
        return int(self.pages[key].pk)


@dataclass(frozen=True)
class Chapter:
    """An app's part of the story.

    `prepare` runs first (pictures, topics); `fields` gives a page type's own fields for one language; `finish` runs on
    each source page after its fields are set, before it is published; `end` runs when all languages are told.
    """

    folder: Path
    types: dict[str, Callable[..., BasePage]]
    prepare: Callable[[Story], None] = lambda story: None
    fields: Callable[[Story, Entry, Fields], Fields] = lambda story, entry, text: {}
    finish: Callable[[Story, Entry, BasePage], None] = lambda story, entry, page: None
    end: Callable[[Story], None] = lambda story: None
    order: int = 100


_chapters: list[Chapter] = []


def register_chapter(chapter: Chapter) -> None:
    """Add an app's part of the story."""
    if chapter not in _chapters:
        _chapters.append(chapter)


def chapters() -> list[Chapter]:
    """Return the chapters in the order they are told."""
    return sorted(_chapters, key=lambda chapter: chapter.order)


def read_entries(chapter: Chapter) -> list[Entry]:
    """Return the entries of a chapter in the order of its file names."""
    entries = []
    for path in sorted(chapter.folder.glob("[0-9]*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        languages = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
        texts = {code: value for code, value in data.items() if code in languages}
        facts = {name: value for name, value in data.items() if name not in languages}
        entries.append(Entry(data["key"], data["type"], data.get("parent", ""), facts, texts))
    return entries


def raw_body(story: Story, key: str, blocks: list[Fields]) -> list[Fields]:
    """Return the stored form of a body; block ids depend on the place only, so all languages share them."""
    return _stream(story, blocks, key)


def _stream(story: Story, blocks: list[Fields], path: str) -> list[Fields]:
    return [
        {"type": name, "value": _raw(story, name, value, f"{path}/{place}"), "id": _id(f"{path}/{place}")}
        for place, block in enumerate(blocks)
        for name, value in block.items()
    ]


def _id(path: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:mondcivitan:story:{path}"))


def _raw(story: Story, name: str, value: Any, path: str) -> Any:
    """Return the stored form of one block; some kinds have a shorter form in the files."""
    make = SHORT_FORMS.get(name)
    return make(story, value, path) if make else _plain(story, value, path)


def _raw_heading(story: Story, value: Any, path: str) -> Fields:
    return {"text": value, "level": "h2"} if isinstance(value, str) else value


def _raw_picture(story: Story, value: Fields, path: str) -> Fields:
    return {**_picture(story, value), "size": value.get("size", "text")}


def _raw_gallery(story: Story, value: Fields, path: str) -> Fields:
    pictures = [_picture(story, item) for item in value["items"]]
    return {"title": value.get("title", ""), "items": _plain(story, pictures, path)}


def _raw_document(story: Story, value: Fields, path: str) -> Fields:
    return {"document": story.documents[value["name"]].pk, "title": value.get("title", "")}


def _raw_reusable(story: Story, value: Fields, path: str) -> Any:
    return story.reusable[value["name"]].pk


def _raw_table(story: Story, value: Fields, path: str) -> Any:
    rest = {key: item for key, item in value.items() if key != "rows"}
    return _plain(story, {**rest, "lines": value["rows"]}, path)


def _raw_columns(story: Story, value: list[list[Fields]], path: str) -> Fields:
    columns = [_stream(story, column, f"{path}/{place}") for place, column in enumerate(value)]
    return {"columns": _items(columns, path)}


SHORT_FORMS: dict[str, Callable[[Story, Any, str], Any]] = {
    "heading": _raw_heading,
    "picture": _raw_picture,
    "gallery": _raw_gallery,
    "document": _raw_document,
    "reusable": _raw_reusable,
    "table": _raw_table,
    "columns": _raw_columns,
}


def _plain(story: Story, value: Any, path: str) -> Any:
    """Return lists as list blocks and keys of pages and snippets as what is stored, all the way down."""
    if isinstance(value, str):
        return story.snippets[value] if value in story.snippets else _linked(story, value)
    if isinstance(value, list) and value and story.snippets.keys() >= set(map(str, value)):
        return [story.snippets[item] for item in value]
    if isinstance(value, list):
        return _items([_plain(story, item, f"{path}/{place}") for place, item in enumerate(value)], path)
    if isinstance(value, dict):
        return {key: _field(story, key, item, f"{path}/{key}") for key, item in value.items()}
    return value


def _items(values: list[Any], path: str) -> list[Fields]:
    return [{"type": "item", "value": value, "id": _id(f"{path}/{place}")} for place, value in enumerate(values)]


def _field(story: Story, key: str, value: Any, path: str) -> Any:
    """Return ids for the keys of pages, files and pictures."""
    if key == "page":
        return story.page_id(value)
    if key in FILES:
        return story.documents[value].pk
    if key in PICTURES:
        return story.images[value].pk
    return _plain(story, value, path)


def _picture(story: Story, value: Fields) -> Fields:
    alt = value.get("alt", "")
    image = {"image": story.images[value["name"]].pk, "alt_text": alt, "decorative": not alt}
    return {"image": image, "caption": value.get("caption", "")}


def _linked(story: Story, html: str) -> str:
    """Return rich text in which `href="page:KEY"` became Wagtail's link to the page."""
    return re.sub(r'href="page:([\w-]+)"', lambda found: f'linktype="page" id="{story.page_id(found[1])}"', html)


def texts_of(story: Story, chapter: Chapter, entry: Entry, text: Fields) -> Fields:
    """Return the page fields of one language."""
    return {
        "title": text["title"],
        "slug": text["slug"],
        "summary": text.get("summary", ""),
        "picture_alt": text.get("picture_alt", ""),
        "picture_is_decorative": "picture" in entry.facts and not text.get("picture_alt"),
        "body": raw_body(story, entry.key, text.get("body", [])),
        **chapter.fields(story, entry, text),
    }


def assign(page: BasePage, values: Fields) -> BasePage:
    """Set `values` on a page; a body is given in its stored form."""
    for name, value in values.items():
        setattr(page, name, _stream_value(page, value) if name == "body" else value)
    return page


def _stream_value(page: BasePage, raw: list[Fields]) -> Any:
    """Return the body as if it had been stored: without gaps, so that it can be compared text by text."""
    field = page._meta.get_field("body")
    return field.to_python(cleaned(field.stream_block, raw))


def make_source(story: Story, chapter: Chapter, entry: Entry, home: BasePage) -> None:
    """Make the source page with its title only: bodies link to pages, so all must exist first."""
    text = entry.texts[settings.LANGUAGE_CODE]
    picture = story.images.get(entry.facts.get("picture", ""))
    values = {
        "title": text["title"],
        "draft_title": text["title"],
        "show_in_menus": entry.facts.get("in_menu", False),
        "picture": picture,
    }
    standing = _standing(story, chapter, entry, home)
    if standing is not None:
        story.pages[entry.key] = assign(standing, values)
        standing.save()
        return
    page = assign(chapter.types[entry.kind](slug=text["slug"], live=False, owner=story.user), values)
    story.pages[entry.parent].specific.add_child(instance=page)
    story.pages[entry.key] = page


def _standing(story: Story, chapter: Chapter, entry: Entry, home: BasePage) -> BasePage | None:
    """Return the page that stands before the story is told: the home page, and what its file says is there."""
    if not entry.parent:
        return home
    if not entry.facts.get("is_there"):
        return None
    kind: Any = chapter.types[entry.kind]
    found: BasePage = kind.objects.child_of(story.pages[entry.parent]).get()
    return found


def fill_source(story: Story, chapter: Chapter, entry: Entry) -> None:
    """Give the source page its text and publish it."""
    page = type(story.pages[entry.key]).objects.get(pk=story.pages[entry.key].pk)
    values = texts_of(story, chapter, entry, entry.texts[settings.LANGUAGE_CODE])
    if not entry.parent:
        values.pop("slug")
    assign(page, values)
    chapter.finish(story, entry, page)
    page.save_revision(user=story.user).publish(user=story.user)
    story.pages[entry.key] = page


def target_for(story: Story, chapter: Chapter, entry: Entry, language: str) -> BasePage:
    """Return an unsaved page that holds the texts of `language`, block for block."""
    values = texts_of(story, chapter, entry, entry.texts[language])
    if not entry.parent:
        values["slug"] = language
    return assign(type(story.pages[entry.key])(locale=Locale.objects.get(language_code=language)), values)


# Functions that make N pages to measure with; apps above append theirs.
volume_makers: list[Callable[..., None]] = []
