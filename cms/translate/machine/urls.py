"""Addresses of machine drafts, below /cms/; the last one stands before wagtail-localize's own, which asks nobody."""

from django.urls import path

from . import views

urlpatterns = [
    path("translations/machine/", views.index, name="translate_machine"),
    path("translations/machine/<int:translation_id>/", views.order, name="translate_machine_order"),
    path(
        "localize/translate/<int:translation_id>/machine_translate/",
        views.order,
        name="translate_machine_engine",
    ),
]
