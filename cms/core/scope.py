"""Who sees and does what: the only judge in the editors' screens and in interfaces.

Apps above register how each model belongs to somebody. A model without a provider is the superusers' alone.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


class Provider(Protocol):
    """How the rows of one model belong to people; asked about active users who are not superusers."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Return the rows of `queryset` that `user` may see."""

    def allows(self, user: Any, action: str, obj: models.Model) -> bool:
        """Say whether `user` may do `action` to `obj`."""


_providers: dict[type[models.Model], Provider] = {}


def register_provider(model: type[models.Model], provider: Provider) -> None:
    """Let `provider` judge `model` and the models that inherit from it.

    Raises ImproperlyConfigured when another provider judges that very model already.
    """
    if _providers.setdefault(model, provider) is not provider:
        raise ImproperlyConfigured(f"{model._meta.label} has two scope providers")


def unregister_provider(model: type[models.Model]) -> None:
    _providers.pop(model, None)


def provider_of(model: type[models.Model]) -> Provider | None:
    """Return the provider of a model, or of its nearest ancestor that has one."""
    return next((_providers[ancestor] for ancestor in model.__mro__ if ancestor in _providers), None)


def visible(user: Any, queryset: models.QuerySet[ModelT]) -> models.QuerySet[ModelT]:
    """Return the rows of `queryset` that `user` may see; none for anonymous or inactive people."""
    if not _is_somebody(user):
        return queryset.none()
    if user.is_superuser:
        return queryset
    provider = provider_of(queryset.model)
    return provider.visible(user, queryset) if provider else queryset.none()


def allows(user: Any, action: str, obj: models.Model) -> bool:
    """Say whether `user` may do `action` to `obj`."""
    if not _is_somebody(user):
        return False
    if user.is_superuser:
        return True
    provider = provider_of(type(obj))
    return bool(provider and provider.allows(user, action, obj))


def _is_somebody(user: Any) -> bool:
    return bool(user and user.is_authenticated and user.is_active)
