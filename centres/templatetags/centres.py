"""Tags of the pages of centres."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from cms.core.frame import Frame

from ..directory import structured
from ..directory.shown import Directory
from ..surroundings import Surroundings

register = template.Library()


@register.simple_tag
def directory_data(directory: Directory, frame: Frame) -> SafeString:
    """Return the directory for machines."""
    return structured.of_directory(directory.entries, frame)


@register.simple_tag
def microsite_data(site: Surroundings, frame: Frame) -> SafeString:
    """Return a centre for machines."""
    return structured.of_microsite(site, frame)
