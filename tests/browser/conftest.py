"""Journeys run against the real thing: the demonstration, its three processes, and Debian's Chromium."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "mondcivitan-demo"
# One page of every template, by its French path; `paths` adds those that the story names.
TEMPLATES = {
    "home": "/fr/",
    "topic": "/fr/nouvelles/topic/centres/",
    "author": "/fr/nouvelles/author/nadege-corvaline/",
    "narrowed news": "/fr/nouvelles/?topic=centres",
    "directory": "/fr/centres/",
    "microsite": "/fr/centres/portclair/",
    "search": "/fr/search/?q=citoyens",
    "empty search": "/fr/search/?q=xyzzyx",
    "sign-in": "/accounts/login/",
    "not found": "/fr/nulle-part/",
}
KINDS = ["section", "standard", "news", "article"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here: a browser test runs where Chromium is, all on one worker."""
    for item in items:
        if Path(item.fspath).is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """The running demonstration."""

    base: str
    environment: dict[str, str]

    def manage(self, *arguments: str, code: str = "") -> str:
        """Run a management command beside the site; `code` is Python for `shell`."""
        command = [sys.executable, "manage.py", *(["shell", "-v0", "-c", code] if code else arguments)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the demonstration in an empty folder and serve it with worker and clock."""
    port = free_port()
    environment = {
        **os.environ,
        "MONDCIVITAN_VAR": str(tmp_path_factory.mktemp("site")),
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PUBLIC_POST_RATE": "1000/m/ip",
        "SEARCH_RATE": "1000/m/ip",
    }
    environment.pop("DATABASE_URL", None)
    site = Site(f"http://127.0.0.1:{port}", environment)
    for command in (
        ["compilecatalogues"],
        ["bundle"],
        ["collectstatic", "--noinput", "-v0"],
        ["migrate", "-v0"],
        ["setup"],
        ["demo"],
    ):
        site.manage(*command)
    granian = str(Path(sys.executable).parent / "granian")
    address = ["--host", "127.0.0.1", "--port", str(port)]
    commands = (
        [granian, "--interface", "wsgi", *address, "--workers", "1", "--no-ws", "cms.wsgi:application"],
        [sys.executable, "manage.py", "db_worker", "--interval", "0.2", "--no-startup-delay"],
        [sys.executable, "manage.py", "tick", "--every", "1"],
    )
    processes = [subprocess.Popen(command, cwd=ROOT, env=environment) for command in commands]
    try:
        wait_until_served(site.base, processes)
        yield site
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=15)


def wait_until_served(base: str, processes: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(300):
        assert all(process.poll() is None for process in processes), "a process of the site ended"
        try:
            urllib.request.urlopen(f"{base}/healthz", timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not answer within 30 seconds")


@pytest.fixture(scope="session")
def paths(site: Site) -> dict[str, str]:
    """Return one path of every template, read from the site itself."""
    listed = site.manage(
        code="""
from home.models import *; from news.models import *
kinds = {"section": SectionPage, "standard": StandardPage, "news": NewsIndexPage, "article": NewsPage}
for name, model in kinds.items():
    page = model.objects.filter(locale__language_code="fr", live=True).order_by("depth", "path").first()
    print(name, page.get_url())
"""
    )
    found = dict(line.split(" ", 1) for line in listed.splitlines() if line.startswith(tuple(KINDS)))
    return {**TEMPLATES, **found}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=site.base, locale="fr-FR", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab that fails the test on any console error and on any request to a third party."""
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.errors = errors  # type: ignore[attr-defined]
    return page


def axe(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", AXE_RULES)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sign_in(page: Page, email: str = "admin@mondcivitan.example") -> None:
    """Sign in by password and arrive in the editors' screens."""
    page.goto("/accounts/login/?next=/cms/")
    page.locator("input[type=email], input[name=login]").first.fill(email)
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile("/cms/"))


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text))
