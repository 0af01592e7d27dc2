"""Accounts of the demonstration: fictitious people whose password is published. Production refuses them."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import Group
from django.db import transaction

from .. import enums
from ..enums import GroupName
from ..models import User
from .people import choose_language, keep_address

PASSWORD = "mondcivitan-demo"  # noqa: S105 -- published on purpose


class Sample(NamedTuple):
    email: str
    first_name: str
    last_name: str
    group: str
    language: str
    is_superuser: bool = False


SAMPLES = (
    Sample("admin@mondcivitan.example", "Amina", "Okafor", GroupName.ADMINISTRATORS, "fr", is_superuser=True),
    Sample("editor@mondcivitan.example", "Édith", "Vernay", GroupName.EDITORS, "fr"),
    Sample("moderator@mondcivitan.example", "Mateo", "Lindqvist", GroupName.MODERATORS, "en"),
    Sample("secretariat@mondcivitan.example", "Solange", "Mbemba", "Secretariat", "fr"),
    Sample("correspondent@mondcivitan.example", "Alma", "Reyes", "Correspondents", "en"),
    Sample("translator-eo@mondcivitan.example", "Ludoviko", "Verda", enums.translators("eo"), "eo"),
    Sample("reviewer-eo@mondcivitan.example", "Zofia", "Brunn", enums.reviewers("eo"), "eo"),
    Sample("translator-en@mondcivitan.example", "Grace", "Thornbury", enums.translators("en"), "en"),
)


@transaction.atomic
def create_demonstration_accounts() -> list[User]:
    """Make the demonstration's accounts that are missing; the administrator comes first.

    Raises Group.DoesNotExist before `ensure_groups`.
    """
    return [_make(sample) for sample in SAMPLES]


def _make(sample: Sample) -> User:
    user = User.objects.filter(email=sample.email).first()
    if user:
        return user
    make = User.objects.create_superuser if sample.is_superuser else User.objects.create_user
    user = make(sample.email, PASSWORD, first_name=sample.first_name, last_name=sample.last_name, is_demonstration=True)
    user.groups.add(Group.objects.get(name=sample.group))
    keep_address(user=user, verified=True)
    choose_language(user=user, language=sample.language)
    return user


def demonstration_sign_ins() -> list[str]:
    """Return one line per account of the demonstration: address, password, group."""
    width = max(len(sample.email) for sample in SAMPLES)
    return [f"{sample.email:<{width}}  {PASSWORD}  {sample.group}" for sample in SAMPLES]
