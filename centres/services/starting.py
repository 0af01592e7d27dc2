"""The parts that starters give to a microsite: made once in each language, never again once the team has them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.db import transaction
from django.utils.translation import override
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from ..microsites import Ground, starters
from ..models import Centre, CentrePage
from ..queries import pages_of


@transaction.atomic
def ensure_part(*, ground: Ground, name: str, make: Callable[[CentrePage], Page]) -> list[Page]:
    """Make the page of the part `name` in each language where it was never made; return the new drafts.

    `make(home)` returns an unsaved page for below `home`, with title, slug and first text; it is called while the
    language of `home` is active. The texts are translations of each other. What the team deleted stays away.
    """
    centre = Centre.objects.select_for_update().get(pk=ground.centre.pk)
    known = centre.parts.get(name, {})
    missing = [code for code in ground.languages if code not in known.get("languages", ())]
    key = known.get("key") or str(uuid4())
    if not missing or ("key" in known and not Page.objects.filter(translation_key=key).exists()):
        return []
    homes = {page.locale.language_code: page for page in pages_of(centre)}
    made = [_make_text(homes[code], key, make) for code in missing]
    centre.parts[name] = {"key": key, "languages": [*known.get("languages", ()), *missing]}
    centre.save(update_fields=["parts"])
    ground.centre.parts = centre.parts
    return made


def _make_text(home: CentrePage, key: str, make: Callable[[CentrePage], Page]) -> Page:
    with override(home.locale.language_code):
        page = make(home)
    page.locale, page.translation_key, page.live = home.locale, key, False
    page.slug = find_available_slug(home, page.slug)
    home.add_child(instance=page)
    page.save_revision()
    return page


def remember_parts(*, centre: Centre, languages: tuple[str, ...]) -> None:
    """Write down that every starter was asked for these languages."""
    for starter in starters():
        known = centre.parts.setdefault(starter.name, {})
        known["languages"] = sorted({*known.get("languages", ()), *languages})
    centre.save(update_fields=["parts"])


def lacks_parts(*, centre: Centre, languages: tuple[str, ...]) -> bool:
    """Say whether a starter was registered, or a language added, since the microsite was last completed."""
    return any(set(languages) - set(centre.parts.get(starter.name, {}).get("languages", ())) for starter in starters())
