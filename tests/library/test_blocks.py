"""The blocks of the library: what they render, what translators get, what examples show."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, StringSegment, TranslationSource

from cms.library import services
from cms.library.blocks import DocumentBlock, PictureBlock
from cms.library.models import Document, Image
from tests.factories.media import document_block, make_document, make_image, picture_block
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_site()["fr"]


def test_translators_get_the_words_and_not_the_choices(home):
    image, document = make_image(), make_document()
    picture = picture_block(image)
    picture["value"]["caption"] = "La borne de Cahors"
    paper = document_block(document)
    paper["value"]["title"] = "Lire la convention"
    page = make_page(home, "Publiée", body=[{**picture, "id": "p"}, {**paper, "id": "d"}])

    source, _new = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()

    words = set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    assert {"Une borne", "La borne de Cahors", "Lire la convention"} <= words
    assert not {"text", "wide"} & words
    assert OverridableSegment.objects.filter(source=source, context__path__startswith="body.p").exists()


def test_translated_picture_keeps_its_file_and_says_it_in_the_language(home, client):
    image = make_image()
    page = make_page(home, "Publiée", body=[{**picture_block(image), "id": "p"}])
    source, _new = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    locale = Locale.objects.get(language_code="eo")
    for segment in StringSegment.objects.filter(source=source):
        segment.string.translations.create(locale=locale, context=segment.context, data=f"{segment.string.data} (eo)")

    source.create_or_update_translation(locale, publish=False, fallback=True)
    translated = page.get_translation(locale)
    translated.get_latest_revision().publish()
    translated.refresh_from_db()

    shown = translated.body[0].value["image"]
    assert (shown.pk, shown.contextual_alt_text) == (image.pk, "Une borne (eo)")
    services.prepare_picture(image=image)
    assert 'alt="Une borne (eo)"' in client.get(translated.get_url()).content.decode()


def example(block, name: str) -> str:
    block.set_name(name)
    value = block.get_preview_value()
    context = block.get_preview_context(
        value, {"block_def": block, "bound_block": block.bind(value), "page_title": "Example"}
    )
    return render_to_string(block.get_preview_template(value, context), context)


@pytest.mark.parametrize(("block", "name"), [(PictureBlock, "picture"), (DocumentBlock, "document")])
def test_examples_show_published_files_only(home, block, name):
    image, document = make_image("Borne de Cahors"), make_document("Convention de Lyon")
    empty = example(block(), name)
    for model in (Image, Document):
        model.objects.update(is_public=True)

    filled = example(block(), name)

    title = image.title if name == "picture" else document.title
    assert block().is_previewable
    assert title not in empty
    assert title in filled
