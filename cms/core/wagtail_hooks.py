"""Registers the platform's parts in Wagtail."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from . import scope
from .by_language import ByLanguage
from .rich_text import LanguagePageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def lead_links_to_the_visitors_language(features: Any) -> None:
    features.register_link_type(LanguagePageLinkHandler)


@hooks.register("before_bulk_action")
def judge_each_object(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Wagtail asks once for all snippets of a kind; what belongs by language is judged one by one."""
    scoped = [item for item in objects if isinstance(scope.provider_of(type(item)), ByLanguage)]
    if not all(scope.allows(request.user, "change", item) for item in scoped):
        raise PermissionDenied
