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

Fields = dict[str, Any]


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
    user: Any = None

    def page_id(self, key: str) -> int:
        """Return the id of the source page `key`."""
        return int(self.pages[key].pk)


@dataclass(frozen=True)
class Chapter:
    """An app's part of the story.

    `prepare` runs first (pictures, topics); `fields` gives a page type's own fields for one language; `finish` runs on
    each source page after its fields are set, before it is published.
    """

    folder: Path
    types: dict[str, type[BasePage]]
    prepare: Callable[[Story], None] = lambda story: None
    fields: Callable[[Story, Entry, Fields], Fields] = lambda story, entry, text: {}
    finish: Callable[[Story, Entry, BasePage], None] = lambda story, entry, page: None
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


def raw_body(story: Story, entry: Entry, blocks: list[Fields]) -> list[Fields]:
    """Return the stored form of a body; block ids depend on the place only, so all languages share them."""
    return [
        {"type": name, "value": _raw(story, name, value, f"{entry.key}/{place}"), "id": _id(f"{entry.key}/{place}")}
        for place, block in enumerate(blocks)
        for name, value in block.items()
    ]


def _id(path: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:mondcivitan:story:{path}"))


def _raw(story: Story, name: str, value: Any, path: str) -> Any:
    if name == "heading":
        return {"text": value, "level": "h2"} if isinstance(value, str) else value
    if name == "text":
        return _linked(story, value)
    if name == "picture":
        alt = value.get("alt", "")
        image = {"image": story.images[value["name"]].pk, "alt_text": alt, "decorative": not alt}
        return {"image": image, "caption": value.get("caption", ""), "size": value.get("size", "text")}
    if name == "document":
        return {"document": story.documents[value["name"]].pk, "title": value.get("title", "")}
    if name == "table":
        value = {**{key: item for key, item in value.items() if key != "rows"}, "lines": value["rows"]}
    return _plain(story, value, path)


def _plain(story: Story, value: Any, path: str) -> Any:
    """Return lists as list blocks and page keys as ids, all the way down."""
    if isinstance(value, list):
        return [
            {"type": "item", "value": _plain(story, item, f"{path}/{place}"), "id": _id(f"{path}/{place}")}
            for place, item in enumerate(value)
        ]
    if isinstance(value, dict):
        return {
            key: story.page_id(item) if key == "page" else _plain(story, item, f"{path}/{key}")
            for key, item in value.items()
        }
    return value


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
        "body": raw_body(story, entry, text.get("body", [])),
        **chapter.fields(story, entry, text),
    }


def assign(page: BasePage, values: Fields) -> BasePage:
    """Set `values` on a page; a body is given in its stored form."""
    for name, value in values.items():
        setattr(page, name, page._meta.get_field("body").to_python(value) if name == "body" else value)
    return page


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
    if not entry.parent:
        story.pages[entry.key] = assign(home, values)
        home.save()
        return
    page = assign(chapter.types[entry.kind](slug=text["slug"], live=False, owner=story.user), values)
    story.pages[entry.parent].specific.add_child(instance=page)
    story.pages[entry.key] = page


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
