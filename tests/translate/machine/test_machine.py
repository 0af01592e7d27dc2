"""Machines draft public texts, in marks that hold, and their failures are seen and tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

from cms.accounts.enums import translators
from cms.translate.machine import permissions, services
from cms.translate.memory.services import Pair, remember
from cms.translate.models import MachineOrder
from home.furniture.models import Alert
from home.models import StandardPage
from home.reusable.models import ReusableContent
from news.models import Author, NewsPage
from tests.factories.accounts import make_person, make_superuser
from tests.factories.pages import make_site
from tests.servers.machines import translation_service
from tests.translate.words import begin, make_source, written

pytestmark = pytest.mark.django_db
BOLD = 'Un <b>registre</b> ouvert, voir <a id="a1">nos statuts</a>.'


@pytest.fixture
def service():
    with translation_service() as running:
        yield running


@pytest.fixture
def libre(service, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translate.machine.translators.LibreTranslate",
        "OPTIONS": {"LIBRETRANSLATE_URL": service.url, "API_KEY": "a key", "TIMEOUT": 5, "LANGUAGES": ["fr", "eo"]},
    }
    return service


@pytest.fixture
def deepl(service, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translate.machine.translators.DeepL",
        "OPTIONS": {"URL": f"{service.url}/v2/translate", "AUTH_KEY": "a key", "TIMEOUT": 5},
    }
    return service


@pytest.fixture
def page():
    return make_source(make_site()["fr"])


def order(translation, user=None) -> MachineOrder:
    made = services.order_draft(translation=translation, user=user)
    services.attempt(translation_id=translation.pk, user_id=None)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("kind", ["libre", "deepl"])
def test_texts_are_drafted_and_marked(request, page, kind):
    service = request.getfixturevalue(kind)
    translation = begin(page)

    made = order(translation)

    assert (made.state, made.drafted, made.refused, made.error) == ("done", 5, 0, "")
    assert written(translation)["Une lanterne"] == "[Une lanterne]"
    assert written(translation)[BOLD] == f"[{BOLD}]"
    rows = StringTranslation.objects.exclude(context__path="slug")
    assert set(rows.values_list("translation_type", flat=True)) == {"machine"}
    assert {row.tool_name for row in rows} == {"LibreTranslate" if kind == "libre" else "DeepL"}
    assert service.asked[0]["target"].lower() == "eo"
    assert not any("slug" in text or text == "une-lanterne" for text in service.texts)


def test_an_answer_with_broken_marks_is_not_kept(libre, page):
    libre.change = lambda text: text.replace("</b>", "").replace("<b>", "")

    made = order(begin(page))

    assert (made.drafted, made.refused) == (4, 1)
    assert BOLD not in written(begin(page))


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", '<a href="https://x.example">x</a>', "<img src=x>"])
def test_an_answer_brings_no_code(libre, page, bad):
    libre.change = lambda text: text + bad

    made = order(begin(page))

    assert (made.drafted, made.refused) == (0, 5)
    assert written(begin(page)) == {}


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (500, "", "the service answered 500"),
        (403, "{}", "the service answered 403"),
        (200, "no json", "unreadable answer"),
        (200, '{"other": 1}', "unreadable answer"),
        (200, '{"translatedText": ["one"]}', "another number of texts"),
    ],
)
def test_failures_are_kept_for_people_and_tried_again(libre, page, status, answer, words):
    libre.status, libre.answer = status, answer

    made = order(begin(page))

    assert (made.state, made.attempts) == ("failed", 1)
    assert words in made.error
    assert "a key" not in made.error
    assert made.next_attempt_at > timezone.now() + timedelta(minutes=4)


def test_the_clock_tries_again_until_a_person_must_decide(libre, page, django_capture_on_commit_callbacks):
    libre.status = 500
    made = order(begin(page))
    for _time in range(services.MOST_ATTEMPTS - 1):
        assert services.try_again() == 0
        MachineOrder.objects.update(next_attempt_at=timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            assert services.try_again() == 1
    made.refresh_from_db()
    assert (made.attempts, made.next_attempt_at) == (services.MOST_ATTEMPTS, None)

    libre.status = 200
    made = order(begin(page))
    assert (made.state, made.attempts, made.drafted) == ("done", 1, 5)


def test_a_service_that_is_down_says_so(libre, page, settings):
    options = {**settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"], "LIBRETRANSLATE_URL": "http://127.0.0.1:9"}
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        **settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR,
        "OPTIONS": options,
    }

    assert order(begin(page)).error == "the service cannot be reached"


def test_memory_comes_first_and_is_not_sent(libre, page):
    remember(pairs=[Pair("Une lanterne", "Lanterno")], source_language="fr", target_language="eo")

    made = order(begin(page))

    assert made.drafted == 5
    assert "Une lanterne" not in libre.texts
    assert StringTranslation.objects.get(data="Lanterno").tool_name == "from memory"


def test_long_pages_are_asked_for_in_portions(libre, page):
    text = "".join(f"<p>Phrase numéro {number}.</p>" for number in range(60))
    translation = begin(make_source(make_site()["fr"], "Longue", text))

    assert order(translation).drafted == 62
    assert [len(asked["texts"]) for asked in libre.asked] == [40, 22]


def test_only_public_texts_whose_model_says_so_may_be_sent(page):
    assert {
        model.__name__: getattr(model, permissions.READABLE, False)
        for model in (StandardPage, NewsPage, ReusableContent, Alert, Author)
    } == {"StandardPage": True, "NewsPage": True, "ReusableContent": True, "Alert": True, "Author": False}
    assert permissions.may_be_read(page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not permissions.may_be_read(page)


def test_a_closed_page_is_never_sent(libre, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert order(begin(page)).drafted == 0
    assert libre.asked == []


def test_languages_that_the_service_does_not_know_are_not_offered(libre, page):
    from wagtail_localize.machine_translators import get_machine_translator

    machine, translation = get_machine_translator(), begin(page)
    assert machine.can_translate(page.locale, translation.target_locale)
    assert not machine.can_translate(page.locale, begin(page, "de").target_locale)


def test_screen_shows_failures_and_asks_again(client, libre, page, django_capture_on_commit_callbacks):
    libre.status = 500
    translation = begin(page)
    order(translation)
    client.force_login(make_superuser())
    assert "the service answered 500" in client.get("/cms/translations/machine/").content.decode()

    libre.status = 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/translations/machine/{translation.pk}/")
    assert MachineOrder.objects.get().state == "done"


def test_who_may_not_translate_asks_for_nothing_by_any_road(client, libre, page):
    translation = begin(page)
    client.force_login(make_person(groups=(translators("de"),)))
    for address in ("translations/machine/{}/", "localize/translate/{}/machine_translate/"):
        client.post(f"/cms/{address.format(translation.pk)}")
        assert client.get(f"/cms/{address.format(translation.pk)}").status_code == 302

    assert (MachineOrder.objects.count(), libre.asked) == (0, [])
