"""Registers the network's screens."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import CENTRES_MENU, SecretariatItem
from . import views


@hooks.register("register_admin_urls")
def network_urls() -> list[Any]:
    place, listing = "affiliation/network/", views.NetworkView
    return [
        path(place, listing.as_view(), name="affiliation_network"),
        path(f"{place}results/", listing.as_view(results_only=True), name="affiliation_network_results"),
        path(f"{place}<int:pk>/", views.centre, name="affiliation_centre"),
        path(f"{place}<int:pk>/<str:name>/", views.act, name="affiliation_centre_act"),
    ]


@hooks.register(CENTRES_MENU)
def network_menu_item() -> MenuItem:
    return SecretariatItem(
        _("Network"), reverse("affiliation_network"), name="affiliation-network", icon_name="globe", order=20
    )
