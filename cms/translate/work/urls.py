"""Addresses of the translators' work, below /cms/."""

from django.urls import path

from . import views

urlpatterns = [
    path("translations/", views.index, name="translate_works"),
]
