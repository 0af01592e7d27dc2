"""Registers the screens of what stands around pages."""

from wagtail.snippets.models import register_snippet

from .viewsets import SiteGroup

register_snippet(SiteGroup)
