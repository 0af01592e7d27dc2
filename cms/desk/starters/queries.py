"""Named reads of starters."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, Site, get_page_models

from cms.core import scope

from ..choosers import page_named
from ..models import Starter
from .snapshot import give


def starters_for(user: Any, *, words: str = "", parent: Page | None = None) -> QuerySet[Starter]:
    """Return the starters `user` may use; those that hold `words`, and that can stand below `parent`, if given."""
    starters = scope.visible(user, Starter.objects.defer("content").select_related("owner", "kind"))
    for word in words.split()[:5]:
        starters = starters.filter(Q(name__icontains=word) | Q(description__icontains=word))
    if parent is not None:
        models = [model for model in get_page_models() if model.can_create_at(parent)]
        starters = starters.filter(kind__in=ContentType.objects.get_for_models(*models).values())
    return starters


def number_of(user: Any) -> int:
    """Return how many starters a person has."""
    return Starter.objects.filter(owner=user).count()


def place_from(user: Any, value: str | None) -> Page | None:
    """Return the page with the id `value` when `user` may add pages below it."""
    page = page_named(value)
    return page.specific if page and page.permissions_for_user(user).can_add_subpage() else None


def shown(starter: Starter, request: Any) -> Page | None:
    """Return an unsaved page with the content of a starter, placed where it can be shown, None without its type."""
    model = starter.kind.model_class()
    if model is None:
        return None
    page, _skipped = give(model, starter.content)
    parent = _home_of(starter.language, request)
    page.locale, page.slug, page.live = parent.locale, "starter", False
    page.depth = parent.depth + 1
    last = parent.get_last_child()
    page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
    page.set_url_path(parent)
    return page


def _home_of(language: str, request: Any) -> Page:
    site = Site.find_for_request(request)
    home = site.root_page if site else Page.objects.get(depth=1).get_first_child()
    texts = {page.locale.language_code: page for page in home.get_translations(inclusive=True).select_related("locale")}
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE) or home
