"""Registers the screens of correspondents."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import CENTRES_MENU, SecretariatItem
from . import views


@hooks.register("register_admin_urls")
def correspondent_urls() -> list[Any]:
    place, listing = "affiliation/correspondents/", views.CorrespondentsView
    one = f"{place}<int:pk>/"
    return [
        path(place, listing.as_view(), name="affiliation_correspondents"),
        path(f"{place}results/", listing.as_view(results_only=True), name="affiliation_correspondents_results"),
        path(one, views.correspondent, name="affiliation_correspondent"),
        path(f"{one}edit/", views.edit, name="affiliation_correspondent_edit"),
        path(f"{one}consent/", views.consent, name="affiliation_correspondent_consent"),
        path(f"{one}activity/", views.activity, name="affiliation_correspondent_activity"),
        path(f"{one}end/", views.end, name="affiliation_correspondent_end"),
        path(f"{one}strike-off/", views.strike_off, name="affiliation_correspondent_strike_off"),
        path("affiliation/conventions/<int:pk>/", views.convention, name="affiliation_convention"),
    ]


@hooks.register(CENTRES_MENU)
def correspondents_menu_item() -> MenuItem:
    return SecretariatItem(
        _("Correspondents"),
        reverse("affiliation_correspondents"),
        name="affiliation-correspondents",
        icon_name="user",
        order=30,
    )
