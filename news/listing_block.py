"""The listing: a saved query of pages, shown to each visitor in their language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.cards import Card, cards_for, load_pictures
from cms.core.listings import NEWEST, ORDERS, ListingKind, Query, kind_choices, listing_kind

from .directory import Name, read_directory
from .enums import AUTHOR, TOPIC
from .models import Author, Topic
from .queries import active_language

FIRST_YEAR, LAST_YEAR = 1900, 2200
MODELS = {TOPIC: Topic, AUTHOR: Author}
CARDS, LINES = "cards", "lines"


def name_choices(kind: str) -> list[tuple[str, str]]:
    """Return (translation key, name in the editor's language) of every topic or author."""
    return [(name.key, name.name) for name in read_directory().all(kind, active_language())]


def topic_choices() -> list[tuple[str, str]]:
    return name_choices(TOPIC)


def author_choices() -> list[tuple[str, str]]:
    return name_choices(AUTHOR)


def references_to(kind: str, keys: list[str]) -> Iterator[tuple[type[Any], str, str, str]]:
    """Yield what the reference index keeps: every language's text of these topics or authors is used here."""
    names = read_directory().names[kind]
    texts: list[Name] = [name for key in keys for name in names.get(key, {}).values()]
    for name in texts:
        yield MODELS[kind], str(name.pk), "", str(name.pk)


class SettingBlock(blocks.ChoiceBlock):
    """A choice whose labels are no words of the page."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class TopicsBlock(blocks.MultipleChoiceBlock):
    """Topics by translation key: the same in every translation of the page."""

    def get_searchable_content(self, value: list[str]) -> list[str]:
        return []

    def extract_references(self, value: list[str] | None) -> Iterator[tuple[type[Any], str, str, str]]:
        yield from references_to(TOPIC, value or [])


class AuthorBlock(SettingBlock):
    """An author by translation key."""

    def extract_references(self, value: str | None) -> Iterator[tuple[type[Any], str, str, str]]:
        yield from references_to(AUTHOR, [value] if value else [])


class PeriodBlock(blocks.StructBlock):
    """The dates between which a page is listed; whatever is filled holds together."""

    days = blocks.IntegerBlock(
        label=_("The last days"),
        required=False,
        min_value=1,
        max_value=3660,
        help_text=_("30: only what is at most thirty days old."),
    )
    year = blocks.IntegerBlock(label=_("One year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    since = blocks.DateBlock(label=_("From"), required=False)
    until = blocks.DateBlock(label=_("Until"), required=False, help_text=_("That day included."))

    class Meta:
        label = _("Period")
        help_text = _("Leave empty for all times.")
        icon = "date"
        collapsed = True

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        since, until = bounds(result)
        if since and until and until < since:
            message = ValidationError(_("Nothing can be of this period: it ends before it begins."))
            raise blocks.StructBlockValidationError(block_errors={"until": message})
        return result


def bounds(period: Any) -> tuple[date | None, date | None]:
    """Return the first and last day of a period, both included, None where it is open."""
    days, year = period.get("days"), period.get("year")
    first = [period.get("since"), date(year, 1, 1) if year else None]
    first += [timezone.localdate() - timedelta(days=days)] if days else []
    last = [period.get("until"), date(year, 12, 31) if year else None]
    return max(filter(None, first), default=None), min(filter(None, last), default=None)


class ListingBlock(blocks.StructBlock):
    """Pages that fit a query, one text of each."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    kind = SettingBlock(label=_("What to list"), choices=kind_choices, default="news")
    topics = TopicsBlock(
        label=_("Topics"),
        required=False,
        choices=topic_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For news. With several, whatever has one of them; with none, everything."),
    )
    author = AuthorBlock(
        label=_("Author"), required=False, choices=author_choices, help_text=_("For news. Only what this author wrote.")
    )
    page = blocks.PageChooserBlock(
        label=_("Only below this page"),
        required=False,
        help_text=_("In every language. Leave empty for the whole site."),
    )
    period = PeriodBlock()
    order = SettingBlock(label=_("Order"), choices=list(ORDERS.items()), default=NEWEST)
    count = blocks.IntegerBlock(label=_("At most how many"), default=3, min_value=1, max_value=24)
    look = SettingBlock(
        label=_("Look"), choices=[(CARDS, _("Cards with pictures")), (LINES, _("Lines with dates"))], default=CARDS
    )
    more = blocks.CharBlock(
        label=_("Words of the link to all"),
        required=False,
        default="",
        max_length=60,
        help_text=_("Such as “All news about peace”. Leads to the same choice, unlimited. Without words, no link."),
    )
    empty = blocks.CharBlock(
        label=_("When there is nothing"),
        required=False,
        default="",
        max_length=200,
        help_text=_("What readers see instead. When left empty: “Nothing here at the moment.”"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Listing")
        description = _("A choice of pages that stays up to date by itself, in each reader's language.")
        template = "blocks/listing.html"
        preview_value = {"title": "News", "kind": "news", "count": 3, "period": {}}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        kind = listing_kind(result["kind"])
        errors: dict[str, ValidationError] = {}
        if kind and not kind.has_topics:
            message = _("Only news has topics and authors. Choose “News” above, or clear this.")
            errors = {name: ValidationError(message) for name in ("topics", "author") if result.get(name)}
        if kind and result["order"] not in kind.orders:
            errors["order"] = ValidationError(_("This kind cannot be listed in this order."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        kind = listing_kind(value.get("kind") or "")
        query = query_of(value, page=context.get("page"))
        request = context.get("request")
        context["cards"] = found_cards(kind, query, request, with_pictures=value.get("look") != LINES)
        context["more_url"] = kind.more_address(query, request) if kind and value.get("more") else ""
        return context


def found_cards(kind: ListingKind | None, query: Query, request: Any, *, with_pictures: bool) -> list[Card]:
    """Return the cards of what a kind finds, none for a kind that no installed app has any more."""
    pages = kind.find(query) if kind else []
    if with_pictures:
        load_pictures(pages)
    else:
        for page in pages:
            page.picture = None
    return cards_for(pages, request=request)


def query_of(value: Any, *, page: Any = None) -> Query:
    """Return what a block's value asks for."""
    since, until = bounds(value.get("period") or {})
    below = value.get("page")
    return Query(
        language=active_language(),
        count=value.get("count") or 3,
        order=value.get("order") or NEWEST,
        topics=tuple(value.get("topics") or ()),
        author=value.get("author") or "",
        since=since,
        until=until,
        below=below.pk if below else None,
        without=str(page.translation_key) if page is not None else "",
    )
