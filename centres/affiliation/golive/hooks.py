"""Registers the checklist until go live."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from centres.enums import Role
from centres.menu import CENTRE_MENU
from centres.models import Centre
from centres.profile.views import choose
from centres.queries import centre_ids_of, manages

from . import views


@hooks.register("register_admin_urls")
def go_live_urls() -> list[Any]:
    return [
        path("my-centre/go-live/", choose, {"to": "affiliation_go_live"}, name="own_affiliation_go_live"),
        path("my-centre/<int:centre_id>/go-live/", views.go_live, name="affiliation_go_live"),
    ]


class GoLiveItem(MenuItem):
    """Shown to managers while a microsite of theirs is not live."""

    def is_shown(self, request: HttpRequest) -> bool:
        if not manages(request.user):
            return False
        # Wagtail asks twice for one page.
        if not hasattr(request, "has_unopened_centre"):
            mine = centre_ids_of(request.user, (Role.MANAGER,))
            request.has_unopened_centre = Centre.objects.filter(pk__in=mine, went_live_at=None).exists()  # type: ignore[attr-defined]
        return bool(request.has_unopened_centre)  # type: ignore[attr-defined]


@hooks.register(CENTRE_MENU)
def go_live_item() -> MenuItem:
    return GoLiveItem(
        _("Go live"), reverse("own_affiliation_go_live"), name="affiliation-go-live", icon_name="globe", order=10
    )
