"""What waits for translators, on the editors' desk: home knows both the desk and the translations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.frame import language_name
from cms.desk.registry import Waiting, register_waiting
from cms.translate.models import Work
from cms.translate.work.addresses import work_address
from cms.translate.work.queries import Heap, heaps_for


def translations_asked(user: Any) -> list[Waiting]:
    """Return the text to open now, then one line for what to translate, what is in hand, and what to read."""
    heaps = heaps_for(user)
    address = reverse("translate_works")
    lines = [_first(heaps.first)] if heaps.first is not None else []
    if heaps.to_take.texts:
        text = ngettext("%(number)s text waits for you", "%(number)s texts wait for you", heaps.to_take.texts)
        lines.append(Waiting(_sentence(text, heaps.to_take), address))
    if heaps.in_hand.texts:
        text = ngettext("%(number)s text is in your hands", "%(number)s texts are in your hands", heaps.in_hand.texts)
        lines.append(Waiting(_sentence(text, heaps.in_hand), f"{address}?part=mine"))
    if heaps.to_read.texts:
        text = ngettext(
            "%(number)s translation waits for your reading",
            "%(number)s translations wait for your reading",
            heaps.to_read.texts,
        )
        lines.append(Waiting(text % {"number": heaps.to_read.texts}, f"{address}?part=review"))
    if heaps.late:
        text = ngettext("The date of %(number)s text has passed", "The date of %(number)s texts has passed", heaps.late)
        lines.append(Waiting(text % {"number": heaps.late}, address))
    return lines


def _first(work: Work) -> Waiting:
    """Return the way to one text: who comes to translate begins with a single click."""
    words = ngettext("%(number)s word", "%(number)s words", work.words) % {"number": work.words}
    facts = {"title": work.translation.source.object_repr, "language": language_name(work.language), "words": words}
    text = _("Go on with “%(title)s”: %(language)s, %(words)s")
    if not work.is_in_hand:
        text = _("Begin with “%(title)s”: %(language)s, %(words)s")
    return Waiting(text % facts, work_address(work))


def _sentence(text: str, heap: Heap) -> str:
    words = ngettext("%(number)s word", "%(number)s words", heap.words) % {"number": heap.words}
    day = formats.date_format(timezone.localtime(heap.oldest), "DATE_FORMAT") if heap.oldest else ""
    facts = {"texts": text % {"number": heap.texts}, "words": words, "day": day}
    return _("%(texts)s (%(words)s), the oldest since %(day)s") % facts


register_waiting(translations_asked)
