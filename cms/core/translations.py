"""One page in several languages: which text a visitor of a language gets, and at which address.

A page that has no translation is shown, inside the chosen language's frame, in the language it was written in. Its
address there is the source's own path behind the chosen language's prefix, so that it never dangles: once the
translation goes live the same address leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.signals import request_started
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import get_language
from wagtail.models import Page

if TYPE_CHECKING:
    from django.http import HttpRequest

P = TypeVar("P", bound=Page)
NATIVE_NAMES = dict(settings.LANGUAGES)
# Pages that the page being shown links to, by id and by translation key, looked up once for all of them.
_linked: ContextVar[dict[Any, Page]] = ContextVar("linked", default={})  # noqa: B039 -- replaced, never changed
RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ps", "ur", "yi"})


def language_codes() -> list[str]:
    """Return the content languages, source first."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def direction(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def preference(language: str) -> list[str]:
    """Return the languages in which a visitor of `language` gets a text, best first."""
    return [language, *(code for code in language_codes() if code != language)]


def own_texts(pages: QuerySet[P]) -> QuerySet[P]:
    """Leave out aliases that show another language's text: wagtail-localize makes them for missing parents."""
    return pages.filter(Q(alias_of__isnull=True) | Q(alias_of__locale=F("locale")))


def in_language(pages: QuerySet[P], language: str) -> QuerySet[P]:
    """Return one page per translation group: in `language`, else in the next language that has it live.

    `pages` holds live pages of any language; the answer selects their locales too.
    """
    rank = Case(
        *(When(locale__language_code=code, then=Value(place)) for place, code in enumerate(preference(language))),
        default=Value(99),
        output_field=IntegerField(),
    )
    better = own_texts(Page.objects.live()).annotate(rank=rank)
    better = better.filter(translation_key=OuterRef("translation_key"), rank__lt=OuterRef("rank"))
    return own_texts(pages).annotate(rank=rank).filter(~Exists(better)).select_related("locale")


def live_translations(page: Page) -> dict[str, Page]:
    """Return the live texts of a page by language code, its own included when live. One query."""
    found = own_texts(Page.objects.live().filter(translation_key=page.translation_key)).select_related("locale")
    return {item.locale.language_code: item for item in found}


def own_address(page: Page, request: HttpRequest | None = None) -> str:
    """Return the page's path in its own language, "" when it belongs to no site."""
    return page.get_url(request) or ""


def address_of(page: Page, language: str | None = None, request: HttpRequest | None = None) -> str:
    """Return the path at which a visitor of `language` (default: the active one) reads `page`."""
    if language is None:
        page = _linked.get().get(page.translation_key, page)
    return prefixed(own_address(page, request), language or get_language() or settings.LANGUAGE_CODE)


def look_up_links(page_ids: Iterable[int]) -> None:
    """Let `address_of` and `linked_address` lead to the best text of these pages. One query, none without ids."""
    ids = set(page_ids)
    best: dict[Any, Page] = {}
    if ids:
        order = preference(get_language() or settings.LANGUAGE_CODE)
        keys = Page.objects.filter(pk__in=ids).values("translation_key")
        texts = own_texts(Page.objects.live().filter(translation_key__in=keys)).select_related("locale")
        ranked = sorted(texts, key=lambda page: order.index(page.locale.language_code))
        for page in ranked:
            best.setdefault(page.translation_key, page)
        best |= {page.pk: best[page.translation_key] for page in ranked}
    _linked.set(best)


def linked_address(page_id: int) -> str:
    """Return where a link to a page by its id leads, "" when no visitor can read it."""
    if page_id not in _linked.get():
        look_up_links([*(key for key in _linked.get() if isinstance(key, int)), page_id])
    page = _linked.get().get(page_id)
    return address_of(page) if page else ""


def _forget_links(**kwargs: Any) -> None:
    _linked.set({})


request_started.connect(_forget_links, dispatch_uid="core.forget_links")


def prefixed(path: str, language: str) -> str:
    """Return a language-prefixed `path` with the prefix of `language`."""
    parts = path.split("/", 2)
    if len(parts) == 3 and not parts[0] and parts[1] in NATIVE_NAMES:
        return f"/{language}/{parts[2]}"
    return path
