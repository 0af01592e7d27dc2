"""A visitor writes to the desk: mistakes, corrections, a reference; with scripts and without."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.core.guard import LEAST_SECONDS, LEAST_SECONDS_WITHOUT_PROOF
from tests.browser.conftest import Site, axe

PATHS = {"fr": "/fr/contact/formulaire/", "eo": "/eo/kontakto/mesagho/"}
# A busy machine proves slowly.
LONGEST_WAIT = 30_000
REFERENCE = re.compile(r"F-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def tab(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[tuple[Page, bool]]:
    context = chromium.new_context(
        base_url=site.base, java_script_enabled=request.param, viewport={"width": 360, "height": 800}
    )
    context.set_default_timeout(20_000)
    yield context.new_page(), request.param
    context.close()


def fill(page: Page, name: str, address: str) -> None:
    page.locator("[type=email]").fill(address)
    page.locator("input[autocomplete=name]").fill(name)


@pytest.mark.parametrize("language", ["fr", "eo"])
def test_is_told_what_to_mend_and_gets_a_reference(tab: tuple[Page, bool], site: Site, language: str):
    page, has_scripts = tab
    page.goto(PATHS[language])
    opened = time.monotonic()
    fill(page, "Ilia Sorel", "nulle part")
    page.locator("form.form-box button").click()

    alert = page.locator(".form-errors")
    expect(alert).to_be_visible(timeout=LONGEST_WAIT)
    expect(page.locator("html")).to_have_attribute("lang", language)
    links = alert.get_by_role("link")
    assert links.count() == 4
    for place in range(links.count()):
        target = page.locator(links.nth(place).get_attribute("href") or "")
        expect(target).to_have_attribute("aria-invalid", "true")
    expect(page.locator("input[autocomplete=name]")).to_have_value("Ilia Sorel")
    if has_scripts:
        assert page.evaluate("document.activeElement.className") == "form-errors"
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    # One address is confirmed three times an hour at most.
    fill(page, "Ilia Sorel", f"ilia.sorel.{language}.{has_scripts}@letters.example".lower())
    page.locator("[type=radio]").nth(1).check()
    page.locator("textarea").fill("Bonjour\nSaluton")
    page.locator("[type=checkbox]").last.check()
    least = LEAST_SECONDS if has_scripts else LEAST_SECONDS_WITHOUT_PROOF
    page.wait_for_timeout(max(0.0, least + 1 - (time.monotonic() - opened)) * 1000)
    page.locator("form.form-box button").click()

    reference = page.locator(".sent__reference")
    expect(reference).to_have_text(REFERENCE, timeout=LONGEST_WAIT)
    said = reference.inner_text()
    page.reload()
    expect(reference).to_have_text(said)
    mails = site.manage(
        code=f"""
from cms.core.models import Mail; from home.models import Submission
kept = Submission.objects.get(reference="{said}")
print(kept.language, *Mail.objects.filter(key__contains="{said}").order_by("notice").values_list("notice", "language"))
"""
    )
    assert mails == f"{language} ('form_answers', 'fr') ('form_received', '{language}')"
    if has_scripts:
        assert axe(page) == []


def test_a_double_click_sends_once(page: Page, site: Site):
    count = "from home.models import Submission; print(Submission.objects.count())"
    before = int(site.manage(code=count))
    page.goto(PATHS["fr"])
    fill(page, "Noé Duval", "noe.duval@letters.example")
    page.locator("[type=radio]").first.check()
    page.locator("textarea").fill("Une seule fois")
    page.locator("[type=checkbox]").last.check()
    page.wait_for_timeout(LEAST_SECONDS * 1000)
    page.locator("form.form-box button").dblclick()

    expect(page.locator(".sent__reference")).to_be_visible(timeout=LONGEST_WAIT)
    assert int(site.manage(code=count)) == before + 1
    assert page.errors == []  # type: ignore[attr-defined]


def test_a_block_leads_to_the_form_and_back(page: Page):
    page.goto("/fr/prendre-part/traduire-avec-nous/")
    form = page.locator(".form-block form")
    form.locator("input[autocomplete=name]").fill("Léa Ordo")
    form.locator("button").click()

    expect(page).to_have_url(re.compile(PATHS["fr"]), timeout=LONGEST_WAIT)
    expect(page.locator("input[autocomplete=name]")).to_have_value("Léa Ordo")
    assert page.errors == []  # type: ignore[attr-defined]
    assert axe(page) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_form_has_no_barrier(page: Page, language: str):
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(PATHS["fr"].replace("/fr/", f"/{language}/", 1))
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.locator(".form-box__more")).to_be_hidden()
