"""Who may change what stands around pages: whoever publishes the home page of the language, or the alert's branch."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.permissions import register_permission_policy

from cms.core import scope
from cms.core.by_language import ByLanguage, ScopedPolicy, publishable_pages

from .models import Alert, Footer, MainMenu, SocialProfile


class ByBranch(ByLanguage):
    """An alert on a part of the site belongs to those who publish that part, without asking for the whole."""

    def belongs(self, user: Any) -> Q:
        site_wide = super().belongs(user) & Q(branch=None)
        return site_wide | Q(branch__in=publishable_pages(user))

    def is_of(self, user: Any, obj: Any) -> bool:
        if obj.branch_id:
            return publishable_pages(user).filter(pk=obj.branch_id).exists()
        return super().is_of(user, obj)


def may_change_surroundings(user: Any) -> bool:
    """Say whether `user` works on menus, footers or alerts anywhere."""
    return any(
        user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}") for model in (MainMenu, Footer, Alert)
    )


def register() -> None:
    """Let `core.scope` and Wagtail's screens ask these."""
    for model in (MainMenu, Footer, SocialProfile):
        scope.register_provider(model, BY_LANGUAGE)
    scope.register_provider(Alert, BY_BRANCH)
    for model in (MainMenu, Footer, SocialProfile, Alert):
        register_permission_policy(model, ScopedPolicy(model))


BY_LANGUAGE, BY_BRANCH = ByLanguage(), ByBranch()
