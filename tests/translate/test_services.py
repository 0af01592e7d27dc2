"""Translations written through wagtail-localize's segments."""

from __future__ import annotations

import pytest
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cms.translate import services
from home.models import StandardPage
from tests.factories.pages import make_page, make_site, text_block

pytestmark = pytest.mark.django_db

BODY = [
    {"type": "heading", "value": {"text": "Origine", "level": "h2"}, "id": "h"},
    {**text_block("<p>Une <b>voix</b>.</p><p>Deux voix.</p>"), "id": "t"},
]
CORPO = [
    {"type": "heading", "value": {"text": "Deveno", "level": "h2"}, "id": "h"},
    {**text_block("<p>Unu <b>voĉo</b>.</p><p>Du voĉoj.</p>"), "id": "t"},
]


def target(body) -> StandardPage:
    page = StandardPage(title="Historio", slug="historio", summary="Mallonge")
    page.body = page._meta.get_field("body").to_python(body)
    return page


@pytest.fixture
def source():
    return make_page(make_site()["fr"], "Histoire", summary="En bref", body=BODY)


def test_translation_holds_every_text_in_its_place(source, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        eo = services.translate(source=source, target=target(CORPO), locale=Locale.objects.get(language_code="eo"))

    eo.refresh_from_db()
    assert (eo.title, eo.slug, eo.summary, eo.live) == ("Historio", "historio", "Mallonge", True)
    assert [block.value["text"] for block in eo.body if block.block_type == "heading"] == ["Deveno"]
    assert "<p>Unu <b>voĉo</b>.</p><p>Du voĉoj.</p>" in str(eo.body)
    assert "voix" not in str(eo.body)


def test_translating_again_updates_and_does_not_double(source):
    locale = Locale.objects.get(language_code="eo")
    first = services.translate(source=source, target=target(CORPO), locale=locale)
    changed = [CORPO[0], {**text_block("<p>Unu <b>voĉo</b>.</p><p>Tri voĉoj.</p>"), "id": "t"}]

    again = services.translate(source=source, target=target(changed), locale=locale)

    assert again.pk == first.pk
    assert "Tri voĉoj." in str(again.body)
    assert TranslationSource.objects.filter(object_id=source.translation_key).count() == 1


def test_missing_segment_is_refused_and_nothing_is_kept(source):
    short = [CORPO[0], {**text_block("<p>Unu voĉo.</p>"), "id": "t"}]

    with pytest.raises(services.MismatchError, match="no text for segment 1"):
        services.translate(source=source, target=target(short), locale=Locale.objects.get(language_code="eo"))

    assert not StandardPage.objects.filter(locale__language_code="eo").exists()
