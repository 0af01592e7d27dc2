"""Terms of office: given, renewed, ended, replaced by another role."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.queries import preferred_language
from cms.core import audit, notices

from ...enums import Role
from ...models import Centre, Term
from ...scopes import keeps_network
from .. import permissions, queries
from ..enums import ChangeKind
from ..models import TermChange
from ..notices import TermEnded


@transaction.atomic
def begin_term(
    *,
    centre: Centre,
    user: User,
    role: Role,
    actor: Any,
    language: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
) -> Term:
    """Give `user` a term from `begins_on` (today); a term of the same role that is not over is lengthened instead."""
    Centre.objects.select_for_update().get(pk=centre.pk)
    begins_on = max(begins_on or timezone.localdate(), timezone.localdate())
    known = queries.not_over(centre).filter(user=user, role=role, language=language).order_by("-begins_on").first()
    if known:
        return _lengthened(known, begins_on, ends_on, actor)
    term = Term.objects.create(
        centre=centre, user=user, role=role, language=language, begins_on=begins_on, ends_on=ends_on
    )
    _note(term, ChangeKind.BEGUN, actor, new_end=ends_on)
    return term


def _lengthened(term: Term, begins_on: date, ends_on: date | None, actor: Any) -> Term:
    end = None if ends_on is None or term.ends_on is None else max(ends_on, term.ends_on)
    begin = min(begins_on, term.begins_on)
    if (begin, end) != (term.begins_on, term.ends_on):
        old, term.begins_on, term.ends_on = term.ends_on, begin, end
        term.save(update_fields=["begins_on", "ends_on"])
        _note(term, ChangeKind.RENEWED, actor, old_end=old, new_end=end)
    return term


@transaction.atomic
def renew_term(*, term: Term, ends_on: date | None, actor: Any) -> Term:
    """Give a term that is not over another last day, None for no end.

    Raises ValidationError when the term is over or the day lies before today or before the term.
    """
    term = _locked(term, actor)
    if ends_on and ends_on < max(timezone.localdate(), term.begins_on):
        raise ValidationError(_("The last day lies in the past. To end the term at once, choose “End now”."))
    if ends_on != term.ends_on:
        old, term.ends_on = term.ends_on, ends_on
        term.save(update_fields=["ends_on"])
        _note(term, ChangeKind.RENEWED, actor, old_end=old, new_end=ends_on)
    return term


@transaction.atomic
def end_term(*, term: Term, actor: Any, reason: str = "") -> Term:
    """End a term now: its person is without its rights from the next request on, in open sessions too.

    Raises ValidationError when it is over or would leave the centre without a manager.
    """
    term = _ended(_locked(term, actor), actor, ChangeKind.ENDED, reason)
    user = term.user
    if user.is_active:
        language = preferred_language(user) or settings.LANGUAGE_CODE
        context = {"person": str(user), "centre": term.centre, "role": Role(term.role), "reason": reason.strip()}
        notices.send(TermEnded, to=user.email, language=language, context=context)
    return term


@transaction.atomic
def change_role(*, term: Term, role: Role, actor: Any, languages: Iterable[str] = ()) -> list[Term]:
    """End a term and give its person another role until the same day; return the new terms.

    Raises ValidationError as `end_term` does, and for the role that the person has.
    """
    term = _locked(term, actor)
    codes = sorted(set(languages)) if role == Role.TRANSLATOR else [""]
    if not codes or not set(codes) <= {"", *queries.languages_of(term.centre)}:
        raise ValidationError(_("Choose languages in which the centre works."))
    if role == term.role and term.language in codes:
        raise ValidationError(_("This person has this role already."))
    last_day = term.ends_on
    first_day = max(term.begins_on, timezone.localdate())
    _ended(term, actor, ChangeKind.REPLACED, "")
    return [
        begin_term(
            centre=term.centre,
            user=term.user,
            role=role,
            actor=actor,
            language=code,
            begins_on=first_day,
            ends_on=last_day,
        )
        for code in codes
    ]


def _locked(term: Term, actor: Any) -> Term:
    """Return the row as it is now. Raises ValidationError when it is over, PermissionDenied when it is not theirs."""
    Centre.objects.select_for_update().get(pk=term.centre_id)
    locked = Term.objects.select_for_update(of=("self",)).select_related("centre", "user").get(pk=term.pk)
    if not permissions.may_change_term(actor, locked):
        raise PermissionDenied
    if locked.ends_on and locked.ends_on < timezone.localdate():
        raise ValidationError(_("This term is over."))
    return locked


def _ended(term: Term, actor: Any, kind: ChangeKind, reason: str) -> Term:
    is_secretariat = actor is not None and keeps_network(actor)
    if term.role == Role.MANAGER and not is_secretariat and not queries.other_managers(term).exists():
        raise ValidationError(_("A centre keeps at least one manager. Invite another one first."))
    old = term.ends_on
    term.ends_on = max(timezone.localdate(), term.begins_on) - timedelta(days=1)
    term.save(update_fields=["ends_on"])
    _note(term, kind, actor, reason=reason.strip(), old_end=old, new_end=term.ends_on)
    return term


def _note(
    term: Term,
    kind: ChangeKind,
    actor: Any,
    *,
    reason: str = "",
    old_end: date | None = None,
    new_end: date | None = None,
) -> None:
    person = actor if getattr(actor, "pk", None) else None
    TermChange.objects.create(term=term, kind=kind, reason=reason, old_end=old_end, new_end=new_end, actor=person)
    end = new_end.isoformat() if new_end else None
    audit.record(actor=actor, action=f"team.term_{kind}", obj=term, data={"role": term.role, "ends_on": end})
