"""Addresses of files that come in, below /cms/."""

from django.urls import path

from . import views

urlpatterns = [
    path("translations/uploads/<int:pk>/", views.review, name="translate_upload"),
]
