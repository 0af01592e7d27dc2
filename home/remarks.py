"""Comments of translators, on the editors' desk: home knows both the desk and the translations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.desk.registry import Waiting, register_waiting
from cms.translate.bench.notifying import address_of
from cms.translate.bench.queries import threads_waiting_for


def remarks_waiting(user: Any) -> list[Waiting]:
    """Return one line for the threads in which the next word is this person's."""
    threads = list(threads_waiting_for(user))
    text = ngettext(
        "%(number)s comment on a translation waits for your answer",
        "%(number)s comments on translations wait for your answer",
        len(threads),
    )
    address = address_of(threads[0]) if len(threads) == 1 else reverse("translate_remarks")
    return [Waiting(text % {"number": len(threads)}, address)] if threads else []


register_waiting(remarks_waiting)
