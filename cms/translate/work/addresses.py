"""Where a person goes on with a work."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.urls import NoReverseMatch, reverse
from wagtail_localize.models import Translation

from ..models import Work

LIST = "translate_works"


def work_address(work: Work) -> str:
    return bench_address(work.translation)


def bench_address(translation: Translation) -> str:
    """Return the bench of a translation."""
    try:
        return reverse("translate_bench", args=[translation.pk])
    except NoReverseMatch:
        return _edit_address(translation)


def _edit_address(translation: Translation) -> str:
    """Return wagtail-localize's own screen, which wants a target; the list where there is none yet."""
    try:
        return str(translation.get_target_instance_edit_url())
    except ObjectDoesNotExist:
        return list_address()


def list_address() -> str:
    return reverse(LIST)
