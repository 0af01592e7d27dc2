"""What the translators' work adds to the editors' screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.trail import SITE_ROOT_DEPTH

from . import permissions, sources
from .urls import urlpatterns

ICON = "wagtail-localize-language"


class TranslationsMenuItem(MenuItem):
    """Shown to those who hold a right on some page of a language: Wagtail has read these for the frame."""

    def is_shown(self, request: HttpRequest) -> bool:
        rights = policy_registry.get_by_type(Page).get_cached_permissions_for_user(request.user)
        return request.user.is_superuser or any(right.page.depth >= SITE_ROOT_DEPTH for right in rights)


@hooks.register("register_admin_urls")
def work_addresses() -> list[Any]:
    return urlpatterns


@hooks.register("register_admin_menu_item")
def translations_menu_item() -> MenuItem:
    return TranslationsMenuItem(
        gettext_lazy("Translations"),
        reverse("translate_works"),
        name="mc-translations",
        icon_name=ICON,
        order=350,
    )


@hooks.register("insert_global_admin_css")
def translations_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-translate.css"))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def ask_for_page(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a page to the form in which its translations are asked for."""
    if page.depth > 1 and not page.alias_of_id and permissions.may_ask(user, page):
        yield Button(_("Ask for translations"), _ask_address(page), icon_name=ICON, priority=59)


@hooks.register("register_snippet_listing_buttons")
def ask_for_thing(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if type(snippet) in sources.things() and permissions.may_ask(user, snippet):
        yield Button(_("Ask for translations"), _ask_address(snippet), icon_name=ICON, priority=99)


def _ask_address(instance: Any) -> str:
    return f"{reverse('translate_ask')}?{urlencode({'text': sources.name_of(instance)})}"
