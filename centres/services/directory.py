"""The directory's pages, one in each language."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Page

from ..pages import CentreIndexPage

SLUG = "centres"


@transaction.atomic
def ensure_directory(*, homes: Mapping[str, Page]) -> dict[str, CentreIndexPage]:
    """Make the directory below each language's home page where it is missing; return its pages by language.

    Idempotent. All have the slug "centres", so that an address of a microsite differs by its language only.
    """
    source = _ensure_source(homes[settings.LANGUAGE_CODE])
    found = {settings.LANGUAGE_CODE: source}
    for code, home in homes.items():
        found[code] = source.get_translation_or_none(home.locale) or _translated(source, home)
    return found


def _ensure_source(home: Page) -> CentreIndexPage:
    page = CentreIndexPage.objects.child_of(home).first()
    if page is None:
        page = CentreIndexPage(slug=SLUG, title=_title(home), locale=home.locale)
        home.add_child(instance=page)
        page.save_revision().publish()
    return page


def _translated(source: CentreIndexPage, home: Page) -> CentreIndexPage:
    page = CentreIndexPage(
        slug=SLUG,
        title=_title(home),
        locale=home.locale,
        translation_key=source.translation_key,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _title(home: Page) -> str:
    with override(home.locale.language_code):
        return gettext("Centres")
