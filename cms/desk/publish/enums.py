"""What the publish panel tells apart."""

from __future__ import annotations

from enum import StrEnum


class ReadyState(StrEnum):
    """How a check ended: what blocks must be mended first, advice may wait."""

    BLOCKING = "blocking"
    ADVICE = "advice"
    FINE = "fine"


class Mode(StrEnum):
    """What the person's rights on the page let the panel do."""

    PUBLISH = "publish"
    SUBMIT = "submit"
    SAVE = "save"
    CLOSED = "closed"
