"""Addresses of the applicants, in each language."""

from django.urls import path

from .applying import resuming, views

urlpatterns = [
    path("", views.start, name="affiliation_start"),
    path("sent/", views.sent, name="affiliation_sent"),
    path("kept/", resuming.kept, name="affiliation_kept"),
    path("resume/<str:token>/", resuming.resume, name="affiliation_resume"),
    path("confirm/<str:token>/", views.confirm, name="affiliation_confirm"),
    path("status/<str:token>/", views.status, name="affiliation_status"),
    path("<str:kind>/", views.apply, name="affiliation_apply"),
]
