"""Addresses of the translators' work, below /cms/."""

from django.urls import path

from . import views

urlpatterns = [
    path("translations/", views.index, name="translate_works"),
    path("translations/do/", views.do, name="translate_do"),
    path("translations/ask/", views.ask, name="translate_ask"),
    path("translations/begin/", views.begin, name="translate_begin"),
    path("translations/matrix/", views.matrix, name="translate_matrix"),
    path("translations/figures/", views.figures, name="translate_figures"),
]
