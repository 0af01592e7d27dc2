"""Addresses of the tutorials, below /cms/."""

from django.urls import path

from . import views

urlpatterns = [
    path("tutorials/", views.index, name="tutorials"),
    path("tutorials/<slug:key>/", views.read, name="tutorial"),
]
