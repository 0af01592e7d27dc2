"""Why something cannot come back; the words for people are in `words.py`."""

from __future__ import annotations


class TrashError(Exception):
    """Nothing was changed, and the entry is kept."""


class Gone(TrashError):
    """Somebody else restored or deleted the entry, or its time was over."""


class ParentGone(TrashError):
    """The page above is no more: another place must be named."""


class WrongPlace(TrashError):
    """A page of this type, or of this language, may not stand there."""


class OtherEngine(TrashError):
    """The rows were written by another database engine."""


class SchemaChanged(TrashError):
    """A table or column of the rows is no more. The first argument names it."""
