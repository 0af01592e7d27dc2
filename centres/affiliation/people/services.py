"""Correspondents: appointed, active, ended or struck off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.services import invite, make_account
from cms.core import audit

from ..enums import Standing
from ..models import Application, Correspondent

GROUP = "Correspondents"


def correspondents_group() -> Group:
    """Return the group that opens the editors' screens to correspondents, and nothing else."""
    group, _new = Group.objects.get_or_create(name=GROUP)
    rights = (("wagtailadmin", "access_admin"), ("affiliation", "add_report"))
    for app_label, codename in rights:
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return group


@transaction.atomic
def appoint(*, application: Application, actor: Any) -> Correspondent:
    """Make the correspondent of an application, with an account to write reports with. Idempotent."""
    known = Correspondent.objects.filter(application=application).first()
    if known:
        return known
    correspondent = Correspondent.objects.create(
        application=application,
        name=application.contact_name,
        email=application.email,
        place=application.place,
        country=application.country,
        languages=application.languages,
        is_public=application.is_public,
        user=_account(application, actor),
    )
    audit.record(actor=actor, action="correspondent.appointed", obj=correspondent)
    return correspondent


def _account(application: Application, actor: Any) -> User:
    """Return the person's account, made and invited when there is none."""
    user = User.objects.filter(email__iexact=application.email).first()
    if user is None:
        first, _gap, last = application.contact_name.partition(" ")
        user = make_account(
            email=application.email, first_name=first[:150], last_name=last[:150], language=application.language
        )
        invite(user=user, actor=actor)
    user.groups.add(correspondents_group())
    return user


@transaction.atomic
def note_activity(*, correspondent: Correspondent, on: date, actor: Any) -> Correspondent:
    """Write down the day of an activity, if it is later than the last one."""
    if on > correspondent.last_active_on:
        correspondent.last_active_on = on
        correspondent.save(update_fields=["last_active_on"])
        audit.record(actor=actor, action="correspondent.active", obj=correspondent, data={"on": on.isoformat()})
    return correspondent


@transaction.atomic
def end(*, correspondent: Correspondent, actor: Any, reason: str, strike_off: bool = False) -> Correspondent:
    """End a correspondent's convention, or strike the name off, with who, when and why; access ends with it.

    Again changes nothing. Raises ValidationError for a strike before two years without activity.
    """
    correspondent = Correspondent.objects.select_for_update(of=("self",)).get(pk=correspondent.pk)
    if correspondent.state != Standing.ACTIVE:
        return correspondent
    if strike_off and not correspondent.may_be_struck_off:
        raise ValidationError(_("Only two years without activity allow to strike a name off."))
    correspondent.state = Standing.STRUCK_OFF if strike_off else Standing.ENDED
    correspondent.ended_on, correspondent.ended_by, correspondent.reason = timezone.localdate(), actor, reason
    correspondent.save(update_fields=["state", "ended_on", "ended_by", "reason"])
    correspondent.conventions.filter(ended_on=None).update(ended_on=correspondent.ended_on)
    _close_access(correspondent)
    audit.record(actor=actor, action=f"correspondent.{correspondent.state}", obj=correspondent)
    return correspondent


def _close_access(correspondent: Correspondent) -> None:
    if correspondent.user and not correspondent.user.correspondents.active().exists():
        correspondent.user.groups.remove(correspondents_group())


@transaction.atomic
def change(*, correspondent: Correspondent, actor: Any, facts: dict[str, Any]) -> Correspondent:
    """Save what the secretariat changes of a correspondent."""
    for name, value in facts.items():
        setattr(correspondent, name, value)
    correspondent.save(update_fields=list(facts))
    audit.record(actor=actor, action="correspondent.changed", obj=correspondent, data={"fields": sorted(facts)})
    return correspondent
