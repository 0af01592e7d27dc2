"""What bodies store and pages show when somebody, or some code, gives what could run."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from cms.core.blocks import AddressBlock, CallToActionBlock, TextBlock
from home.models import StandardPage
from tests.factories.hostile import HOSTILE_ADDRESSES, HOSTILE_HTML, SCHEMES, acts
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db
BAD_HTML = "".join(HOSTILE_HTML)
BAD_ADDRESS = "java\tscript:alert(1)"


def items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(place)} for place, value in enumerate(values)]


def body(html: str, address: str) -> list[dict[str, Any]]:
    """Return a stored body that holds `html` and `address` in every field that takes one, nested too."""
    text = {"type": "text", "value": html, "id": "t"}
    call = {"type": "call_to_action", "value": {"title": "Agir", "label": "Agir", "url": address, "style": "main"}}
    columns = items([text, {**call, "id": "c"}], [{**text, "id": "u"}])
    return [
        text,
        {**call, "id": "call"},
        {"type": "callout", "value": {"kind": "note", "title": "", "text": html}},
        {"type": "quote", "value": {"text": "Mots", "attribution": "Qui", "source_url": address}},
        {"type": "cards", "value": {"title": "", "items": items({"title": "Carte", "url": address})}},
        {"type": "figures", "value": {"items": items({"number": "1", "text": "un", "url": address})}},
        {"type": "steps", "value": {"items": items({"title": "a", "text": html}, {"title": "b", "text": html})}},
        {"type": "timeline", "value": {"items": items({"date": "1949", "title": "a", "text": html})}},
        {"type": "accordion", "value": {"items": items({"title": "a", "text": html})}},
        {"type": "people", "value": {"items": items({"name": "Naima", "url": address})}},
        {"type": "audio", "value": {"title": "Son", "file": None, "transcript": html}},
        {"type": "video", "value": {"title": "Film", "file": None, "captions": [], "transcript": html}},
        {"type": "embed", "value": {"url": address, "title": "Film"}},
        {"type": "columns", "value": {"columns": columns}},
    ]


def stored(page: StandardPage) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM home_standardpage WHERE page_ptr_id = %s", [page.pk])
        return str(cursor.fetchone()[0])


def shown(client, page: StandardPage) -> BeautifulSoup:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one(".body")


def assert_harmless(shown_body: BeautifulSoup) -> None:
    for part in shown_body.select(".prose"):
        assert acts(part.decode_contents()) == []
    for tag in shown_body.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "srcdoc", "ping")]
        addresses = [tag[name] for name in ("href", "src", "cite", "data-src") if tag.get(name)]
        assert not [address for address in addresses if not address.startswith(SCHEMES)]
    assert not [tag for tag in shown_body.select("script") if "/static/" not in tag["src"]]


@pytest.mark.parametrize("way", ["raw", "values"])
def test_saved_by_code_nothing_that_acts_is_stored_or_shown(client, way):
    field = StandardPage._meta.get_field("body")
    page = make_page(make_site()["fr"], "Essai", body=body(BAD_HTML, BAD_ADDRESS))
    if way == "values":
        page.body = field.to_python([(child.block_type, child.value) for child in page.body])
    page.save()
    page.save_revision().publish()

    raw = stored(page)
    revision = page.get_latest_revision().content["body"]
    assert "mots gardés" in json.loads(raw)[0]["value"]
    for text in (raw, revision):
        kept = json.loads(text)
        assert acts(kept[0]["value"]) == []
        assert acts(kept[2]["value"]["text"]) == []
        assert acts(kept[6]["value"]["items"][0]["value"]["text"]) == []
        assert acts(kept[13]["value"]["columns"][0]["value"][0]["value"]) == []
        assert (kept[1]["value"]["url"], kept[3]["value"]["source_url"], kept[12]["value"]["url"]) == ("", "", "")
        assert kept[4]["value"]["items"][0]["value"]["url"] == ""
        assert kept[13]["value"]["columns"][0]["value"][1]["value"]["url"] == ""
        assert BAD_ADDRESS not in text
    assert_harmless(shown(client, page))


def test_updated_rows_are_cleaned_too():
    page = make_page(make_site()["fr"], "Essai", body=[])

    StandardPage.objects.filter(pk=page.pk).update(body=body(BAD_HTML, BAD_ADDRESS))

    assert acts(json.loads(stored(page))[0]["value"]) == []


def test_what_slipped_into_the_database_is_not_shown(client):
    page = make_page(make_site()["fr"], "Essai", body=[])
    raw = json.dumps(body(BAD_HTML, BAD_ADDRESS))
    if connection.vendor == "postgresql":
        raw = raw.replace("\\u0000", "")  # it keeps no such sign
    with connection.cursor() as cursor:
        cursor.execute("UPDATE home_standardpage SET body = %s WHERE page_ptr_id = %s", [raw, page.pk])

    part = shown(client, page)

    assert part.get_text().count("mots gardés") > 100
    assert_harmless(part)


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_form_refuses_the_address_and_keeps_the_rest(address):
    block = CallToActionBlock()
    value = block.value_from_datadict(
        {"c-title": "Agir", "c-label": "Agir", "c-url": address, "c-style": "main", "c-page": "", "c-text": ""}, {}, "c"
    )

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(value)

    assert list(refusal.value.block_errors) in (["url"], ["page"])
    assert value["title"] == "Agir"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("mondcivitan.example/a", "https://mondcivitan.example/a"),
        ("mailto:office@mondcivitan.example", "mailto:office@mondcivitan.example"),
        ("tel:+33199000000", "tel:+33199000000"),
        ("/fr/centres/", "/fr/centres/"),
        ("#part", "#part"),
    ],
)
def test_form_keeps_mail_phone_and_our_own_places(given, kept):
    assert AddressBlock().clean(AddressBlock().value_from_datadict({"a": given}, {}, "a")) == kept


def test_pasted_contentstate_keeps_words_and_loses_links():
    state = {
        "blocks": [
            {
                "key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "text": "<script>x</script> lien",
                "entityRanges": [{"offset": 19, "length": 4, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
    }  # fmt: skip
    block = TextBlock()

    value = block.clean(block.value_from_datadict({"t": json.dumps(state)}, {}, "t"))

    assert acts(value.source) == ["p data-block-key"]
    assert "&lt;script&gt;" in value.source
    assert "lien" in value.source


def test_lists_stored_before_they_had_ids_are_cleaned_too(client):
    old = [{"type": "cards", "value": {"title": "", "items": [{"title": "Carte", "url": BAD_ADDRESS}]}}]
    page = make_page(make_site()["fr"], "Essai", body=old)

    assert "script" not in stored(page)
    assert shown(client, page).select("a") == []


def test_unknown_blocks_are_kept_as_they_are():
    page = make_page(make_site()["fr"], "Essai", body=[{"type": "gone", "value": {"a": "<b>"}, "id": "g"}])
    with connection.cursor() as cursor:
        raw = json.dumps([{"type": "gone", "value": {"a": "<b>"}, "id": "g"}])
        cursor.execute("UPDATE home_standardpage SET body = %s WHERE page_ptr_id = %s", [raw, page.pk])

    assert list(StandardPage.objects.get(pk=page.pk).body) == []


def test_too_many_columns_are_refused_in_words():
    field = StandardPage._meta.get_field("body")
    text = [{"type": "text", "value": "<p>a</p>", "id": "t"}]
    stream = field.to_python([{"type": "columns", "value": {"columns": items(text, text, text, text)}}])

    with pytest.raises(StreamBlockValidationError):
        field.stream_block.clean(stream)
