"""Every write of affiliation; each subject keeps its own in its folder."""

from .applying.services import answer, confirm, correct, finish, keep_for_later, receive
from .deciding.accepting import accept
from .deciding.services import appeal, ask, keep_checklist, open_reading, refuse
from .people.services import correspondents_group
from .secretariat import ensure_secretariat

__all__ = [
    "accept",
    "answer",
    "appeal",
    "ask",
    "confirm",
    "correct",
    "correspondents_group",
    "ensure_secretariat",
    "finish",
    "keep_checklist",
    "keep_for_later",
    "open_reading",
    "receive",
    "refuse",
]
