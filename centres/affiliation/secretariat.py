"""The secretariat: its group, its people, and how they are told that something waits."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.queries import preferred_language
from cms.core import notices

from .models import Application
from .notices import ApplicationWaiting

SECRETARIAT = "Secretariat"


def network_right() -> Permission:
    return Permission.objects.get(content_type__app_label="centres", codename="manage_network")


@transaction.atomic
def ensure_secretariat() -> Group:
    """Make the group that affiliates, suspends and closes centres. Idempotent."""
    group, _new = Group.objects.get_or_create(name=SECRETARIAT)
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(access, network_right())
    return group


def members() -> list[User]:
    """Return the people of the group; while it is empty, whoever else may manage the network."""
    active = User.objects.filter(is_active=True).order_by("pk")
    own = list(active.filter(groups__name=SECRETARIAT))
    return own or list(active.filter(groups__permissions=network_right()).distinct())


def tell(application: Application) -> None:
    """Mail the secretariat that an application waits; once for each step of its history."""
    step = application.events.count()
    url = settings.WAGTAILADMIN_BASE_URL + reverse("affiliation_application", args=[application.pk])
    for person in members():
        notices.send(
            ApplicationWaiting,
            to=person.email,
            language=preferred_language(person) or settings.LANGUAGE_CODE,
            context={"application": str(application), "reference": application.reference, "office_url": url},
            key=f"{application.reference}:{step}:{person.pk}",
        )
