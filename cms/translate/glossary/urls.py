"""Addresses of the glossary, below /cms/."""

from django.urls import path

from ..uploads.views import start
from . import views
from .roads import GLOSSARY

urlpatterns = [
    path("translations/glossary/", views.index, name="translate_glossary"),
    path("translations/glossary/add/", views.add, name="translate_glossary_add"),
    path("translations/glossary/<int:pk>/", views.change, name="translate_glossary_change"),
    path("translations/glossary/<int:pk>/delete/", views.delete, name="translate_glossary_delete"),
    path("translations/glossary/export/", views.export, name="translate_glossary_export"),
    path("translations/glossary/import/", start, {"purpose": GLOSSARY}, name="translate_glossary_import"),
]
