"""Many pieces of news in three languages, to measure with: rows are written in bulk, not one by one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from .pages import NewsIndexPage, NewsPage

VOLUME_LANGUAGES = ("fr", "en", "eo")
BATCH = 500
FIRST_DAY = date(2010, 1, 1)
SYLLABLES = {
    "fr": "ci toy en mon de re gis tre paix as sem blée ré u nion ter re peu ple voix li bre cen tre".split(),
    "en": "ci ti zen world re gis ter peace as sem bly meet ing earth peo ple voice free cen tre".split(),
    "eo": "ci vi ta no mon do re gis tro pa co kun ve no ter o po po lo vo ĉo li be ra cen tro".split(),
}


def make_volume(*, count: int, report: Callable[[str], None] = lambda line: None) -> None:
    """Add `count` pieces of news in fr, en and eo below the news index; the same words every time."""
    source = NewsIndexPage.objects.filter(locale__language_code="fr").order_by("path").first()
    if source is None:
        raise ValueError("volume needs the news index: run `manage.py demo` first")
    start = source.numchild
    for code in VOLUME_LANGUAGES:
        index = source.get_translation_or_none(Locale.objects.get(language_code=code))
        if index:
            _fill(index, code, start, count)
            report(f"{code}: {count} news")


def _fill(index: NewsIndexPage, code: str, start: int, count: int) -> None:
    vocabulary = _vocabulary(code)
    steps = iter(_paths(index, count))
    for first in range(0, count, BATCH):
        rows = [
            _row(index, code, vocabulary, start + number, next(steps))
            for number in range(first, min(first + BATCH, count))
        ]
        with transaction.atomic():
            Page.objects.bulk_create([_page_of(row) for row in rows])
            keys = {page.path: page.pk for page in Page.objects.filter(path__in=[row.path for row in rows])}
            for row in rows:
                row.page_ptr_id = row.pk = keys[row.path]
                row.save_base(raw=True)
    Page.objects.filter(pk=index.pk).update(numchild=index.get_children().count())


def _paths(index: NewsIndexPage, count: int) -> Iterator[str]:
    """Return the tree paths that follow the last child's."""
    last = Page.objects.child_of(index).order_by("path").last()
    path = last.path if last else Page._get_path(index.path, index.depth + 1, 0)
    for _ in range(count):
        path = Page._get_path(index.path, index.depth + 1, Page._str2int(path[-Page.steplen :]) + 1)
        yield path


def _vocabulary(code: str) -> list[str]:
    chance = random.Random(f"mondcivitan {code}")
    return ["".join(chance.choices(SYLLABLES[code], k=chance.randint(1, 3))) for _ in range(3000)]


def _row(index: NewsIndexPage, code: str, vocabulary: list[str], number: int, path: str) -> NewsPage:
    chance = random.Random(f"{code} {number}")
    words = [vocabulary[min(2999, int(chance.paretovariate(0.7)))] for _ in range(200)]
    title = f"{' '.join(words[:5]).capitalize()} {number}"
    now = timezone.now()
    day = FIRST_DAY + timedelta(days=number % 5800)
    body = [
        {
            "type": "text",
            "id": str(uuid5(NAMESPACE_URL, f"{path}/{part}")),
            "value": f"<p>{' '.join(words[part : part + 50])}.</p>",
        }
        for part in range(0, 200, 50)
    ]
    page = NewsPage(
        title=title, draft_title=title, slug=f"volume-{number}", path=path, depth=index.depth + 1, live=True,
        url_path=f"{index.url_path}volume-{number}/", locale_id=index.locale_id, date=day, byline="Volume",
        translation_key=uuid5(NAMESPACE_URL, f"urn:mondcivitan:volume:{number}"), summary=" ".join(words[5:25]),
        content_type=ContentType.objects.get_for_model(NewsPage), first_published_at=now, last_published_at=now,
        latest_revision_created_at=now,
    )  # fmt: skip
    page.body = page._meta.get_field("body").to_python(body)
    return page


def _page_of(row: NewsPage) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{name: getattr(row, name) for name in names})
