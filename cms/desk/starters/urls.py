"""Addresses below /cms/starters/."""

from django.urls import path

from . import views

urlpatterns = [
    path("starters/", views.index, name="desk_starters"),
    path("starters/make/<int:page_id>/", views.make, name="desk_starters_make"),
    path("starters/<int:pk>/", views.use, name="desk_starters_use"),
    path("starters/<int:pk>/preview/", views.preview, name="desk_starters_preview"),
    path("starters/<int:pk>/change/", views.change, name="desk_starters_change"),
    path("starters/<int:pk>/delete/", views.delete, name="desk_starters_delete"),
]
