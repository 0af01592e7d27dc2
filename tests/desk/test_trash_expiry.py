"""After thirty days, or when somebody says so, nothing of the text is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import String

from cms.core import clock
from cms.core.models import AuditEntry
from cms.desk.models import TrashEntry
from cms.desk.trash import errors, services
from search.models import Word
from tests.factories.accounts import make_superuser
from tests.factories.dump import everything
from tests.factories.pages import make_page, make_site, text_block
from tests.factories.trash import make_corner

pytestmark = pytest.mark.django_db
MARKER = "qzwxmarko"


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def gone(commit):
    """The corner, thrown away with a reason: its pages."""
    with commit():
        corner = make_corner(MARKER)
        pages = [corner.section, corner.translation, corner.alias]
        for alias in Page.objects.filter(locale__language_code="eo", alias_of__isnull=False):
            pages.append(alias)
    with commit():
        services.trash(page=corner.section, along=pages[1:], actor=corner.editor, reason=f"Le {MARKER} est parti")
    return corner


def test_nothing_of_the_text_is_left(gone, commit):
    assert MARKER in everything()

    with commit():
        services.delete_for_good(entry_id=TrashEntry.objects.get().pk, actor=gone.editor)

    left = [line for line in everything().splitlines() if MARKER in line.lower()]
    assert left == []
    assert not TrashEntry.objects.exists()


def test_who_did_what_when_is_kept_without_the_words(gone, commit):
    with commit():
        services.delete_for_good(entry_id=TrashEntry.objects.get().pk, actor=gone.editor)

    actions = list(AuditEntry.objects.filter(action__startswith="trash.").order_by("pk").values_list("action", "actor"))
    assert actions[-2:] == [("trash.deleted", gone.editor.pk), ("trash.deleted_for_good", gone.editor.pk)]
    log = PageLogEntry.objects.filter(action="wagtail.delete", user=gone.editor)
    assert log.exists()
    assert set(log.values_list("label", flat=True)) == {""}


def test_words_and_strings_of_other_pages_stay(gone, commit):
    with commit():
        make_page(gone.homes["fr"], "Lanterne", body=[text_block("<p>Deux voix</p>")])
    shared = String.objects.create(
        locale=gone.homes["fr"].locale, data="Autre", data_hash=String._get_data_hash("Autre")
    )

    with commit():
        services.delete_for_good(entry_id=TrashEntry.objects.get().pk)

    assert Word.objects.filter(folded__startswith="lanterne").exists()
    assert String.objects.filter(pk=shared.pk).exists()
    assert not FormState.objects.exists()


def test_clock_deletes_after_thirty_days_and_not_before(commit):
    home = make_site()["fr"]
    with commit():
        make_page(home, "Vieille").delete()
    with time_machine.travel(timezone.now() + timedelta(days=29, hours=23), tick=False):
        assert services.expire() == 0
        assert TrashEntry.objects.get().days_left == 1

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
        make_page(home, "Neuve").delete()
        assert "empty_trash" in {job.name for job in clock.jobs()}
        assert services.expire() == 1
        assert services.expire() == 0

    assert [entry.title for entry in TrashEntry.objects.all()] == ["Neuve"]


def test_what_is_gone_for_good_cannot_be_deleted_again():
    make_page(make_site()["fr"], "Vieille").delete()
    pk = TrashEntry.objects.get().pk
    services.delete_for_good(entry_id=pk)

    for again in (services.delete_for_good, services.restore):
        with pytest.raises(errors.Gone):
            again(entry_id=pk)


def test_another_entry_brings_its_own_strings(commit):
    """Two pages share a string: what one takes for good, the other brings back."""
    with commit():
        first = make_corner("lampe")
    texts = set(String.objects.values_list("data", flat=True))
    with commit():
        first.translation.delete()
        first.page.delete()
    entries = list(TrashEntry.objects.order_by("-pk"))
    String.objects.all().delete()

    with commit():
        for entry in entries:
            services.restore(entry_id=entry.pk)

    assert texts <= set(String.objects.values_list("data", flat=True))


def test_deleted_person_is_forgotten_and_the_name_goes_with_the_entry():
    person = make_superuser("va@mondcivitan.example")
    page = make_page(make_site()["fr"], "Histoire", live=False)
    page.delete(user=person)
    entry = TrashEntry.objects.get()
    assert (entry.deleted_by, entry.deleted_by_label) == (person, "Zamira Holm")

    person.delete()

    entry.refresh_from_db()
    assert entry.deleted_by is None
    assert str(entry) == f"{entry.pk}: home.StandardPage"
