"""Registers the screens of forms in Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .forms import permissions, views
from .forms.bulk import DeleteSubmissions


@hooks.register("register_admin_urls")
def form_urls() -> list[Any]:
    submissions = views.SubmissionsView
    return [
        path("forms/", views.FormsView.as_view(), name="home_forms"),
        path("forms/<int:page_id>/", submissions.as_view(), name="home_form_submissions"),
        path(
            "forms/<int:page_id>/results/",
            submissions.as_view(results_only=True),
            name="home_form_submissions_results",
        ),
        path("forms/<int:page_id>/<int:pk>/", views.SubmissionView.as_view(), name="home_form_submission"),
        path(
            "forms/<int:page_id>/<int:pk>/delete/",
            views.DeleteSubmissionView.as_view(),
            name="home_form_submission_delete",
        ),
    ]


class FormsMenuItem(MenuItem):
    """Shown to those who may read the answers to a form."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.forms_for(request.user).exists()


@hooks.register("register_admin_menu_item")
def forms_menu_item() -> MenuItem:
    return FormsMenuItem(_("Answers to forms"), reverse("home_forms"), name="forms", icon_name="form", order=700)


hooks.register("register_bulk_action", DeleteSubmissions)
