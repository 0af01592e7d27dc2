"""Makes the site's ground: locales, a home page per language, the site, groups."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site

from centres.affiliation.services import correspondents_group, ensure_secretariat
from centres.services import ensure_directory
from cms.accounts.enums import GroupName
from cms.accounts.services import ensure_groups
from cms.desk.starters.permissions import SHARE
from cms.desk.trash.services import delete_at_once

from .pages import HomePage

# Those who write and publish pages publish what pages show, and offer starters to everybody.
WRITERS = (GroupName.EDITORS, GroupName.MODERATORS)
WRITERS_RIGHTS = ("publish_reusablecontent", SHARE)


@transaction.atomic
def ensure_site(*, hostname: str = "localhost", port: int = 80) -> dict[str, Page]:
    """Make what is missing of locales, home pages, site, groups; returns the home pages by language.

    Idempotent: what exists, with whatever an editor made of it, stays as it is.
    """
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in _codes()}
    source = _ensure_source_home(locales[settings.LANGUAGE_CODE])
    homes: dict[str, Page] = {settings.LANGUAGE_CODE: source}
    for code, locale in locales.items():
        homes.setdefault(code, _ensure_home(source, locale))
    _ensure_default_site(source, hostname, port)
    ensure_directory(homes=homes)
    ensure_groups(root_pages_by_language=homes)
    ensure_writers_rights()
    ensure_secretariat()
    correspondents_group()
    return homes


def _codes() -> list[str]:
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def _ensure_source_home(locale: Locale) -> HomePage:
    home = HomePage.objects.filter(locale=locale).order_by("path").first()
    if home:
        return home
    root = Page.objects.get(depth=1)
    delete_at_once(pages=Page.objects.filter(depth=2, slug="home", title__startswith="Welcome to your new Wagtail"))
    root.refresh_from_db()
    home = HomePage(locale=locale, slug=locale.language_code, title=_title(locale))
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _ensure_home(source: HomePage, locale: Locale) -> HomePage:
    home = source.get_translation_or_none(locale)
    if home:
        return home
    home = source.copy_for_translation(locale)
    home.title, home.slug, home.summary, home.live = _title(locale), locale.language_code, "", False
    home.draft_title, home.body, home.action_label, home.picture_alt = home.title, [], "", ""
    home.save()
    home.save_revision().publish()
    return home


def ensure_writers_rights() -> None:
    """Give the groups that write what they need beside pages. Idempotent."""
    rights = Permission.objects.filter(codename__in=WRITERS_RIGHTS, content_type__app_label__in=("reusable", "desk"))
    for group in Group.objects.filter(name__in=WRITERS):
        group.permissions.add(*rights)


def _title(locale: Locale) -> str:
    with override(locale.language_code):
        return gettext("Citizens of the World")


def _ensure_default_site(home: HomePage, hostname: str, port: int) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    if site and site.root_page.specific_class is HomePage:
        return
    site = site or Site(is_default_site=True)
    site.hostname, site.port, site.root_page, site.site_name = hostname, port, home, settings.WAGTAIL_SITE_NAME
    site.save()
