"""Registers the screens of reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from centres.menu import CENTRE_MENU, OwnCentreItem

from ..menu import CENTRES_MENU
from ..permissions import REPORTS, keeps_network
from . import views


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    place, listing = "affiliation/reports/", views.ReportsView
    return [
        path(place, listing.as_view(), name="affiliation_reports"),
        path(f"{place}results/", listing.as_view(results_only=True), name="affiliation_reports_results"),
        path(f"{place}<int:pk>/", views.report, name="affiliation_report"),
        path(f"{place}<int:pk>/reopen/", views.reopen, name="affiliation_report_reopen"),
        path(f"{place}<str:kind>/<int:pk>/<int:year>/", views.write, name="affiliation_report_write"),
    ]


class ReportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_network(request.user) or request.user.has_perm(REPORTS)


@hooks.register(CENTRES_MENU)
def reports_menu_item() -> MenuItem:
    return ReportsMenuItem(
        _("Activity reports"),
        reverse("affiliation_reports"),
        name="affiliation-reports",
        icon_name="clipboard-list",
        order=40,
    )


@hooks.register(CENTRE_MENU)
def own_reports_item() -> MenuItem:
    return OwnCentreItem(
        _("Activity reports"),
        reverse("affiliation_reports"),
        name="own-affiliation-reports",
        icon_name="clipboard-list",
        order=60,
    )
