"""Whose applications, conventions, correspondents and reports are."""

from __future__ import annotations

from typing import Any

from django.db import models

from centres.enums import Role
from centres.queries import centre_ids_of
from centres.scopes import ByCentre, keeps_network
from cms.core import scope

from .enums import Standing
from .models import Application, ApplicationEvent, Convention, Correspondent, Officer, Report

# Who writes a centre's report; the others of the team read it.
WRITERS = (Role.MANAGER, Role.TREASURER)


class Secretariat:
    """Rows of the secretariat alone."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset if keeps_network(user) else queryset.none()

    def allows(self, user: Any, action: str, obj: models.Model) -> bool:
        return keeps_network(user)


class OwnPerson:
    """A correspondent sees the own row; the secretariat sees and changes all."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset if keeps_network(user) else queryset.filter(user_id=user.pk, state=Standing.ACTIVE)

    def allows(self, user: Any, action: str, obj: Correspondent) -> bool:
        is_own = obj.user_id == user.pk and obj.state == Standing.ACTIVE
        return keeps_network(user) or (action == "view" and is_own)


class OfCentreOrPerson:
    """Reports of the centres that a person serves today, and the person's own as a correspondent."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if keeps_network(user):
            return queryset
        own = models.Q(correspondent__user_id=user.pk, correspondent__state=Standing.ACTIVE)
        return queryset.filter(own | models.Q(centre__in=centre_ids_of(user)))

    def allows(self, user: Any, action: str, obj: Report) -> bool:
        if keeps_network(user):
            return True
        if action not in ("view", "change"):
            return False
        if obj.correspondent_id:
            return own_person.allows(user, "view", obj.correspondent)
        roles = None if action == "view" else WRITERS
        return centre_ids_of(user, roles).filter(centre_id=obj.centre_id).exists()


secretariat, own_person = Secretariat(), OwnPerson()
for _model in (Application, ApplicationEvent, Officer):
    scope.register_provider(_model, secretariat)
scope.register_provider(Convention, ByCentre("centre_id", {"view": (Role.MANAGER,)}))
scope.register_provider(Correspondent, own_person)
scope.register_provider(Report, OfCentreOrPerson())
