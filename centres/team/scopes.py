"""Invitations and changes of terms belong to the centre; only managers see and change them."""

from __future__ import annotations

from cms.core import scope

from ..enums import Role
from ..scopes import ByCentre
from .models import Invitation, TermChange

ACTIONS = ("view", "add", "change", "delete")
MANAGERS = dict.fromkeys(ACTIONS, (Role.MANAGER,))
scope.register_provider(Invitation, ByCentre("centre_id", MANAGERS))
scope.register_provider(TermChange, ByCentre("term__centre_id", MANAGERS))
