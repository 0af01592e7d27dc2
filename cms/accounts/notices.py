"""Messages about accounts that allauth does not send itself."""

from __future__ import annotations

from cms.core.notices import Notice


class Invitation(Notice):
    """To somebody for whom an administrator made an account: how to sign in for the first time."""

    name = "invitation"
    category = "account"
