"""States of translations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    """Where the work on one translation stands."""

    WANTED = "wanted", _("Wanted")
    TAKEN = "taken", _("Taken")
    IN_TRANSLATION = "in_translation", _("In translation")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Outdated")


# Nobody works on it: whoever translates into the language may take it.
FREE = (WorkState.WANTED, WorkState.OUTDATED)
IN_HAND = (WorkState.TAKEN, WorkState.IN_TRANSLATION)
OPEN = (*FREE, *IN_HAND, WorkState.IN_REVIEW)
