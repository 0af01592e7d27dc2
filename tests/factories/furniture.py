"""Menus, footers, alerts and recommendations for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page

from cms.accounts.models import User
from home.furniture.models import Alert, Footer, MainMenu
from search.models import Promotion


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def link(page: Page | None = None, *, url: str = "", label: str = "", **more: Any) -> dict[str, Any]:
    """Return a link in its stored form."""
    return {"page": page.pk if page else None, "url": url, "label": label, **more}


def items(*links: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value} for value in links]


def make_menu(language: str, *entries: dict[str, Any]) -> MainMenu:
    """Return the menu of a language; an entry is a link, maybe with `children`."""
    stored = [{"type": "entry", "value": {"children": [], **entry}} for entry in entries]
    return MainMenu.objects.create(
        locale=locale(language), entries=MainMenu._meta.get_field("entries").to_python(stored)
    )


def make_footer(language: str, *columns: tuple[str, list[dict[str, Any]]], **fields: Any) -> Footer:
    stored = [{"type": "column", "value": {"title": title, "links": items(*links)}} for title, links in columns]
    value = Footer._meta.get_field("columns").to_python(stored)
    return Footer.objects.create(locale=locale(language), columns=value, **fields)


def make_alert(language: str = "fr", text: str = "Réunion ce soir", **fields: Any) -> Alert:
    """Return an alert that is shown now, for an hour more."""
    now = timezone.now()
    times = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=1)}
    return Alert.objects.create(locale=locale(language), **{**times, "text": f"<p>{text}</p>", **fields})


def translate_alert(alert: Alert, language: str, text: str) -> Alert:
    copy: Alert = alert.copy_for_translation(locale(language))
    copy.text = f"<p>{text}</p>"
    copy.save()
    return copy


def make_promotion(language: str, phrases: str, *links: dict[str, Any]) -> Promotion:
    stored = [{"type": "link", "value": {"sentence": "", **value}} for value in links]
    value = Promotion._meta.get_field("links").to_python(stored)
    return Promotion.objects.create(locale=locale(language), phrases=phrases, links=value)


def make_publisher(name: str, root: Page, *models: str) -> User:
    """Return somebody who publishes `root` and below, and has the rights on `models` ("furniture.alert")."""
    group = Group.objects.create(name=f"publishers of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for model in models:
        app_label, model_name = model.split(".")
        names = [f"{action}_{model_name}" for action in ("add", "change")]
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app_label, codename__in=names))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page_id=root.pk, permission=permission)
    user = User.objects.create_user(f"{name}@mondcivitan.example", "a long password")
    user.groups.add(group)
    return user
