"""How rows belong to centres: the providers of `cms.core.scope`.

A model that belongs to a centre registers `ByCentre("path__to__centre")` and says which roles may do what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from cms.core import scope

from .enums import Role
from .models import Centre, CentreChange, CentreLanguage, Term
from .queries import centre_ids_of

NETWORK = "centres.manage_network"


def keeps_network(user: Any) -> bool:
    """Say whether `user` is of the secretariat, which sees and affiliates every centre."""
    return bool(user.has_perm(NETWORK))


class ByCentre:
    """Rows of the centres that a person serves; `roles` says by action who may (all roles may view)."""

    def __init__(self, path: str, roles: Mapping[str, Iterable[Role]] | None = None) -> None:
        self.path = path
        self.roles = {action: frozenset(names) for action, names in (roles or {}).items()}

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if keeps_network(user):
            return queryset
        return queryset.filter(**{f"{self.path}__in": centre_ids_of(user, self.roles.get("view"))})

    def allows(self, user: Any, action: str, obj: Any) -> bool:
        if keeps_network(user):
            return True
        roles = self.roles.get(action) if action in self.roles or action == "view" else frozenset()
        return centre_ids_of(user, roles).filter(centre_id=self._centre_id(obj)).exists()

    def _centre_id(self, obj: Any) -> Any:
        """Follow the path from the row to the id of its centre."""
        for name in self.path.split("__"):
            obj = getattr(obj, name) if obj is not None else None
        return getattr(obj, "pk", obj)


MANAGERS = {"change": (Role.MANAGER,)}
scope.register_provider(Centre, ByCentre("pk", MANAGERS))
scope.register_provider(CentreLanguage, ByCentre("centre_id", MANAGERS))
scope.register_provider(CentreChange, ByCentre("centre_id"))
scope.register_provider(Term, ByCentre("centre_id", dict.fromkeys(("add", "change", "delete"), (Role.MANAGER,))))
