"""Opens a microsite: pages, groups, rights, files, and what the starters add."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from cms.core import audit
from cms.core.translations import language_codes

from ..microsites import Ground, starters
from ..models import Centre, CentreIndexPage, CentrePage
from .groups import ensure_groups
from .starting import remember_parts


@transaction.atomic
def open_microsite(*, centre: Centre, actor: Any) -> CentrePage:
    """Make what is missing of a centre's microsite in its languages; return its first page in the first of them.

    Idempotent: what is there, with whatever the team made of it, stays. The pages are drafts until the team goes live.
    """
    centre.parts = Centre.objects.select_for_update().get(pk=centre.pk).parts
    languages = microsite_languages(centre)
    is_new = not CentrePage.objects.filter(centre=centre).exists()
    home = _ensure_pages(centre, languages)
    ensure_groups(centre=centre)
    ground = Ground(centre, home, languages, actor)
    for starter in starters():
        starter.make(ground)
    remember_parts(centre=centre, languages=languages)
    if is_new:
        audit.record(actor=actor, action="centre.microsite_opened", obj=centre, data={"languages": list(languages)})
    return home


def microsite_languages(centre: Centre) -> tuple[str, ...]:
    """Return the languages of the site that the centre works in, its first one first; the site's source if none."""
    site = language_codes()
    found = [code for code in centre.languages.values_list("code", flat=True) if code in site]
    return tuple(found) or (settings.LANGUAGE_CODE,)


def _ensure_pages(centre: Centre, languages: tuple[str, ...]) -> CentrePage:
    existing = {page.locale.language_code: page for page in centre.pages.select_related("locale")}
    first = next((existing[code] for code in languages if code in existing), None)
    for code in languages:
        if code not in existing:
            existing[code] = _make_page(centre, code, first)
            first = first or existing[code]
    return existing[languages[0]]


def _make_page(centre: Centre, code: str, sibling: CentrePage | None) -> CentrePage:
    parent = CentreIndexPage.objects.get(locale=Locale.objects.get(language_code=code))
    page = CentrePage(centre=centre, title=centre.name, slug=centre.slug, locale=parent.locale, live=False)
    if sibling is not None:
        page.translation_key = sibling.translation_key
    parent.add_child(instance=page)
    page.save_revision()
    return page
