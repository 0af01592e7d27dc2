"""One confirmation, one publication, whoever presses twice."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Locale, Page

from cms.core.models import AuditEntry
from cms.core.wishes import Order, Schedule, Wish
from cms.desk.publish import queries, services
from home.models import HomePage, StandardPage
from tests.desk.conftest import rows, written
from tests.factories.accounts import make_superuser

SHORT = ("A lantern", "It shines.")
ENGLISH = ("A lantern", "A keeper lights the lantern.", "An open <b>register</b>.")


def race_ground():
    """Return somebody and a draft, also where another race emptied the database: rights and groups are not needed."""
    fr = Locale.objects.get_or_create(language_code="fr")[0]
    en = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=fr))
    home = HomePage.objects.filter(locale=fr).first()
    if home is None:
        home = root.add_child(instance=HomePage(title="Accueil", slug="fr", locale=fr))
        home.copy_for_translation(en)
    page = home.add_child(
        instance=StandardPage(title="Une lanterne", slug="lanterne", summary="Elle brille.", live=False)
    )
    page.save_revision()
    return page, make_superuser()


def two_at_once(draft, admin) -> list[int | str]:
    """Confirm the same form in two threads; return the entries' ids, and the names of the errors."""
    orders = {"en": Order(Wish.WRITE, written(rows(draft, admin)["en"], *SHORT))}
    token = queries.token_of(queries.latest_text(draft.pk))
    asked = services.Confirmation(key=uuid.uuid4(), token=token, schedule=Schedule(), orders=orders)
    barrier, answers = threading.Barrier(2), []

    def press() -> None:
        try:
            barrier.wait()
            user = get_user_model().objects.get(pk=admin.pk)
            answers.append(services.confirm(page_id=draft.pk, user=user, asked=asked).pk)
        except Exception as error:  # noqa: BLE001 -- its name is the answer
            answers.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_without_the_key_the_second_press_does_it_again(monkeypatch):
    draft, admin = race_ground()
    monkeypatch.setattr(queries, "confirmation", lambda page_id, key: None)

    assert len(set(two_at_once(draft, admin))) == 2


@pytest.mark.django_db(transaction=True)
def test_with_the_key_the_second_press_gets_the_first_answer():
    draft, admin = race_ground()
    answers = two_at_once(draft, admin)

    assert answers == [AuditEntry.objects.get(action=queries.CONFIRMED).pk] * 2
    english = Page.objects.filter(translation_key=draft.translation_key, locale__language_code="en")
    assert [page.live for page in english] == [True]


@pytest.mark.django_db
def test_a_language_that_cannot_be_done_undoes_the_rest(draft, admin):
    page = queries.latest_text(draft.pk)
    good = Order(Wish.WRITE, written(rows(draft, admin)["en"], *ENGLISH))
    bad = Order(Wish.WRITE, written(rows(draft, admin)["eo"], "Lanterno", "Gardisto", "<p>Ne</p>"))
    asked = services.Confirmation(uuid.uuid4(), queries.token_of(page), Schedule(), {"en": good, "eo": bad})

    with pytest.raises(services.wishes.WishRefusedError):
        services.confirm(page_id=draft.pk, user=admin, asked=asked)

    assert not Page.objects.get(pk=draft.pk).live
    assert Page.objects.filter(translation_key=draft.translation_key).count() == 1
    assert not AuditEntry.objects.filter(action=queries.CONFIRMED).exists()
