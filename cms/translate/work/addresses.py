"""Where a person goes on with a work."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.urls import NoReverseMatch, reverse
from wagtail_localize.models import Translation

from ..models import Work

BENCH, LIST = "translate_bench", "translate_works"


def work_address(work: Work) -> str:
    return bench_path(work.translation_id)


def bench_path(translation_id: int) -> str:
    """Return the bench of a translation; wagtail-localize's own screen, or the list, where there is no bench."""
    try:
        return reverse(BENCH, args=[translation_id])
    except NoReverseMatch:
        translation = Translation.objects.get(pk=translation_id)
    try:
        return str(translation.get_target_instance_edit_url())
    except ObjectDoesNotExist:
        return list_address()


def list_address() -> str:
    return reverse(LIST)
