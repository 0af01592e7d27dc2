"""The frame around every page: languages, addresses of the same page in them, names, canonical address.

Everything is computed on first use, so that an answer which needs no frame asks no question of the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import override as use_language

from . import pictures
from .structure import structure_of
from .translations import NATIVE_NAMES, address_of, direction, own_address, prefixed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .pages import BasePage
    from .places import Place


@dataclass(frozen=True)
class NewerText:
    """The source of the text on this page, which has changed since it was translated."""

    url: str
    language: str
    since: datetime

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Feed:
    """A feed that a page names in its head."""

    title: str
    type: str
    url: str


# Functions that return the feeds of the whole site in a language; apps above append theirs.
site_feeds: list[Callable[[str], list[Feed]]] = []


# The name of the structure's part that says, by translation key, since when a text in this language is behind which
# language: (language of the source, moment). An app above registers it.
OLDER_TEXTS = "older_texts"


class Frame:
    """What `base.html` needs to know; see the names in docs/concepts.md."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def page(self) -> BasePage | None:
        return getattr(self.request, "shown_page", None)

    @cached_property
    def place(self) -> Place | None:
        return getattr(self.request, "shown_place", None)

    @cached_property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def direction(self) -> str:
        return direction(self.language)

    @cached_property
    def content_language(self) -> str:
        shown = self.place or self.page
        return shown.language if shown else self.language

    @cached_property
    def content_direction(self) -> str:
        return direction(self.content_language)

    @cached_property
    def is_fallback(self) -> bool:
        return self.content_language != self.language

    @cached_property
    def newer_text(self) -> NewerText | None:
        """The source of this page's text, where the text is older. No query."""
        structure = structure_of(self.request) if self.page and not self.is_fallback and not self.place else None
        found = structure.parts.get(OLDER_TEXTS, {}).get(self.page.translation_key) if structure and self.page else None
        source = self._translations.get(found[0]) if found else None
        if found is None or source is None:
            return None
        return NewerText(own_address(source, self.request), found[0], found[1])

    @cached_property
    def source_language_name(self) -> str:
        return language_name(self.content_language)

    @cached_property
    def site_name(self) -> str:
        return gettext("Citizens of the World")

    @cached_property
    def home_url(self) -> str:
        return f"/{self.language}/"

    @cached_property
    def search_url(self) -> str:
        with use_language(self.language):
            return reverse("search")

    @cached_property
    def feeds(self) -> list[Feed]:
        """The feeds of the whole site in the frame's language."""
        return [feed for find in site_feeds for feed in find(self.language)]

    @cached_property
    def feed_url(self) -> str:
        return self.feeds[0].url if self.feeds else ""

    @cached_property
    def origin(self) -> str:
        return f"{self.request.scheme}://{self.request.get_host()}"

    @cached_property
    def _translations(self) -> dict[str, Any]:
        return self.page.live_translations if self.page and self.page.pk else {}

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """The switcher: every content language, leading to the same page."""
        return [
            {
                "code": code,
                "name": name,
                "url": self._address(code),
                "is_current": code == self.language,
                "is_translated": not self.page or code in self._own,
            }
            for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
        ]

    @cached_property
    def _own(self) -> frozenset[str]:
        return self.place.own if self.place else frozenset(self._translations)

    def _address(self, code: str) -> str:
        if self.place:
            return self.place.addresses[code]
        if code in self._translations:
            return own_address(self._translations[code], self.request)
        if self.page:
            return address_of(self.page, code, self.request)
        path = self.request.get_full_path()
        moved = prefixed(path, code)
        return moved if moved != path or code == self.language else f"/{code}/"

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        """Absolute addresses of the real translations, and the source as x-default."""
        if self.robots:
            return []
        found = [
            {"hreflang": code, "url": self.origin + self._address(code)}
            for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
            if code in self._own
        ]
        default = next((item for item in found if item["hreflang"] == settings.LANGUAGE_CODE), None)
        default = default or next(iter(found), None)
        return [*found, {"hreflang": "x-default", "url": default["url"]}] if default else []

    @cached_property
    def canonical(self) -> str:
        if not self.page:
            return ""
        address = self.place.canonical if self.place else own_address(self.page, self.request)
        return self.origin + address if address else ""

    @cached_property
    def robots(self) -> str:
        is_hidden = self.place is not None and not self.place.is_listed
        is_preview = getattr(self.request, "is_preview", False)
        return "noindex, follow" if self.is_fallback or is_hidden or is_preview else ""

    @cached_property
    def social_image_url(self) -> str:
        picture = self.page.picture if self.page else None
        found = pictures.found_renditions(picture, pictures.use_named("social")) if picture else {}
        return self.origin + found["jpeg"][0].url if found else ""


def language_name(code: str) -> str:
    """Return the name of a language in the active language, such as "French"."""
    names = {
        "fr": gettext("French"),
        "en": gettext("English"),
        "es": gettext("Spanish"),
        "de": gettext("German"),
        "eo": gettext("Esperanto"),
        "ar": gettext("Arabic"),
    }
    return names.get(code) or NATIVE_NAMES.get(code, code)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
