"""Messages about terms of office."""

from __future__ import annotations

from cms.core.notices import Notice


class TeamInvitation(Notice):
    """To an address: who asks them to serve which centre, as what, until when."""

    name = "team_invitation"
    category = "team"


class TermEnding(Notice):
    """To a member: the term ends soon."""

    name = "term_ending"
    category = "team"


class TermEndingTold(Notice):
    """To the managers: a member's term ends soon, and where to renew it."""

    name = "term_ending_told"
    category = "team"


class TermEnded(Notice):
    """To a member whose term somebody ended."""

    name = "term_ended"
    category = "team"
