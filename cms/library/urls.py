"""Guarded addresses of files that are not published."""

from django.urls import path

from . import views

urlpatterns = [path("rendition/<int:pk>/", views.private_rendition, name="library_private_rendition")]
