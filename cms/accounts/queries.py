"""Reads about people."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.users.models import UserProfile

from .enums import LanguageRole
from .models import LanguageGrant, NoticeRefusal, User
from .permissions import SECOND_FACTORS


def preferred_language(user: Any) -> str:
    """Return the language this person chose, "" when none."""
    code = UserProfile.objects.filter(user_id=user.pk).values_list("preferred_language", flat=True).first()
    return code if code in dict(settings.LANGUAGES) else ""


def language_of_address(address: str) -> str:
    """Return the language chosen by the owner of a mail address, "" when nobody owns it or none was chosen."""
    owner = EmailAddress.objects.filter(email__iexact=address).order_by("-verified").values_list("user", flat=True)
    user = User.objects.filter(Q(email__iexact=address) | Q(pk__in=owner[:1])).first()
    return preferred_language(user) if user else ""


def office_people() -> QuerySet[User]:
    """Return the active people who may enter /cms/."""
    access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    may = Q(is_superuser=True) | Q(is_staff=True) | Q(groups__permissions__in=access) | Q(user_permissions__in=access)
    return User.objects.filter(may, is_active=True).distinct()


def office_people_without_second_factor() -> QuerySet[User]:
    protected = Authenticator.objects.filter(type__in=SECOND_FACTORS).values("user")
    return office_people().exclude(pk__in=protected)


def session_count(user: Any) -> int:
    """Return in how many browsers this person is signed in."""
    return len(UserSession.objects.purge_and_list(user))


def languages_translated_by(user: Any) -> set[str]:
    """Return the languages this person translates into."""
    return language_roles_of(user)[LanguageRole.TRANSLATOR]


def language_roles_of(user: Any) -> dict[LanguageRole, set[str]]:
    """Return both at once. One query, none for strangers."""
    found: dict[LanguageRole, set[str]] = {role: set() for role in LanguageRole}
    if user.is_authenticated and user.is_active:
        grants = LanguageGrant.objects.filter(group__user=user).values_list("role", "language")
        for role, language in grants:
            found[LanguageRole(role)].add(language)
    return found


def people_of_language(language: str, role: LanguageRole) -> QuerySet[User]:
    """Return the active people who do `role` for a language."""
    grants = LanguageGrant.objects.filter(language=language, role=role)
    return User.objects.filter(groups__in=grants.values("group"), is_active=True).distinct()


def refused_categories(user: Any) -> set[str]:
    """Return the categories of notices that this person does not want."""
    return set(NoticeRefusal.objects.filter(user=user.pk).values_list("category", flat=True))
