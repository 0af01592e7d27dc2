"""Links that editors make outside of texts: a page of ours or an address elsewhere, each in the visitor's language.

They are stored as {"page": id, "url": "", "label": ""}. What leads nowhere any more drops out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from .translations import address_of, own_texts, preference

if TYPE_CHECKING:
    from django.http import HttpRequest

RawLink = dict[str, Any]
WEB_ADDRESS = URLValidator(schemes=["https", "http"])


class Link(NamedTuple):
    """A link ready to be shown; `language` is that of the title, "" when it is the visitor's."""

    title: str
    url: str
    language: str = ""


class PageOrAddressBlock(blocks.StructBlock):
    """Exactly one of a page and an address, and the words of the link, which a page may leave out."""

    page = blocks.PageChooserBlock(
        label=_("Page"), required=False, help_text=_("Leads to its text in the visitor’s language.")
    )
    url = blocks.URLBlock(
        label=_("Address elsewhere"), required=False, validators=[WEB_ADDRESS], help_text=_("Begins with https://")
    )
    label = blocks.CharBlock(
        label=_("Words of the link"),
        required=False,
        max_length=60,
        help_text=_("Left empty, the page’s own title is shown."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        errors = link_errors(page=result.get("page"), url=result.get("url"), label=result.get("label"))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result


def end_errors(*, page: Any, url: str, is_required: bool = True) -> dict[str, ValidationError]:
    """Return by field what is wrong with where a link leads: it has one end, or none where it may."""
    if page and url:
        return {"url": ValidationError(_("Choose a page or give an address, not both."))}
    if is_required and not page and not url:
        return {"page": ValidationError(_("Choose a page or give an address."))}
    return {}


def link_errors(*, page: Any, url: str, label: str) -> dict[str, ValidationError]:
    """Return what is wrong with a link, by field."""
    wrong = end_errors(page=page, url=url)
    if not wrong and url and not label:
        return {"label": ValidationError(_("Write the words of the link: an address has no title."))}
    return wrong


def page_ids(links: Iterable[RawLink]) -> set[int]:
    return {int(link["page"]) for link in links if link.get("page")}


def pages_by_id(ids: set[int], language: str) -> dict[int, Page]:
    """Return by id of a page its best live text for a visitor of `language`. Two queries, none without ids."""
    if not ids:
        return {}
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    texts = own_texts(Page.objects.live().filter(translation_key__in=set(keys.values()))).select_related("locale")
    order = preference(language)
    best: dict[object, Page] = {}
    # Few pages in few languages: choosing here costs less than making the database's query for it.
    for page in sorted(texts, key=lambda page: order.index(page.locale.language_code)):
        best.setdefault(page.translation_key, page)
    return {page_id: best[key] for page_id, key in keys.items() if key in best}


def resolve(
    link: RawLink, pages: dict[int, Page], *, language: str, written_in: str, request: HttpRequest | None = None
) -> Link | None:
    """Return the link for a visitor of `language`, None when its page cannot be read.

    Words written in another language give way to the title of a page that speaks the visitor's.
    """
    label, words_language = (link.get("label") or "").strip(), "" if written_in == language else written_in
    if not link.get("page"):
        url = link.get("url") or ""
        return Link(label or urlsplit(url).netloc, url, words_language) if url else None
    page = pages.get(int(link["page"]))
    if page is None:
        return None
    own = page.locale.language_code
    url = address_of(page, language, request)
    if label and (not words_language or own == written_in):
        return Link(label, url, words_language)
    return Link(page.title, url, "" if own == language else own)
