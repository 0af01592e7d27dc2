"""Rows that follow pages into the trash without a foreign key that says so, and rows that need no keeping.

An app above registers what is its own. The test of the trash compares the whole database, so what nobody registered
shows there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q
from wagtail.models import Page
from wagtail_localize import models as localize

Keys = dict[type[Model], set[Any]]
Follow = Callable[[Iterable[Page], Iterable[Page]], Keys]

# Computed from the rows that come back; search adds its own.
_derived = {
    "library.PublishedUse",
    "wagtailcore.ReferenceIndex",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
}
_followers: list[Follow] = []


def register_derived(label: str) -> None:
    """Keep no rows of the model `label`: they are made again when pages come back."""
    _derived.add(label)


def is_derived(model: type[Model]) -> bool:
    return model._meta.label in _derived


def register_follower(follow: Follow) -> None:
    """Keep the rows, as keys by model, that `follow(pages, gone)` names: somebody deletes them when the pages go.

    `gone` are all pages of the same deletion, of which `pages` make one entry.
    """
    if follow not in _followers:
        _followers.append(follow)


def followers_of(pages: Iterable[Page], gone: Iterable[Page]) -> Keys:
    """Return the keys of all rows that follow the pages."""
    found: Keys = defaultdict(set)
    for follow in _followers:
        for model, keys in follow(pages, gone).items():
            found[model] |= keys
    return found


def translation_rows(pages: Iterable[Page], gone: Iterable[Page]) -> Keys:
    """Return what wagtail-localize deletes with the pages, by its own rule.

    A page takes the translations from and into its language along; the last translation of a text takes its source.
    """
    languages: dict[Any, set[int]] = {page.translation_key: set() for page in pages}
    for page in gone:
        if page.translation_key in languages:
            languages[page.translation_key].add(page.locale_id)
    going, left = _translations(languages)
    keys = [key for key in languages if key not in left]
    found: Keys = {localize.Translation: going}
    for model in (localize.StringTranslation, localize.SegmentOverride):
        rows = model.objects.filter(context__object_id__in=list(languages))
        found[model] = {
            pk
            for pk, key, locale in rows.values_list("pk", "context__object_id", "locale_id")
            if key not in left or locale in languages[key]
        }
    for model, condition in _whole_sources(keys).items():
        found[model] = set(model.objects.filter(condition).values_list("pk", flat=True))
    return found


def _translations(languages: dict[Any, set[int]]) -> tuple[set[int], set[Any]]:
    """Return the keys of the translation records that go, and the texts that keep some."""
    going, left = set(), set()
    records = localize.Translation.objects.filter(source__object_id__in=list(languages))
    for pk, key, source, target in records.values_list("pk", "source__object_id", "source__locale_id", "target_locale"):
        if {source, target} & languages[key]:
            going.add(pk)
        else:
            left.add(key)
    return going, left


def _whole_sources(keys: list[Any]) -> dict[type[Model], Q]:
    in_context = Q(context__object_id__in=keys) | Q(source__object_id__in=keys)
    return {
        localize.TranslatableObject: Q(pk__in=keys),
        localize.TranslationSource: Q(object_id__in=keys),
        localize.TranslationLog: Q(source__object_id__in=keys),
        localize.TranslationContext: Q(object_id__in=keys),
        localize.StringSegment: in_context,
        localize.TemplateSegment: in_context,
        localize.OverridableSegment: in_context,
        localize.RelatedObjectSegment: in_context | Q(object_id__in=keys),
    }


def texts_of(found: Keys) -> Keys:
    """Return the strings and templates that segments need: shared by all pages, and removed when no page uses them."""
    segments, translations = found.get(localize.StringSegment, ()), found.get(localize.StringTranslation, ())
    templates = localize.TemplateSegment.objects.filter(pk__in=found.get(localize.TemplateSegment, ()))
    strings = set(localize.StringSegment.objects.filter(pk__in=segments).values_list("string_id", flat=True))
    strings |= set(
        localize.StringTranslation.objects.filter(pk__in=translations).values_list("translation_of_id", flat=True)
    )
    return {localize.String: strings, localize.Template: set(templates.values_list("template_id", flat=True))}


register_follower(translation_rows)
