"""Addresses below /cms/my-centre/."""

from django.urls import path

from . import views

urlpatterns = [
    path("my-centre/settings/", views.choose, {"to": "centre_profile"}, name="own_centre_profile"),
    path("my-centre/<int:centre_id>/settings/", views.profile, name="centre_profile"),
]
