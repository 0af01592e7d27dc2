"""Who recommends pages and sees what was not found."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale
from wagtail.permissions import register_permission_policy

from cms.core import scope
from cms.core.by_language import ByLanguage, ScopedPolicy, publishes_languages

from .models import Promotion

BY_LANGUAGE = ByLanguage()


def may_see_missed_words(user: Any) -> bool:
    """Say whether `user` may recommend pages: the list is for them."""
    return bool(user.has_perm("search.add_promotion"))


def languages_of(user: Any) -> list[str]:
    """Return the codes of the languages whose missed words `user` may see."""
    if not may_see_missed_words(user):
        return []
    return list(Locale.objects.filter(pk__in=publishes_languages(user)).values_list("language_code", flat=True))


def register() -> None:
    scope.register_provider(Promotion, BY_LANGUAGE)
    register_permission_policy(Promotion, ScopedPolicy(Promotion))
