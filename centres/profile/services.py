"""Stores the settings of a centre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from cms.core import audit, page_store
from cms.library.services import publish_media, retract_unused

from .. import signals
from ..models import Centre, CentreLanguage
from ..queries import pages_of
from ..services import open_microsite, update_texts


@transaction.atomic
def save_profile(
    *,
    centre: Centre,
    picture: Any,
    words: Mapping[str, Mapping[str, Any]],
    languages: Iterable[str],
    actor: Any,
) -> Centre:
    """Store facts, header picture, words by language, and open the pages of languages that are new.

    `centre` holds the new facts. What visitors read changes at once, drafts keep what they had besides.
    """
    before = Centre.objects.select_for_update(of=("self",)).select_related("logo").get(pk=centre.pk)
    centre.parts = before.parts
    centre.save()
    _add_languages(centre, languages, actor)
    for page in pages_of(centre):
        own = words.get(page.locale.language_code, {})
        update_texts(page=page, values={**own, "picture": picture}, user=actor)
    if before.logo_id != centre.logo_id:
        _publish_logo(centre, before.logo)
    if before.email != centre.email:
        signals.email_changed.send(sender=Centre, centre=centre, old=before.email)
    audit.record(actor=actor, action="centre.settings_saved", obj=centre)
    transaction.on_commit(page_store.forget)
    return centre


def _add_languages(centre: Centre, languages: Iterable[str], actor: Any) -> None:
    known = set(centre.languages.values_list("code", flat=True))
    new = [code for code in languages if code not in known]
    first = centre.languages.count()
    for place, code in enumerate(new, start=first):
        CentreLanguage.objects.create(centre=centre, code=code, order=place)
    if new:
        open_microsite(centre=centre, actor=actor)
        audit.record(actor=actor, action="centre.languages_added", obj=centre, data={"languages": new})


def _publish_logo(centre: Centre, old: Any) -> None:
    for page in pages_of(centre).filter(live=True):
        publish_media(page=page)
    if old is not None:
        retract_unused(media=[old])
