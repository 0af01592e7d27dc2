"""Who sets opening days, and who puts whom on duty: managers and officers; each member for himself."""

from __future__ import annotations

from typing import Any

from cms.core import scope

from ..enums import Role
from ..models import Centre
from ..queries import terms_of
from ..scopes import ByCentre
from .models import Duty, Opening

PLANNERS = (Role.MANAGER, Role.OFFICER)
RIGHTS = dict.fromkeys(("add", "change", "delete"), PLANNERS)


def may_plan(user: Any, centre: Centre) -> bool:
    """Say whether `user` sets the days and the rota of a centre."""
    return scope.allows(user, "change", Opening(centre=centre))


def may_serve(user: Any, centre: Centre) -> bool:
    """Say whether `user` may put himself down: members of the team."""
    return terms_of(user).filter(centre=centre).exists()


scope.register_provider(Opening, ByCentre("centre_id", RIGHTS))
scope.register_provider(Duty, ByCentre("opening__centre_id", RIGHTS))
