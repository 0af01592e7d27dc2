"""Who reads the glossary, proposes words and keeps it."""

from __future__ import annotations

from typing import Any

from cms.accounts.queries import language_roles_of
from cms.core.translations import language_codes

KEEP = "translate.keep_glossary"


def may_read(user: Any) -> bool:
    return bool(user.has_perm("wagtailadmin.access_admin"))


def may_keep(user: Any) -> bool:
    """Say whether `user` decides what the glossary says."""
    return bool(user.has_perm(KEEP))


def languages_of(user: Any) -> list[str]:
    """Return the languages for which `user` may propose words: those of their work, all for who keeps the glossary."""
    if may_keep(user):
        return language_codes()
    mine = set().union(*language_roles_of(user).values())
    return [code for code in language_codes() if code in mine]


def may_propose(user: Any) -> bool:
    return bool(may_read(user) and languages_of(user))
