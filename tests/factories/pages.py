"""Pages for tests: a site in every language, and pages that read as situations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page

from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests import ground


def make_site() -> dict[str, HomePage]:
    """Return the home pages by language: those of the test database, made anew where a test emptied it."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    if len(homes) == len(settings.LANGUAGES):
        return homes
    ground.lay_again()
    return make_site()


def text_block(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}


def make_page(parent: Page, title: str, *, kind: type[Page] = StandardPage, **fields: Any) -> Any:
    """Return a live page below `parent` in its language; `body` is given in its stored form."""
    parent = Page.objects.get(pk=parent.pk).specific
    body = fields.pop("body", None)
    page = kind(title=title, **{"locale": parent.locale, "slug": fields.pop("slug", ""), **fields})
    if body is not None:
        page.body = page._meta.get_field("body").to_python(body)
    parent.add_child(instance=page)
    if page.live:
        page.save_revision().publish()
    return page


def make_section(parent: Page, title: str, **fields: Any) -> SectionPage:
    return make_page(parent, title, kind=SectionPage, **fields)


def make_news_index(parent: Page, title: str = "Actualités", **fields: Any) -> NewsIndexPage:
    return make_page(parent, title, kind=NewsIndexPage, **fields)


def make_news(parent: Page, title: str, **fields: Any) -> NewsPage:
    return make_page(parent, title, kind=NewsPage, **fields)


def translate_page(page: Page, language: str, title: str, *, live: bool = True, **fields: Any) -> Any:
    """Return the translation of `page`, its parents copied as aliases where they are missing."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    copy.title, copy.slug = title, fields.pop("slug", "") or copy.slug
    for name, value in fields.items():
        setattr(copy, name, copy._meta.get_field("body").to_python(value) if name == "body" else value)
    copy.save()
    revision = copy.save_revision()
    if live:
        revision.publish()
    copy.refresh_from_db()
    return copy
