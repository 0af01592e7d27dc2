"""Every write of the bench."""

from .addressing import keep_addresses
from .carrying import carry_over, carry_over_all
from .finishing import give_back, hand_in, publish
from .keeping import keep_line, keep_lines, leave_for_later
from .remarking import answer, remark, resolve

__all__ = [
    "answer",
    "carry_over",
    "carry_over_all",
    "give_back",
    "hand_in",
    "keep_addresses",
    "keep_line",
    "keep_lines",
    "leave_for_later",
    "publish",
    "remark",
    "resolve",
]
