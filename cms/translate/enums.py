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


class CellState(models.TextChoices):
    """How a page stands in one language: the states of works, and what no work is about."""

    SOURCE = "source", _("Source")
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft without a source")
    WANTED = "wanted", _("Wanted")
    TAKEN = "taken", _("Taken")
    IN_TRANSLATION = "in_translation", _("In translation")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Outdated")


# Of the editors' screens.
ICONS = {
    CellState.SOURCE: "pilcrow",
    CellState.MISSING: "minus",
    CellState.DRAFT: "draft",
    CellState.WANTED: "help",
    CellState.TAKEN: "user",
    CellState.IN_TRANSLATION: "edit",
    CellState.IN_REVIEW: "glasses",
    CellState.PUBLISHED: "check",
    CellState.OUTDATED: "history",
}
