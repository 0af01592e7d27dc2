"""Addresses below `/cms/patterns/`; Wagtail asks everybody there for access to the editors' screens."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.PatternsView.as_view(), name="desk_patterns"),
    path("frame/", views.frame, name="desk_patterns_frame"),
]
