"""What machine drafts add to the editors' screens."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from . import urls


@hooks.register("register_admin_urls", order=-1)
def machine_addresses() -> list[Any]:
    return urls.urlpatterns
