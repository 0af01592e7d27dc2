"""What is found follows what is published, and never runs ahead of it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core import clock
from search import services
from search.engines.base import Query
from search.models import Entry, Word
from tests.factories.pages import make_page, make_section, text_block, translate_page

pytestmark = pytest.mark.django_db


def found(words: str, language: str = "fr") -> list[str]:
    return [row.title for row in services.engine().search(Query(words, language)).rows]


def told(words: str, language: str = "fr") -> tuple[int, int, int]:
    """Return what every way of counting says of `words`."""
    engine = services.engine()
    return (
        engine.search(Query(words, language)).total,
        sum(engine.facets(Query(words, language)).values()),
        sum(engine.count_by_language(words, [language]).values()),
    )


def stored_tokens(page_id: int) -> int:
    """Return how many rows of tokens the engine keeps for a page."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM search_tokens WHERE rowid = %s", [page_id])
        else:
            cursor.execute("SELECT count(*) FROM search_entry WHERE page_id = %s AND length(tokens) > 0", [page_id])
        return cursor.fetchone()[0]


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Return a context in which tasks run as soon as they are asked for."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_published_page_is_found(homes, publish):
    with publish():
        make_page(homes["fr"], "Lumière", body=[text_block("<p>Un soleil levant</p>")])

    assert found("soleils") == ["Lumière"]
    assert told("soleils") == (1, 1, 1)


def test_new_text_replaces_the_old_one(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière", body=[text_block("<p>Un soleil levant</p>")])
    page.title = "Crépuscule"
    page.body = page._meta.get_field("body").to_python([text_block("<p>Une étoile</p>")])
    with publish():
        page.save_revision().publish()

    assert (found("soleil"), found("lumiere"), found("etoile")) == ([], [], ["Crépuscule"])
    assert stored_tokens(page.pk) == 1


def test_draft_text_is_not_found_before_it_is_published(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière")
        page.title = "Brouillon secret"
        page.save_revision()
        services.index_page(page_id=page.pk)

    assert (found("secret"), found("lumiere")) == ([], ["Lumière"])


def test_page_never_published_is_not_indexed(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière", live=False)

    assert services.index_page(page_id=page.pk) is False
    assert Entry.objects.filter(page_id=page.pk).count() == 0


def test_unpublished_page_is_forgotten(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière")
    with publish():
        page.unpublish()

    assert Entry.objects.filter(page_id=page.pk).count() == 0
    assert stored_tokens(page.pk) == 0


def test_deleted_page_takes_entry_and_tokens_along(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière")
    page_id = page.pk
    page.delete()

    assert told("lumiere") == (0, 0, 0)
    assert Entry.objects.filter(page_id=page_id).count() == 0
    assert stored_tokens(page_id) == 0


def test_restricted_page_and_what_is_below_are_forgotten_and_come_back(homes, publish):
    with publish():
        section = make_section(homes["fr"], "Lumière")
        make_page(section, "Lumière dessous")
    with publish():
        restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    assert Entry.objects.filter(title__startswith="Lumière").count() == 0
    with publish():
        restriction.delete()
    assert sorted(found("lumiere")) == ["Lumière", "Lumière dessous"]


def test_page_moved_below_a_restricted_one_is_forgotten(homes, publish):
    with publish():
        section = make_section(homes["fr"], "Réservé")
        page = make_page(homes["fr"], "Lumière")
        PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    with publish():
        page.move(Page.objects.get(pk=section.pk), pos="last-child")

    assert Entry.objects.filter(page_id=page.pk).count() == 0


# An index that lags: no task ran since


def test_lagging_index_does_not_show_unpublished_pages(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière")
    Page.objects.filter(pk=page.pk).update(live=False)

    assert Entry.objects.filter(page_id=page.pk).exists()
    assert (found("lumiere"), told("lumiere")) == ([], (0, 0, 0))


def test_lagging_index_does_not_show_expired_pages(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    assert (found("lumiere"), told("lumiere")) == ([], (0, 0, 0))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(hours=1))
    assert (found("lumiere"), told("lumiere")) == (["Lumière"], (1, 1, 1))


def test_lagging_index_does_not_show_restricted_pages(homes, publish):
    with publish():
        section = make_section(homes["fr"], "Lumière")
        make_page(section, "Lumière dessous")
        make_page(homes["fr"], "Lumière dehors")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.PASSWORD, password="x")

    assert Entry.objects.filter(title__startswith="Lumière").count() == 3
    assert (found("lumiere"), told("lumiere")) == (["Lumière dehors"], (1, 1, 1))
    assert [row.title for row in services.engine().suggest("lumi", "fr", 8)] == ["Lumière dehors"]


def test_alias_that_shows_another_language_is_not_found(homes, publish):
    with publish():
        section = make_section(homes["fr"], "Mouvement")
        child = make_page(section, "Histoire")
        translate_page(child, "de", "Geschichte", slug="geschichte")
        services.rebuild()

    assert Page.objects.filter(title="Mouvement", locale__language_code="de").exists()
    assert (found("mouvement", "de"), found("geschichte", "de")) == ([], ["Geschichte"])


def test_page_of_no_registered_kind_is_not_found(homes):
    page = Page(title="Racine", slug="racine", locale=homes["fr"].locale)
    homes["fr"].add_child(instance=page)
    services.rebuild()

    assert found("racine") == []


def test_rebuild_reports_its_progress_and_removes_what_is_lost(homes, publish):
    with publish():
        page = make_page(homes["fr"], "Lumière")
    make_page(homes["fr"], "Étoile")
    Page.objects.filter(pk=page.pk).update(live=False)
    steps: list[tuple[int, int]] = []

    count = services.rebuild(report=lambda done, total: steps.append((done, total)))

    assert count == services.findable().count() == Entry.objects.count()
    assert steps[0] == (0, count)
    assert steps[-1] == (count, count)
    assert Entry.objects.filter(page_id=page.pk).count() == 0
    assert not Word.objects.filter(folded="lumiere").exists()
    assert found("etoile") == ["Étoile"]


def test_reconcile_puts_right_what_lost_tasks_left(homes, publish):
    services.rebuild()
    make_page(homes["fr"], "Manquante")
    with publish():
        old = make_page(homes["fr"], "Ancienne")
        gone = make_page(homes["fr"], "Partie")
    old.title = "Nouvelle"
    old.save_revision().publish()
    Page.objects.filter(pk=gone.pk).update(live=False)

    assert services.reconcile() == 3
    assert (found("manquante"), found("nouvelle"), found("ancienne"), found("partie")) == (
        ["Manquante"], ["Nouvelle"], [], [],
    )  # fmt: skip
    assert services.reconcile() == 0


def test_clock_reconciles(homes):
    job = next(job for job in clock.jobs() if job.name == "search_reconcile")
    services.rebuild()
    make_page(homes["fr"], "Manquante")

    job.function()

    assert found("manquante") == ["Manquante"]


def test_commands_tell_what_they_did(homes):
    make_page(homes["fr"], "Lumière")
    out = StringIO()

    call_command("search_rebuild", stdout=out)
    call_command("search_reconcile", stdout=out)

    count = Entry.objects.count()
    assert f"{count} of {count}" in out.getvalue()
    assert f"{count} pages can be found" in out.getvalue()
    assert "0 pages were put right" in out.getvalue()
