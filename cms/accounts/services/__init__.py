"""Every write about people: groups and rights, addresses and sessions, the demonstration's accounts."""

from .demonstration import create_demonstration_accounts, demonstration_sign_ins
from .groups import ensure_groups, grant_language, set_languages
from .people import (
    choose_language,
    choose_notices,
    end_other_sessions,
    invite,
    keep_address,
    make_account,
    refuse_notices,
    vouch_for_address,
)

__all__ = [
    "choose_language",
    "choose_notices",
    "create_demonstration_accounts",
    "demonstration_sign_ins",
    "end_other_sessions",
    "ensure_groups",
    "grant_language",
    "invite",
    "keep_address",
    "make_account",
    "refuse_notices",
    "set_languages",
    "vouch_for_address",
]
