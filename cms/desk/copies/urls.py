"""Addresses below /cms/copies/."""

from django.urls import path

from . import views

urlpatterns = [
    path("copies/<int:page_id>/", views.copy_to, name="desk_copies"),
    path("copies/<int:page_id>/done/", views.done, name="desk_copies_done"),
]
