"""A piece of news with a picture, in three languages: counted clicks on one screen."""

from __future__ import annotations

import base64
import time
import urllib.request

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, axe, sign_in
from tests.factories.media import picture_bytes

TITLES = {"fr": "La lampe du registre", "en": "The lamp of the register", "eo": "La lampo de la registro"}
TEXTS = {
    "fr": ("Une lampe reste allumée sur le bureau.", "Une lampe verte, le soir", "Elle brûle depuis 1949."),
    "en": ("A lamp stays lit on the desk.", "A green lamp in the evening", "It has burned since 1949."),
    "eo": ("Lampo restas lumanta sur la tablo.", "Verda lampo vespere", "Ĝi brulas de 1949."),
}
MOST = 9
# Milliseconds: saving and publishing wait for a busy machine.
PATIENCE = 60_000
# Every activation a person makes, whatever the page: a pointer that goes down, Enter, Space on what is not written in.
COUNT = """
addEventListener("pointerdown", (event) => event.isTrusted && tell(), true);
addEventListener("keydown", (event) => {
  const isText = event.target.closest("textarea, input, [contenteditable=true]");
  if (event.isTrusted && (event.key === "Enter" || (event.key === " " && !isText))) tell();
}, true);
function tell() { sessionStorage.setItem("acts", 1 + Number(sessionStorage.getItem("acts"))); }
"""
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const parcel = new DataTransfer();
  parcel.items.add(new File([bytes], name, { type: "image/png" }));
  return parcel;
}"""
PANEL = "#mc-publish-dialog .mc-publish"


def acts(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('acts')") or 0)


def drop(page: Page, field: Locator, name: str, data: bytes) -> None:
    """Let a file fall on a field, as from the desktop."""
    parcel = page.evaluate_handle(DROP, [name, base64.b64encode(data).decode()])
    for event in ("dragover", "drop"):
        field.dispatch_event(event, {"dataTransfer": parcel})


def write_news(page: Page) -> None:
    """From the `/cms/` home: one shortcut, then typing and a dropped picture."""
    page.locator(".mc-desk__shortcuts a").first.click()
    page.locator("#id_title").fill(TITLES["fr"])
    page.locator("#id_summary").fill(TEXTS["fr"][0])
    drop(page, page.locator("#id_picture-chooser"), "lampe_du-registre.png", picture_bytes((1230, 820)))
    expect(page.locator("#id_picture-chooser")).to_contain_text("lampe du registre", timeout=PATIENCE)
    expect(page.locator("#id_picture_alt")).to_be_focused()
    page.keyboard.type(TEXTS["fr"][1])
    page.locator("[data-contentpath=body] [contenteditable=true]").first.focus()
    page.keyboard.type(TEXTS["fr"][2])


def open_panel(page: Page) -> Locator:
    page.locator("footer button[name=action-open-publish]").click()
    panel = page.locator(PANEL)
    expect(panel.locator("form")).to_be_visible(timeout=PATIENCE)
    return panel


def translate(page: Page, panel: Locator, code: str) -> None:
    """One click for a language, then typing with Tab between the texts."""
    language = panel.locator("fieldset", has=page.locator(f"[name={code}-wish]"))
    language.locator("label", has=page.locator("[value=write]")).click()
    fields = language.locator(".mc-publish__texts textarea")
    expect(fields.first).to_be_focused()
    for words in (TITLES[code], *TEXTS[code]):
        page.keyboard.type(words)
        page.keyboard.press("Tab")


def wait_for_sizes(page: Page, picture: Locator) -> None:
    """The worker makes the sizes after the publication; visitors see the picture from then on."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not picture.count():
        assert time.monotonic() < deadline, "the picture did not appear"
        page.wait_for_timeout(500)
        page.reload()


def test_news_with_a_picture_in_three_languages_takes_few_clicks(page: Page, site: Site):
    page.add_init_script(COUNT)
    sign_in(page)
    page.evaluate("sessionStorage.clear()")

    write_news(page)
    panel = open_panel(page)
    for code in ("en", "eo"):
        translate(page, panel, code)
    assert axe_in_panel(page) == []
    panel.locator(".mc-publish__confirm button").click()
    expect(panel.locator("[data-mc-published] a[lang]")).to_have_count(3, timeout=PATIENCE)

    done = acts(page)
    print(f"activations: {done}")  # noqa: T201 -- the figure is the proof
    assert 0 < done <= MOST
    addresses = {
        link.get_attribute("lang"): link.get_attribute("href") for link in panel.locator("a[lang]").element_handles()
    }
    for code, address in addresses.items():
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator("h1")).to_contain_text(TITLES[code])
        shown = page.locator("main").inner_text()
        assert TEXTS[code][0] in shown
        assert TEXTS[code][2] in shown
        picture = page.locator(f'main img[alt="{TEXTS[code][1]}"]')
        wait_for_sizes(page, picture)
        assert urllib.request.urlopen(site.base + picture.get_attribute("src"), timeout=10).status == 200
    page.goto(addresses["fr"].replace("/fr/", "/es/", 1))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("h1")).to_contain_text(TITLES["fr"])
    expect(page.locator(".language-notice")).to_be_visible()
    assert page.errors == []  # type: ignore[attr-defined]


def axe_in_panel(page: Page) -> list[str]:
    return [line for line in axe(page) if "mc-publish" in line]


def test_somebody_elses_version_keeps_what_was_typed(page: Page, site: Site):
    sign_in(page)
    path = site.manage(
        code="from home.models import HomePage, StandardPage; "
        "home = HomePage.objects.get(locale__language_code='fr'); "
        "page = StandardPage(title='Le phare', slug='le-phare', summary='Il tourne.', live=False); "
        "home.add_child(instance=page); page.save_revision(); print(page.pk)"
    )
    page.goto(f"/cms/publish/{path}/")
    page.locator("[name=en-wish][value=write]").check()
    page.locator("fieldset:has([name=en-wish]) .mc-publish__texts textarea").first.fill("The lighthouse")
    site.manage(
        code=f"from home.models import StandardPage; page = StandardPage.objects.get(pk={path}); "
        "page.summary = 'Il tourne la nuit.'; page.save_revision()"
    )
    page.locator(".mc-publish__confirm button").click()

    expect(page.locator("[role=alert]")).to_be_focused(timeout=PATIENCE)
    expect(page.locator("fieldset:has([name=en-wish]) .mc-publish__texts textarea").first).to_have_value(
        "The lighthouse"
    )
    page.locator(".mc-publish__confirm button").click()
    expect(page.locator("[data-mc-published]")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("ar", 360), ("ar", 1280)])
def test_panel_on_a_telephone_and_from_right_to_left(chromium: Browser, site: Site, language: str, width: int):
    context = chromium.new_context(base_url=site.base, viewport={"width": width, "height": 800})
    page = context.new_page()
    site.manage(
        code="from cms.accounts.models import User; from cms.accounts.services import choose_language; "
        f"choose_language(user=User.objects.get(email='moderator@mondcivitan.example'), language='{language}')"
    )
    sign_in(page, "moderator@mondcivitan.example")
    pk = site.manage(
        code="from news.models import NewsPage; "
        "print(NewsPage.objects.filter(locale__language_code='fr').order_by('pk').first().pk)"
    )
    page.goto(f"/cms/publish/{pk}/")
    page.locator("[value=write]").first.check(force=True)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert axe_in_panel(page) == []
    context.close()
