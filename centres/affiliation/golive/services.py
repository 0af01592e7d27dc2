"""Go live: the microsite is published in one act."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from centres.models import Centre
from cms.core import audit

from . import queries


@transaction.atomic
def go_live(*, centre: Centre, actor: Any) -> Centre:
    """Publish the pages of a microsite in every language that has text. Once: later pages are published as any page.

    Raises ValidationError when the centre does not work, or no language has text yet.
    """
    centre = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    if centre.went_live_at:
        return centre
    if not centre.is_open:
        raise ValidationError(_("A centre that is suspended or closed does not go live."))
    languages = queries.never_shown(centre)
    if not languages:
        raise ValidationError(_("Write something on the first page, or below it, before you go live."))
    for home, below in languages:
        for page in (home, *below):
            _publish(page, actor)
    centre.went_live_at = timezone.now()
    centre.save(update_fields=["went_live_at"])
    codes = [home.locale.language_code for home, _below in languages]
    audit.record(actor=actor, action="centre.went_live", obj=centre, data={"languages": codes})
    return centre


def _publish(page: Any, actor: Any) -> None:
    page.refresh_from_db()
    if not page.live:
        revision = page.get_latest_revision() or page.save_revision(user=actor)
        revision.publish(user=actor)
