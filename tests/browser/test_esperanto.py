"""The editors' screens in Esperanto: their frame shows no word of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.conf import settings
from playwright.sync_api import Page

from cms.core import catalogues, package_catalogues
from tests.browser.conftest import Site, sign_in

EDITOR = "redaktanto@mondcivitan.example"
# Another person's words stand here: names of pages, pictures and people, and what is written in a text.
CONTENT = (
    "td.title > *, td.parent, td.username, td.user, .chooser__title, .c-sf-block__title, .w-minimap-item__text, "
    ".image-choice, figcaption, .DraftEditor-root, textarea, kbd, .mc-desk__waiting a, .w-breadcrumbs a, "
    ".sidebar-footer, .w-avatar, .w-side-panel-toggle__counter, select[name*=time_zone], .workflow-tasks, "
    ".xdsoft_save_selected"
)
WORDS = """content => {
  const found = new Set();
  const add = (text) => (text || "").replace(/\\s+/g, " ").trim() && found.add(text.replace(/\\s+/g, " ").trim());
  const isFrame = (item) => item && !item.closest("script, style, template, noscript") && !item.closest(content);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (isFrame(walker.currentNode.parentElement)) add(walker.currentNode.textContent);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const item of document.body.querySelectorAll(`[${name}]`)) if (isFrame(item)) add(item.getAttribute(name));
  for (const item of document.querySelectorAll("input[type=submit]")) add(item.value);
  return [...found];
}"""
# Words that no Esperanto sentence has: they find what no catalogue lists.
ALIEN = re.compile(
    r"\b(the|and|of|to|this|that|is|are|was|not|with|your|you|for|from|page|pages|others|edit|add|delete|save|search|can|name|type|new|yes|"
    r"le|les|une|et|est|pas|pour|dans|avec|votre|vous|der|die|das|und|ist|nicht|los|las|una)\b(?!-)",
    re.IGNORECASE,
)
# What stands in quotation marks is somebody's name for a thing.
QUOTED = re.compile(r"«[^»]*»")


def every_text(language: str, domain: str) -> Iterator[str]:
    """Yield what packages and project say in a language, without what has a gap to fill."""
    paths = [folder / language / "LC_MESSAGES" / f"{domain}.po" for folder in package_catalogues.package_folders()]
    for path in [*paths, catalogues.LOCALE_DIR / language / "LC_MESSAGES" / f"{domain}.po"]:
        for entry in package_catalogues.entries(path).values():
            yield from (entry.msgid, entry.msgid_plural) if language == "en" else ()
            yield from (entry.msgstr, *entry.msgstr_plural.values())


@cache
def foreign() -> frozenset[str]:
    """Return the English and French texts that are no Esperanto ones, and no names of languages."""
    found: set[str] = set()
    esperanto = {name for _code, name in settings.LANGUAGES}
    for domain in package_catalogues.DOMAINS:
        found.update(text for language in ("en", "fr") for text in every_text(language, domain))
        esperanto.update(every_text("eo", domain))
        for entry in package_catalogues.entries(package_catalogues.path_of(domain)).values():
            esperanto.update((entry.msgstr, *entry.msgstr_plural.values()))
    return frozenset({" ".join(text.split()) for text in found} - {" ".join(text.split()) for text in esperanto})


def alien_words(page: Page) -> list[str]:
    """Return what the frame of the open screen says in another language."""
    # Names of languages in themselves, and of groups, are data.
    names = {*(name for _code, name in settings.LANGUAGES), "Correspondents", "Secretariat"}
    return sorted(
        text
        for text in page.evaluate(WORDS, CONTENT)
        if text not in names
        and (text in foreign() or text.rstrip(":") in foreign() or ALIEN.search(QUOTED.sub("", text)))
    )


@pytest.fixture
def numbers(site: Site) -> dict[str, str]:
    """Make an editor who reads Esperanto, a page written in it, and tell where things are."""
    told = site.manage(
        code=f"""
from cms.accounts.models import User
from home.models import HomePage, StandardPage
from home.furniture.models import MainMenu
from news.models import Topic
from wagtail.users.models import UserProfile
editor = User.objects.create_superuser("{EDITOR}", "mondcivitan-demo", first_name="Zamir")
UserProfile.objects.create(user=editor, preferred_language="eo")
home = HomePage.objects.get(locale__language_code="eo")
page = home.add_child(instance=StandardPage(title="Provo", slug="provo", locale=home.locale, owner=editor))
page.save_revision(user=editor).publish(user=editor)
print("home", home.pk)
print("page", page.pk)
print("menu", MainMenu.objects.first().pk)
print("topic", Topic.objects.filter(locale__language_code="eo").first().pk)
"""
    )
    return dict(line.split(" ") for line in told.splitlines() if len(line.split(" ")) == 2)


def test_ten_main_screens_in_esperanto_show_no_word_of_another_language_in_the_frame(
    page: Page, site: Site, numbers: dict[str, str]
):
    sign_in(page, EDITOR)
    screens = {
        "home": "/cms/",
        "explorer": f"/cms/pages/{numbers['home']}/",
        "editor": f"/cms/pages/{numbers['page']}/edit/",
        "history": f"/cms/pages/{numbers['page']}/history/",
        "images": "/cms/images/",
        "documents": "/cms/documents/",
        "topics": "/cms/snippets/news/topic/?locale=eo",
        "topic": f"/cms/snippets/news/topic/edit/{numbers['topic']}/",
        "report": f"/cms/reports/site-history/?object_id={numbers['page']}",
        "users": "/cms/users/",
        "groups": "/cms/groups/new/",
        "menu": f"/cms/snippets/furniture/mainmenu/edit/{numbers['menu']}/",
        "search": "/cms/pages/search/?q=provo",
    }
    found = {}
    for name, address in screens.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if name == "editor":
            for panel in ("status", "preview", "checks", "comments"):
                page.locator(f"[data-side-panel-toggle={panel}]").click()
            page.locator("footer button[name=action-open-publish]").click()
            page.locator("#mc-publish-dialog .mc-publish").wait_for()
        assert page.locator("html[lang=eo]").count() == 1
        found[name] = alien_words(page)

    assert found == {name: [] for name in screens}
