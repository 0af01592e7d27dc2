"""What the desk itself knows to wait for a person."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import TaskState

from cms.core.frame import language_name

from . import queries
from .registry import Waiting


def drafts(user: Any) -> list[Waiting]:
    """Pages with changes that nobody sees yet."""
    number = queries.unpublished_changes(user)
    text = ngettext("%(number)s page has changes to publish", "%(number)s pages have changes to publish", number)
    return [Waiting(text % {"number": number}, reverse("wagtailadmin_explore_root"))] if number else []


def reviews(user: Any) -> list[Waiting]:
    """Pages that wait for this person's approval."""
    number = TaskState.objects.reviewable_by(user).count()
    text = ngettext("%(number)s page waits for your approval", "%(number)s pages wait for your approval", number)
    return [Waiting(text % {"number": number}, reverse("wagtailadmin_reports:workflow_tasks"))] if number else []


def translations(user: Any) -> list[Waiting]:
    """Languages in which pages are missing, where this person may write."""
    return [
        Waiting(
            ngettext(
                "%(language)s: %(number)s page is not translated yet",
                "%(language)s: %(number)s pages are not translated yet",
                number,
            )
            % {"language": language_name(code), "number": number},
            f"{reverse('translate_matrix')}?language={code}&state=missing",
        )
        for code, number in queries.missing_by_language(user).items()
    ]
