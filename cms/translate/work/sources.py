"""What may be asked for: pages and other things that have translations, each with a name that a form can carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from cms.core import scope
from cms.core.trail import SITE_ROOT_DEPTH
from cms.core.translations import own_texts

from .reach import Reach

PAGE = "page"
MOST_DIGITS = 18


def name_of(instance: Any) -> str:
    """Return a name such as "page:12" or "news.topic:3"."""
    kind = PAGE if isinstance(instance, Page) else instance._meta.label_lower
    return f"{kind}:{instance.pk}"


def things() -> list[type[models.Model]]:
    """Return the models, beside pages, whose rows have texts that somebody may be asked to translate."""
    found = (model for model in get_snippet_models() if issubclass(model, TranslatableMixin))
    return sorted(
        (model for model in found if getattr(model, "is_asked_for", True)),
        key=lambda model: str(model._meta.verbose_name_plural),
    )


def thing_names(model: type[models.Model], user: Any) -> list[str]:
    """Return the names of the rows of `model` that `user` may ask for: each once, in the language it came from."""
    rows = scope.visible(user, model._default_manager.order_by("pk"))
    first: dict[Any, str] = {}
    for row in rows.select_related("locale"):
        first.setdefault(row.translation_key, name_of(row))  # type: ignore[attr-defined]
    return list(first.values())


def pages_below(page: Page) -> list[str]:
    """Return the names of a page and of those below it that are live and have a text of their own."""
    pages = own_texts(Page.objects.descendant_of(page, inclusive=True).live()).filter(depth__gte=SITE_ROOT_DEPTH)
    return [f"{PAGE}:{pk}" for pk in pages.order_by("path").values_list("pk", flat=True)]


def is_id(text: str) -> bool:
    """Say whether a text is an id that a database can hold."""
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def find(names: Iterable[str]) -> dict[str, Any]:
    """Return the named pages (specific) and things that exist. One query for each kind, and one for each page type."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for name in names:
        kind, _colon, pk = name.partition(":")
        if is_id(pk):
            wanted[kind].append(int(pk))
    known = {model._meta.label_lower: model for model in things()}
    found: dict[str, Any] = {}
    for kind, ids in wanted.items():
        if kind == PAGE:
            pages = own_texts(Page.objects.filter(pk__in=ids, depth__gte=SITE_ROOT_DEPTH)).select_related("locale")
            found |= {name_of(page): page for page in pages.specific()}
        elif kind in known:
            rows = known[kind]._default_manager.filter(pk__in=ids).select_related("locale")
            found |= {name_of(row): row for row in rows}
    return found


def kind_label(model: type[models.Model]) -> str:
    return str(capfirst(model._meta.verbose_name_plural))


def is_live(instance: Any) -> bool:
    """Say whether visitors can read it: what has no drafts is live."""
    return bool(getattr(instance, "live", True))


def model_named(label: str) -> type[models.Model] | None:
    """Return one of `things` by its label."""
    return next((model for model in things() if model._meta.label_lower == label), None)


def titles(names: Iterable[str], *, user: Any, reach: Reach) -> list[tuple[str, str]]:
    """Return the named texts that are this person's business, with their titles."""
    found = find(names)
    ids = [item.pk for item in found.values() if isinstance(item, Page)]
    near = set(Page.objects.filter(reach.pages(), pk__in=ids).values_list("pk", flat=True))
    return [
        (name, str(item))
        for name, item in found.items()
        if (item.pk in near if isinstance(item, Page) else scope.allows(user, "change", item) or reach.languages)
    ]
