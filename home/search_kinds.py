"""Every page can be found, unless its app registers a kind of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.core.pages import BasePage
from search.extract import document_of
from search.registry import Document, Kind, register_kind


def page_document(page: Any) -> Document:
    return document_of(page, kind="page")


register_kind(Kind("page", _("Pages"), BasePage, page_document))
