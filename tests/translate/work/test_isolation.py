"""Every address of the site, every way to write, by a translator of Esperanto, on what is German: no row moves."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from cms.translate.enums import WorkState
from cms.translate.models import Work
from news.models import Topic
from tests.factories.pages import make_news_index
from tests.factories.reusable import make_content
from tests.factories.translations import make_reviewer, make_work, publish_work
from tests.test_url_matrix import NOT_ASKED, Address, filled, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
METHODS = ("post", "put", "patch", "delete")
# What a person keeps of themselves: sessions, the guides they read, how their screens look.
OWN = {
    "sessions.session",
    "usersessions.usersession",
    "desk.tutorialread",
    "wagtailusers.userprofile",
    "accounts.noticerefusal",
}
OWN_COLUMNS = {"last_login"}
# A refusal: a redirect (Wagtail's way to say no, or to the sign-in), a bad request, forbidden, not there, no such way.
REFUSED = {302, 400, 403, 404, 405}
LEAST = 280
# Wagtail's own, which answer every method with what they would show: they write nothing.
ONLY_READ = {"release", "confirm_workflow_cancellation"}


@pytest.fixture
def german(page, admin, homes) -> dict[str, Any]:
    """What is German, all with the number of the German page, so that each address finds something."""
    person = make_reviewer("de")
    work = publish_work(make_work(page, admin, "de"), person, person)
    target = work.translation.get_target_instance()
    number, translation_id = target.pk, work.translation_id
    Work.objects.all().delete()
    Translation.objects.filter(pk=translation_id).update(id=number)
    Work.objects.create(pk=number, translation_id=number, state=WorkState.WANTED, words=3)
    locale = Locale.objects.get(language_code="de")
    Topic.objects.create(pk=number, name="Frieden", slug="frieden", locale=locale)
    make_content(language="de", pk=number)
    make_news_index(homes["de"], "Nachrichten")
    segment = StringSegment.objects.exclude(context__path="slug").first()
    return {
        "page_id": number,
        "pk": number,
        "object_id": number,
        "translation_id": number,
        "translation_source_id": work.translation.source_id,
        "string_segment_id": segment.pk,
        "locale_id": locale.pk,
        "language": "de",
        "document_id": 1,
        "content_type_app_name": "home",
        "content_type_model_name": "standardpage",
        "app_label": "news",
        "model_name": "topic",
        "parent_page_id": homes["de"].pk,
        "revision_id": target.latest_revision.pk,
        "key": "11111111-1111-4111-8111-111111111111",
    }


def body(number: int) -> dict[str, Any]:
    """Return what forms of the office ask for, so that what may be written would be."""
    return {
        "title": "Fremd",
        "name": "Fremd",
        "slug": "fremd",
        "value": "Fremd",
        "summary": "Fremd",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action": "take",
        "action-publish": "yes",
        "publish": "on",
        "confirm": "yes",
        "locale": str(Locale.objects.get(language_code="de").pk),
        "locales": [str(Locale.objects.get(language_code="de").pk)],
        "languages": ["de"],
        "text": f"page:{number}",
        "page": str(number),
        "work": [str(number)],
        "id": [str(number)],
        "reason": "Fremd",
        "wish": "write",
        "position": "0",
        "new_parent_page": str(number),
    }


def digest() -> dict[str, str]:
    """Return a digest of every table's rows, without what a person keeps of themselves."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label not in OWN and model._meta.managed and not model._meta.proxy:
            rows = _rows(model)
            found[label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def _rows(model: Any) -> list[str]:
    """Return the rows as the database has them."""
    quote = connection.ops.quote_name
    columns = (quote(field.column) for field in model._meta.local_concrete_fields if field.name not in OWN_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {quote(model._meta.db_table)}")  # noqa: S608 -- our own names
        return sorted(repr(row) for row in cursor.fetchall())


def addresses(values: dict[str, Any]) -> list[Address]:
    found = {filled(chain, values) for chain in patterns()}
    return sorted((item for item in found if item.name not in NOT_ASKED), key=lambda address: address.path)


def ask(client: Client, method: str, address: Address, number: int) -> int:
    path = f"{address.path}?id={number}" if "/bulk/" in address.path else address.path
    if method == "post":
        return int(client.post(path, body(number)).status_code)
    text = "&".join(f"{name}={value}" for name, value in body(number).items() if isinstance(value, str))
    answer = getattr(client, method)(path, text, content_type="application/x-www-form-urlencoded")
    return int(answer.status_code)


def test_a_translator_of_esperanto_changes_nothing_german(client, german, translator):
    number = german["page_id"]
    found = addresses(german)
    client.raise_request_exception = False
    client.force_login(translator)
    before = digest()
    wrong, requests = {}, 0
    for address in found:
        is_german = str(number) in address.path
        for method in METHODS if is_german else METHODS[:1]:
            status = ask(client, method, address, number)
            requests += 1
            if is_german and status not in REFUSED and address.name not in ONLY_READ:
                wrong[method, address.name, address.path] = status
            if "accounts/" in address.path or "logout" in address.path or "login" in address.path:
                client.force_login(translator)
    changed = {label for label, value in digest().items() if value != before[label]}

    print(f"{len(found)} addresses, {requests} requests to write")  # noqa: T201 -- the count is the proof
    assert len(found) >= LEAST
    assert changed == set()
    assert wrong == {}, "\n".join(map(str, wrong))


def test_the_digest_sees_a_german_row_move(german):
    before = digest()
    Topic.objects.update(name="Fremd")
    assert {label for label, value in digest().items() if value != before[label]} == {"news.topic"}
