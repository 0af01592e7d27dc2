"""The network at a glance; the number of queries does not grow with the centres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page

from centres.models import Centre, CentreIndexPage, CentreLanguage, CentrePage, Term
from cms.core.translations import language_codes, own_texts

from ..enums import ReportState
from ..models import Report
from ..reports.queries import last_year, owing_centres

# A term that ends within this time is shown, so that the next one can be prepared.
SOON = timedelta(days=90)
# Root, home page, directory, microsite.
MICROSITE_LENGTH = 4 * Page.steplen
DIRECTORY_LENGTH = 3 * Page.steplen
# SQLite takes no condition of a thousand parts: for more, all microsites are read.
MOST_HOMES = 500


@dataclass
class Glance:
    """What the secretariat sees of a centre beside its own fields."""

    ending_terms: int = 0
    last_published: datetime | None = None
    last_report: int | None = None
    owes_report: bool = False
    missing_texts: int = 0
    languages: list[str] = field(default_factory=list)


def ending_terms() -> QuerySet[Term]:
    """Return the terms that end within 90 days."""
    today = timezone.localdate()
    return Term.objects.filter(ends_on__range=(today, today + SOON))


def centres() -> QuerySet[Centre]:
    return Centre.objects.all()


def with_ending_terms(queryset: QuerySet[Centre]) -> QuerySet[Centre]:
    return queryset.filter(Exists(ending_terms().filter(centre_id=OuterRef("pk"))))


def owing(queryset: QuerySet[Centre]) -> QuerySet[Centre]:
    return queryset.filter(pk__in=owing_centres(last_year()).values("pk"))


def glances(found: Sequence[Centre]) -> dict[int, Glance]:
    """Return a glance at each of these centres, in six queries."""
    ids = [centre.pk for centre in found]
    glance: dict[int, Glance] = {pk: Glance() for pk in ids}
    terms = ending_terms().filter(centre__in=ids).order_by().values("centre").annotate(number=Count("pk"))
    for pk, number in terms.values_list("centre", "number"):
        glance[pk].ending_terms = number
    sent = Report.objects.filter(centre__in=ids, state=ReportState.SENT).order_by()
    for pk, year in sent.values("centre").annotate(last=Max("year")).values_list("centre", "last"):
        glance[pk].last_report = year
    for pk in owing_centres(last_year()).filter(pk__in=ids).values_list("pk", flat=True):
        glance[pk].owes_report = True
    _read_languages(found, glance)
    _read_pages(ids, glance)
    return glance


def _read_languages(found: Sequence[Centre], glance: dict[int, Glance]) -> None:
    site = language_codes()
    rows = CentreLanguage.objects.filter(centre__in=[centre.pk for centre in found])
    for pk, code in rows.values_list("centre_id", "code"):
        if code in site:
            glance[pk].languages.append(code)


def _read_pages(ids: list[int], glance: dict[int, Glance]) -> None:
    """Read when each microsite last published, and how many live texts its other languages lack."""
    homes = dict(CentrePage.objects.filter(centre__in=ids).values_list("path", "centre_id"))
    live: Any = own_texts(Page.objects.live()).annotate(
        directory=Substr("path", 1, DIRECTORY_LENGTH), home=Substr("path", 1, MICROSITE_LENGTH)
    )
    live = live.filter(directory__in=CentreIndexPage.objects.values("path"))
    if len(homes) <= MOST_HOMES:
        live = live.filter(home__in=list(homes))
    texts: dict[int, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for home, key, published in live.values_list("home", "translation_key", "last_published_at"):
        centre = homes.get(home)
        if centre is not None:
            texts[centre][key] += 1
            known = glance[centre].last_published
            glance[centre].last_published = max(known, published) if known and published else (published or known)
    for centre, keys in texts.items():
        languages = max(len(glance[centre].languages), 1)
        glance[centre].missing_texts = sum(max(languages - number, 0) for number in keys.values())
