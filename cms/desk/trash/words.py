"""Why something did not come back, in words for people."""

from __future__ import annotations

from django.utils.translation import gettext

from . import errors


def reason_of(error: errors.TrashError) -> str:
    """Return what to tell the person who wanted to restore or delete."""
    if isinstance(error, errors.Gone):
        return gettext("Somebody else restored or deleted this meanwhile, or its thirty days are over.")
    if isinstance(error, errors.ParentGone):
        return gettext("The page above is gone. Choose another place; nothing is lost.")
    if isinstance(error, errors.WrongPlace):
        return gettext("This page may not stand there. Choose another place; nothing is lost.")
    if isinstance(error, errors.OtherEngine):
        return gettext("This was deleted when the site used another database, and can only come back there.")
    return gettext(
        "The site changed since: “%(name)s” has another form now. It stays in the trash; tell those who run the site."
    ) % {"name": error.args[0]}
