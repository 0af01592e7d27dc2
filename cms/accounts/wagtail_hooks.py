"""What accounts add to the editors' screens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from .group_panel import LanguagesPanel
from .services import invite, vouch_for_address


@hooks.register("after_create_user")
def invite_new_person(request: HttpRequest, user: Any) -> None:
    invite(user=user, actor=request.user)


@hooks.register("after_edit_user")
def vouch_for_edited_person(request: HttpRequest, user: Any) -> None:
    vouch_for_address(user=user, actor=request.user)


@hooks.register("register_group_permission_panel")
def languages_of_group() -> type[LanguagesPanel]:
    return LanguagesPanel
