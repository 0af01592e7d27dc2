"""Asks the translators of a language, from the publish panel."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import Translation

from ..work import notifying
from ..work.services.asking import put_down


def ask_translators(*, translation: Translation, asker: Any) -> int:
    """Write down that a translation is wanted, and write to the translators, once for each text of the source.

    The caller judged whether `asker` may. Returns how many people.
    """
    work = put_down(translation=translation, user=asker, person=None, due=None, note="")
    return notifying.tell_asked_people(works=[work], asker=asker)
