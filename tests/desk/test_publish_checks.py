"""The ready-checks, each both ways."""

from __future__ import annotations

from uuid import uuid4

import pytest

from cms.core import wishes
from cms.desk.publish import registry
from cms.desk.publish.checks import leads_somewhere
from cms.desk.publish.enums import ReadyState
from cms.desk.publish.registry import Channel, Finding, ReadyCheck
from cms.desk.publish.review import Review
from home.models import StandardPage
from tests.desk.conftest import BODY, Desk
from tests.factories.media import make_document, make_image, picture_block
from tests.factories.pages import make_news_index, make_page, make_site, text_block, translate_page

pytestmark = pytest.mark.django_db
ID = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def page(homes):
    return make_page(homes["fr"], "Histoire", summary="Depuis 1949, des gens de partout.", body=BODY)


def found(page, name: str, *, user=None) -> list[tuple[str, str]]:
    """Return (state, field) of what one check finds."""
    rows = wishes.rows(page=page, user=user) if user else []
    line = next(line for line in Review(page, rows).lines if line.name == name)
    return [(finding.state.value, finding.anchor) for finding in line.findings]


def with_body(page, *blocks):
    page.body = page._meta.get_field("body").to_python(list(blocks))
    page.__dict__.pop("body_blocks", None)
    return page


def heading(text: str, level: str) -> dict:
    return {"type": "heading", "value": {"text": text, "level": level}, "id": ID}


def test_a_page_in_order_has_nothing_to_mend(page):
    assert [line.name for line in Review(page, []).lines if line.findings] == []


def test_what_the_form_requires_blocks(page):
    page.title = ""
    assert found(page, "form") == [("blocking", "id_title")]
    page.title = "Histoire"
    with_body(page, {**text_block(""), "id": ID})
    assert found(page, "form") == [("blocking", f"block-{ID}-section")]
    with_body(page, {"type": "embed", "value": {"url": "https://a.example/x", "title": "Film"}, "id": ID})
    assert found(page, "form") == [("blocking", f"block-{ID}-section")]


@pytest.mark.parametrize(("signs", "expected"), [(70, []), (71, [("advice", "id_title")])])
def test_title(page, signs, expected):
    page.title = "x" * signs
    assert found(page, "title") == expected


@pytest.mark.parametrize(
    ("signs", "expected"), [(0, [("advice", "id_summary")]), (200, []), (201, [("advice", "id_summary")])]
)
def test_summary(page, signs, expected):
    page.summary = "x" * signs
    assert found(page, "summary") == expected


@pytest.mark.parametrize(
    ("alternative", "expected"),
    [
        ("Une borne au bord de la route", []),
        ("", [("blocking", "id_picture_alt")]),
        ("IMG_2041.jpg", [("blocking", "id_picture_alt")]),
        ("DSC 0042", [("blocking", "id_picture_alt")]),
        ("Photographie de 1950", []),
    ],
)
def test_alternative_text_of_the_page(page, alternative, expected):
    page.picture, page.picture_alt = make_image(), alternative
    assert found(page, "pictures") == expected


@pytest.mark.parametrize(
    ("alternative", "decorative", "expected"),
    [("Une borne", False, 0), ("", True, 0), ("", False, 1), ("borne.png", False, 1)],
)
def test_alternative_text_in_the_body(page, alternative, decorative, expected):
    block = {**picture_block(make_image()), "id": ID}
    block["value"]["image"] |= {"alt_text": alternative, "decorative": decorative}
    assert found(with_body(page, block), "pictures") == [("blocking", f"block-{ID}-section")] * expected


def test_each_picture_without_words_is_named_once(page):
    said, plain, mute = ({**picture_block(make_image()), "id": key} for key in (str(uuid4()), str(uuid4()), ID))
    said["value"]["image"] |= {"alt_text": "Une borne", "decorative": False}
    plain["value"]["image"] |= {"alt_text": "", "decorative": True}
    mute["value"]["image"] |= {"alt_text": "", "decorative": False}
    with_body(page, mute, said, plain).picture = make_image()

    assert found(page, "pictures") == [("blocking", "id_picture_alt"), ("blocking", f"block-{ID}-section")]
    page.picture_is_decorative = True
    assert found(page, "pictures") == [("blocking", f"block-{ID}-section")]


def test_the_draft_is_looked_at_and_not_the_live_text(page):
    page.picture, page.picture_alt = make_image(), "Une borne de pierre"
    page.save_revision().publish()
    page.picture_alt = ""
    page.save_revision()

    assert found(page.get_latest_revision_as_object(), "pictures") == [("blocking", "id_picture_alt")]
    assert found(StandardPage.objects.get(pk=page.pk), "pictures") == []


def test_headings(page):
    assert found(with_body(page, heading("A", "h2"), heading("B", "h3"), heading("C", "h2")), "headings") == []
    assert found(with_body(page, heading("B", "h3")), "headings") == [("advice", f"block-{ID}-section")]


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        ('href="https://example.org/"', None),
        ('href="mailto:ana@citizens.example"', None),
        ('href="#origine"', None),
        # What could run, or leads nowhere, is not stored: only its words are.
        ('href="javascript:alert(1)"', None),
        ('href="java&#10;script:alert(1)"', None),
        ('href=""', None),
        ('linktype="page"', None),
        ('href="https:///nulle-part"', "blocking"),
        ('linktype="page" id="999999"', "blocking"),
        ('linktype="document" id="999999"', "blocking"),
    ],
)
def test_links(page, mark, state):
    with_body(page, {**text_block(f"<p>Lire <a {mark}>la suite</a>.</p>"), "id": ID})
    assert found(page, "links") == ([(state, f"block-{ID}-section")] if state else [])


def test_links_to_what_is_there_and_to_what_is_not_published(page, homes):
    live, hidden = make_page(homes["fr"], "Vivre"), make_page(homes["fr"], "Attendre", live=False)
    document = make_document()
    kinds = (("page", live.pk), ("document", document.pk), ("page", hidden.pk))
    marks = (f'<p><a linktype="{kind}" id="{pk}">x</a></p>' for kind, pk in kinds)
    with_body(page, {**text_block("".join(marks)), "id": ID})

    assert found(page, "links") == [("advice", f"block-{ID}-section")]


@pytest.mark.parametrize("address", ["", " ", "http://", "JaVaScRiPt:1", "\x01javascript:1", "vbscript:x", "http://[x"])
def test_addresses_that_lead_nowhere(address):
    assert not leads_somewhere(address)


def test_length(page):
    assert found(with_body(page), "length") == [("advice", "id_body")]
    assert found(with_body(page, text_block(f"<p>{'mot ' * 1501}</p>")), "length") == [("advice", "id_body")]
    assert found(with_body(page, text_block("<p>Un mot.</p>")), "length") == []


def test_length_of_a_page_that_lists_others(homes):
    index = make_news_index(homes["fr"])
    make_page(index, "Une", kind=index.allowed_subpage_models()[0])
    index.refresh_from_db()
    assert found(index, "length") == []


@pytest.mark.parametrize(("words", "expected"), [(120, 0), (121, 1)])
def test_paragraphs(page, words, expected):
    with_body(page, {**text_block(f"<p>{'mot ' * words}</p><p>Court.</p>"), "id": ID})
    assert found(page, "paragraphs") == [("advice", f"block-{ID}-section")] * expected


def test_languages(page, admin):
    for code in make_site():
        if code not in {"fr", "ar"}:
            translate_page(page, code, f"Histoire {code}")
    review = Review(page, wishes.rows(page=page, user=admin))
    assert [finding.text for finding in review.findings] == ["Not yet in: Arabic."]
    translate_page(page, "ar", "تاريخ")
    assert found(page, "languages", user=admin) == []


def test_blocking_stops_the_confirmation_and_advice_does_not(client, admin, page):
    page.summary = ""
    page.save_revision()
    assert Desk(client, admin, page).open().select_one(".mc-publish__confirm button")
    page.picture, page.picture_alt = make_image(), "IMG_1.jpg"
    page.save_revision()
    desk = Desk(client, admin, page)
    assert desk.open().select_one(".mc-publish__confirm button") is None
    answer = desk.confirm()
    assert "Mend first" in answer.content.decode()
    page.refresh_from_db()
    assert page.picture is None


def test_apps_add_checks_and_channels_of_their_own(client, admin, page):
    registry.register_check(ReadyCheck("seal", "Seal", lambda review: [Finding(ReadyState.ADVICE, "No seal.")]))
    registry.register_channel(Channel("wire", "Wire", "mail", lambda page, languages: {"fr": "/wire/"}))
    try:
        shown = Desk(client, admin, page).open()
    finally:
        registry.forget("seal")
        registry.forget("wire")

    assert "No seal." in shown.select_one(".mc-publish__findings").text
    assert shown.select_one('a[href="/wire/"]')
    assert "no channel" in Desk(client, admin, page).open().text


def test_news_goes_to_the_feeds_of_its_languages(desk):
    links = [item["href"] for item in desk.open().select('section[aria-labelledby="mc-publish-channels"] a')]
    assert links[:2] == ["/feeds/fr/news/", "/feeds/en/news/"]
