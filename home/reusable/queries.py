"""Named reads of reusable content: what a page shows of it, who uses it, and circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.core.translations import preference

from .included import Included
from .models import ReusableContent, ReusableUse
from .references import ids_of


def included_in(page: Any, language: str) -> Included:
    """Return what `page` shows to a visitor of `language`, read once per page object and text."""
    ids = frozenset(ids_of(page))
    kept = page.__dict__.setdefault("_included", {})
    if (ids, language) not in kept:
        kept[ids, language] = load(ids, language)
    return kept[ids, language]


def load(ids: Iterable[int], language: str | None) -> Included:
    """Return the live contents of `ids` and those inside them, in the best or (None) every language.

    One question for each level of nesting, however many contents there are.
    """
    included = Included()
    wanted = set(ids)
    while wanted:
        keys = ReusableContent.objects.filter(pk__in=wanted).values("translation_key")
        rows = ReusableContent.objects.filter(translation_key__in=keys).select_related("locale").order_by("pk")
        texts: defaultdict[UUID, list[ReusableContent]] = defaultdict(list)
        for row in rows:
            included.keys[row.pk] = row.translation_key
            if row.live:
                texts[row.translation_key].append(row)
        for key, found in texts.items():
            included.texts[key] = found if language is None else [best_of(found, language)]
        held = {pk for found in texts.values() for row in found for pk in ids_of(row)}
        wanted = held - included.keys.keys()
    return included


def shown(content: ReusableContent, page: Any, language: str) -> Included:
    """Return what a block of `page` shows; away from a page, what it would show by itself."""
    included = included_in(page, language) if page is not None else Included()
    return included if content.pk in included.keys else load([content.pk], language)


def newest_live() -> ReusableContent | None:
    return ReusableContent.objects.filter(live=True).order_by("-last_published_at", "-pk").first()


def best_of(texts: list[ReusableContent], language: str) -> ReusableContent:
    """Return the text that a visitor of `language` gets."""
    order = preference(language)
    return min(texts, key=lambda text: order.index(text.language) if text.language in order else len(order))


def bodies_in(page: Any, language: str | None) -> list[StreamValue]:
    """Return the bodies that `page` shows by its reusable contents, joined into one."""
    if language is None:
        ids = ids_of(page)
        included = load(ids, None) if ids else Included()
    else:
        included = included_in(page, language)
    return [included.body] if included.texts else []


def uses_of(content: ReusableContent) -> QuerySet[ReusableUse]:
    """Return who holds a content or one of its translations, by language and title."""
    uses = ReusableUse.objects.filter(content__translation_key=content.translation_key)
    uses = uses.select_related("page__locale", "holder__locale", "page__content_type")
    return uses.order_by("page__locale__language_code", "page__draft_title", "holder__title", "pk")


def with_use_count(contents: QuerySet[ReusableContent]) -> QuerySet[ReusableContent]:
    """Add `use_count`: how many pages and contents hold a content or one of its translations."""
    uses = ReusableUse.objects.filter(content__translation_key=OuterRef("translation_key")).order_by()
    number = uses.values("content__translation_key").annotate(number=Count("pk")).values("number")
    return contents.annotate(use_count=Coalesce(Subquery(number), 0))


def is_used(content: ReusableContent) -> bool:
    """Say whether a page or another content names this very text."""
    return ReusableUse.objects.filter(content_id=content.pk).exists()


def pages_showing(content: ReusableContent) -> QuerySet[Page]:
    """Return the live pages that show a content, or one that holds it, in whichever language."""
    keys = {content.translation_key}
    holders = held_by()
    new = keys
    while new:
        new = {holder for key in new for holder in holders[key]} - keys
        keys |= new
    uses = ReusableUse.objects.filter(content__translation_key__in=keys, page__isnull=False, in_live=True)
    return Page.objects.live().filter(pk__in=uses.values("page_id"))


def held_by() -> defaultdict[UUID, set[UUID]]:
    """Return the keys of the contents that hold each content, in the live or newest text of any language."""
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    pairs = ReusableUse.objects.filter(holder__isnull=False)
    for key, holder in pairs.values_list("content__translation_key", "holder__translation_key"):
        found[key].add(holder)
    return found


def circle_of(content: ReusableContent) -> list[str]:
    """Return the titles of the contents that hold one another from `content`'s text, as it stands, back to it."""
    holds: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for key, holders in held_by().items():
        for holder in holders:
            holds[holder].add(key)
    own = ReusableContent.objects.filter(pk__in=ids_of(content))
    holds[content.translation_key] = set(own.values_list("translation_key", flat=True))
    path = _way_back(content.translation_key, holds)
    names = {content.translation_key: content.title}
    for key, title in ReusableContent.objects.filter(translation_key__in=path).values_list("translation_key", "title"):
        names.setdefault(key, title)
    return [names[key] for key in path]


def _way_back(start: UUID, holds: dict[UUID, set[UUID]]) -> list[UUID]:
    """Return the shortest chain from `start` to itself, both ends included, or nothing."""
    paths = [[start]]
    seen: set[UUID] = set()
    while paths:
        path = paths.pop(0)
        for key in sorted(holds.get(path[-1], set()), key=str):
            if key == start:
                return [*path, key]
            if key not in seen:
                seen.add(key)
                paths.append([*path, key])
    return []


def condition_of(owner: Any) -> Q:
    """Return the condition of being used by a page or a reusable content."""
    return Q(holder_id=owner.pk) if isinstance(owner, ReusableContent) else Q(page_id=owner.pk)
