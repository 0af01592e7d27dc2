"""What files with texts add to the editors' screens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import TRANSLATIONS_MENU
from ..uploads import urls as uploads_urls
from . import queries, urls


class FilesMenuItem(MenuItem):
    """Shown to those who may write somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(queries.languages_for(request.user))


@hooks.register("register_admin_urls")
def files_addresses() -> list[Any]:
    return [*urls.urlpatterns, *uploads_urls.urlpatterns]


@hooks.register(TRANSLATIONS_MENU)
def files_menu_item() -> MenuItem:
    return FilesMenuItem(_("Texts as files"), reverse("translate_files_export"), icon_name="download", order=30)


@hooks.register("insert_global_admin_css")
def files_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-words.css"))
