"""Addresses of files with texts, below /cms/."""

from django.urls import path

from ..uploads.views import start
from . import views
from .roads import FILES

urlpatterns = [
    path("translations/files/", views.export, name="translate_files_export"),
    path("translations/files/import/", start, {"purpose": FILES}, name="translate_files_import"),
]
