"""Registers the secretariat's screens of applications."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import CENTRES_MENU, SecretariatItem
from . import views


@hooks.register("register_admin_urls")
def application_urls() -> list[Any]:
    listing = views.ApplicationsView
    place = "affiliation/applications/"
    one = f"{place}<int:pk>/"
    return [
        path(place, listing.as_view(), name="affiliation_applications"),
        path(f"{place}results/", listing.as_view(results_only=True), name="affiliation_applications_results"),
        path(one, views.application, name="affiliation_application"),
        path(f"{one}read/", views.read, name="affiliation_application_read"),
        path(f"{one}accept/", views.accept, name="affiliation_application_accept"),
        path(f"{one}ask/", views.ask, name="affiliation_application_ask"),
        path(f"{one}refuse/", views.refuse, name="affiliation_application_refuse"),
        path(f"{one}convention/", views.convention, name="affiliation_application_convention"),
    ]


@hooks.register(CENTRES_MENU)
def applications_menu_item() -> MenuItem:
    return SecretariatItem(
        _("Applications"),
        reverse("affiliation_applications"),
        name="affiliation-applications",
        icon_name="form",
        order=10,
    )
