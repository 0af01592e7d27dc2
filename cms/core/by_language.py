"""Things that stand in one language and belong to those who publish that language's home page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from . import scope
from .trail import SITE_ROOT_DEPTH


def publishable_pages(user: Any) -> models.QuerySet[Page]:
    """Return the pages that `user` may publish."""
    pages: models.QuerySet[Page] = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    return pages


def publishes_languages(user: Any) -> models.QuerySet[Page, int]:
    """Return the ids of the locales whose home page `user` may publish."""
    return publishable_pages(user).filter(depth=SITE_ROOT_DEPTH).values_list("locale", flat=True)


class ByLanguage:
    """A scope provider: the right on the model, and on the language of the row. Who may change may delete."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if not any(
            user.has_perm(_permission(queryset.model, action)) for action in ("add", "change", "delete", "view")
        ):
            return queryset.none()
        return queryset.filter(self.belongs(user))

    def allows(self, user: Any, action: str, obj: models.Model) -> bool:
        needed = "change" if action == "delete" else action
        return bool(user.has_perm(_permission(type(obj), needed)) and self.is_of(user, obj))

    def belongs(self, user: Any) -> models.Q:
        """Return the condition of being in a language that `user` publishes; a row without one is for all of them."""
        return models.Q(locale__in=publishes_languages(user)) | models.Q(locale=None)

    def is_of(self, user: Any, obj: Any) -> bool:
        languages = publishes_languages(user)
        return languages.filter(locale=obj.locale_id).exists() if obj.locale_id else languages.exists()


def _permission(model: type[models.Model], action: str) -> str:
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


class ScopedPolicy(ModelPermissionPolicy):
    """Asks `core.scope` about objects."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        allowed: bool = super().user_has_permission(user, "change" if action == "delete" else action)
        return allowed

    def user_has_permission_for_instance(self, user: Any, action: str, instance: models.Model) -> bool:
        return scope.allows(user, action, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: models.Model) -> bool:
        return any(scope.allows(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> models.QuerySet[Any]:
        return scope.visible(user, self.model._default_manager.all())


class ScopedForm(WagtailAdminModelForm):
    """Judges what the row becomes: nobody moves a thing to a language or branch that is not theirs."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors and self.for_user and not scope.allows(self.for_user, self._action, self.instance):
            self.add_error(None, forms.ValidationError(_("You may not publish this in this language or part.")))

    @property
    def _action(self) -> str:
        return "change" if self.instance.pk else "add"
