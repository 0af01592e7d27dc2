"""A large branch: time, memory and bytes are printed; that everything comes back is asserted."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from wagtail.models import Page

from cms.desk.models import TrashEntry
from cms.desk.trash import services
from tests.factories.dump import differences, dump
from tests.factories.pages import make_page, make_section, make_site, text_block

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
PAGES = 500
TEXT = "<p>" + "Une lanterne par borne, une voix par registre. " * 40 + "</p>"


def measured(what):
    """Return how long `what` took and the peak of memory that Python took for it."""
    tracemalloc.start()
    began = time.monotonic()
    what()
    seconds, peak = time.monotonic() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"{seconds:.1f} s, {peak / 2**20:.0f} MiB"


def test_five_hundred_pages_go_and_come_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        section = make_section(make_site()["fr"], "Archives")
        for number in range(PAGES - 1):
            make_page(section, f"Fonds {number}", body=[text_block(f"{TEXT}<p>{number}</p>")])
    before = dump()

    with django_capture_on_commit_callbacks(execute=True):
        gone = measured(lambda: services.trash(page=Page.objects.get(pk=section.pk)))
    entry = TrashEntry.objects.get()
    with django_capture_on_commit_callbacks() as later:
        back = measured(lambda: services.restore(entry_id=entry.pk))
    with django_capture_on_commit_callbacks(execute=True):
        settled = measured(lambda: [call() for call in later])

    print(f"gone: {gone}; {entry.size // 1024} KiB; back: {back}; settled by tasks: {settled}")  # noqa: T201
    assert entry.page_count == PAGES
    assert entry.size < 512 * 1024
    assert differences(before, dump()) == []
