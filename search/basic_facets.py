"""The facets that every page can have, whatever its type."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .registry import Facet, kind_label, register_facet

register_facet(Facet("kind", _("Kind"), None, lambda value, language: kind_label(value)))
register_facet(Facet("year", _("Year"), None, lambda value, language: value, newest_first=True))
