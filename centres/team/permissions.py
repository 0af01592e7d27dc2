"""Who acts on a team: its managers and the secretariat; nobody on himself."""

from __future__ import annotations

from typing import Any

from cms.core import scope

from ..models import Centre, Term
from ..queries import serves
from ..scopes import keeps_network


def may_manage_team(user: Any, centre: Centre) -> bool:
    """Say whether `user` invites people into `centre` and ends their terms."""
    return scope.allows(user, "change", centre)


def may_change_term(user: Any, term: Term) -> bool:
    """Say whether `user` renews, ends or replaces `term`; None is the system.

    Nobody lengthens, ends or raises what is his own: another manager does, or the secretariat.
    """
    if user is None:
        return True
    if not scope.allows(user, "change", term):
        return False
    return term.user_id != user.pk or keeps_network(user)


def may_see_teams(user: Any) -> bool:
    """Say whether the screens of teams hold anything for `user`."""
    return bool(user.is_superuser or keeps_network(user) or serves(user))
