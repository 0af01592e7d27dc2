"""What files with texts add to the editors' screens."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from ..uploads import urls as uploads_urls
from . import urls


@hooks.register("register_admin_urls")
def files_addresses() -> list[Any]:
    return [*urls.urlpatterns, *uploads_urls.urlpatterns]


@hooks.register("insert_global_admin_css")
def files_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-words.css"))
