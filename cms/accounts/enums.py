"""Groups that every installation has, and the rights each gives."""

from __future__ import annotations

from enum import StrEnum


class GroupName(StrEnum):
    """Names in the database; Wagtail's own migrations make the editors and the moderators."""

    ADMINISTRATORS = "Administrators"
    EDITORS = "Editors"
    MODERATORS = "Moderators"


class LanguageRole(StrEnum):
    """What a group does for a language."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"


TRANSLATORS_PREFIX = "Translators: "
REVIEWERS_PREFIX = "Reviewers: "
# The names that Wagtail's migrations gave.
MODERATION_WORKFLOW = "Moderators approval"
MODERATION_TASK = "Moderators approval"

ADMINISTRATORS_PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
EDITORS_PAGES = ("add", "change", "publish")
MODERATORS_PAGES = ("add", "change", "publish", "lock", "unlock")
TRANSLATORS_PAGES = ("change",)
REVIEWERS_PAGES = ("change", "publish")

KEEP_FILES = ("add", "change", "choose")
CHOOSE_FILES = ("choose",)

# Whoever may edit people could make themselves a superuser by Wagtail's form, so no group holds these.
SUPERUSERS_ONLY = (("accounts", "user"), ("auth", "group"))


def translators(language: str) -> str:
    """Return the name of the group of those who translate into `language`."""
    return f"{TRANSLATORS_PREFIX}{language}"


def reviewers(language: str) -> str:
    """Return the name of the group of those who read and publish translations into `language`."""
    return f"{REVIEWERS_PREFIX}{language}"
