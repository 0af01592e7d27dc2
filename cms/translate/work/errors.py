"""Why a step cannot be taken, in words for the person."""

from __future__ import annotations


class WorkRefusedError(Exception):
    """The work is not in a state, or not far enough, for what was asked."""
