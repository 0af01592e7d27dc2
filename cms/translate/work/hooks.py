"""What the translators' work adds to the editors' screens."""

from typing import Any

from wagtail import hooks

from .urls import urlpatterns


@hooks.register("register_admin_urls")
def work_addresses() -> list[Any]:
    return urlpatterns
