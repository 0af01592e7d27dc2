"""An editor writes news, publishes, translates by hand, and the world finds it."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.factories.media import picture_bytes

TITLE = "Une lanterne sur le port"
WORD = "lampisto"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "lanterne.png"
    path.write_bytes(picture_bytes((1200, 800)))
    return path


def wait_until(condition, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.3)


def status(address: str) -> int:
    try:
        return urllib.request.urlopen(address, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


def write_news(page: Page, picture: Path) -> None:
    page.locator(".mc-desk__shortcuts a").first.click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Un gardien allume chaque soir la lanterne du registre.")
    page.locator("#panel-child-content-picture-section, #id_picture-chooser").first.scroll_into_view_if_needed()
    page.locator("[id=id_picture-chooser] [data-chooser-action-choose]").first.click()
    page.get_by_role("tab", name=re.compile("upload|télécharger|Envoyer", re.IGNORECASE)).click()
    page.locator("[id=id_image-chooser-upload-title]").fill("Lanterne")
    page.locator("[id=id_image-chooser-upload-file]").set_input_files(picture)
    page.locator("form[action*='upload'] [type=submit], [data-chooser-modal-creation-form] [type=submit]").first.click()
    expect(page.locator("[id=id_picture-chooser] [data-chooser-title]")).to_contain_text("Lanterne")
    page.locator("#id_picture_alt").fill("Une lanterne allumée au bout d’un quai.")


def publish(page: Page) -> None:
    page.locator(
        "footer button[aria-expanded], footer .w-dropdown__toggle, footer [data-w-dropdown-target='toggle']"
    ).first.click()
    page.locator("button[name=action-publish]").first.click()
    page.wait_for_load_state("networkidle")


def test_news_is_written_published_translated_and_found(page: Page, site: Site, picture: Path):
    sign_in(page)
    write_news(page, picture)
    publish(page)
    address = site.manage(
        code=f"from news.models import NewsPage; p=NewsPage.objects.get(title={TITLE!r}); print(p.live, p.get_url(), p.pk)"
    ).split()
    assert address[0] == "True"
    assert status(site.base + address[1]) == 200

    page.goto(f"/cms/localize/submit/page/{address[2]}/")
    page.locator("label", has_text="Esperanto").click()
    page.locator("main button[type=submit], main input[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    translate_by_hand(page)
    eo = wait_for_translation(site)

    page.goto(eo)
    expect(page.locator("html")).to_have_attribute("lang", "eo")
    expect(page.locator("h1")).to_contain_text(WORD)
    wait_until(lambda: found_in_esperanto(page))
    assert page.locator("main ol a").first.get_attribute("href") == eo


def translate_by_hand(page: Page) -> None:
    """Fill every segment of wagtail-localize's editor and publish."""
    texts = {TITLE: f"La {WORD} sur la haveno", "une-lanterne-sur-le-port": "la-lampisto"}
    segments = page.locator("[class*=segment], .segments li").filter(has=page.get_by_role("button"))
    for place in range(segments.count()):
        segment = segments.nth(place)
        source = segment.inner_text()
        text = next((value for key, value in texts.items() if key in source), f"Esperanta teksto {place}")
        segment.get_by_role("button").first.click()
        segment.locator("textarea, [contenteditable=true]").first.fill(text)
        segment.get_by_role("button", name=re.compile("save|enregistrer", re.IGNORECASE)).first.click()
    page.wait_for_timeout(500)
    page.get_by_role("button", name=re.compile("publish|publier", re.IGNORECASE)).first.click()
    page.wait_for_load_state("networkidle")


def wait_for_translation(site: Site) -> str:
    return site.manage(
        code="from news.models import NewsPage; "
        f"p=NewsPage.objects.get(locale__language_code='eo', title__contains={WORD!r}, live=True); print(p.get_url())"
    )


def found_in_esperanto(page: Page) -> bool:
    page.goto(f"/eo/search/?q={WORD}")
    return page.locator("main ol a").count() > 0


def test_scheduled_page_goes_live_with_nobody_touching_anything(site: Site):
    path = site.manage(
        code="""
from datetime import timedelta
from django.utils import timezone
from home.models import HomePage, StandardPage
home = HomePage.objects.get(locale__language_code="fr")
page = StandardPage(title="Plus tard", slug="plus-tard", live=False, go_live_at=timezone.now() + timedelta(seconds=4))
home.add_child(instance=page)
page.save_revision().publish()
print(page.get_url())
"""
    )
    assert path == "/fr/plus-tard/"
    assert status(site.base + path) == 404

    # The clock of this site ticks each second; publishing is due once a minute.
    wait_until(lambda: status(site.base + path) == 200, seconds=90)


def test_mail_of_the_sign_in_is_in_the_mailbox(page: Page):
    page.goto("/accounts/login/code/")
    page.locator("main input[type=email], main input[name=email]").first.fill("admin@mondcivitan.example")
    page.locator("main button[type=submit]").first.click()
    page.goto("/demo/mailbox/")

    expect(page.locator("main table")).to_contain_text("admin@mondcivitan.example")
