"""Memberships follow at once whatever they are derived from; the next request and the clock catch the rest."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from cms.accounts.models import User

from ..enums import CentreState
from ..models import CentreChange, CentreGroup, Term
from .services import derive_memberships, withdraw_all


@receiver((post_save, post_delete), sender=Term, dispatch_uid="team.term_changed")
def follow_term(sender: type[Term], instance: Term, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        derive_memberships(user_ids=[instance.user_id])


@receiver(post_save, sender=CentreChange, dispatch_uid="team.centre_changed")
@receiver(post_save, sender=CentreGroup, dispatch_uid="team.group_made")
def follow_centre(sender: Any, instance: CentreChange | CentreGroup, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        derive_memberships(user_ids=instance.centre.terms.values_list("user_id", flat=True).distinct())


@receiver(post_save, sender=CentreChange, dispatch_uid="team.centre_closed")
def follow_closing(sender: type[CentreChange], instance: CentreChange, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.new_state == CentreState.CLOSED:
        withdraw_all(centre=instance.centre)


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="team.groups_changed")
def undo_by_hand(sender: Any, instance: User | Group, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Whoever is put into a centre's group by hand, or taken out of one, is back where the terms say."""
    if not action.startswith("post_"):
        return
    if isinstance(instance, User):
        derive_memberships(user_ids=[instance.pk])
    elif CentreGroup.objects.filter(group_id=instance.pk).exists():
        derive_memberships(user_ids=pk_set)
