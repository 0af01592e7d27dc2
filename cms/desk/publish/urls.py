"""Addresses of the publish panel, below /cms/."""

from django.urls import path

from . import views

urlpatterns = [
    path("publish/<int:page_id>/", views.panel, name="desk_publish"),
    path("publish/<int:page_id>/<uuid:key>/", views.published, name="desk_published"),
]
