"""The end of the work on a text: to the reviewer, to the visitors, or back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from ...models import Work
from ...work import services as work_services
from ...work.errors import WorkRefusedError
from .. import queries
from ..lines import LineState


def hand_in(*, translation: Translation, user: Any) -> Work:
    """Send a text to its reviewers. Raises PermissionDenied, WorkRefusedError."""
    _need_nothing_left(translation)
    return work_services.send_to_review(work=_work(translation), user=user)


@transaction.atomic
def publish(*, translation: Translation, user: Any) -> Work:
    """Bring a text to the visitors. Raises PermissionDenied, WorkRefusedError."""
    _need_nothing_left(translation)
    return work_services.publish(work=_work(translation), user=user)


def give_back(*, translation: Translation, user: Any, reason: str) -> Work:
    """Return a text to its translator. Raises PermissionDenied, WorkRefusedError."""
    return work_services.return_to_translator(work=_work(translation), user=user, reason=reason)


def _work(translation: Translation) -> Work:
    work, _new = Work.objects.get_or_create(translation=translation)
    return work


def _need_nothing_left(translation: Translation) -> None:
    """Refuse while a text is set aside, or typed so that it cannot stand."""
    states = [line.state for line in queries.plain_lines(translation).values()]
    later, wrong = states.count(LineState.LATER), states.count(LineState.WRONG)
    if wrong:
        words = ngettext("%(number)s text cannot stay as it is.", "%(number)s texts cannot stay as they are.", wrong)
        raise WorkRefusedError(words % {"number": wrong})
    if later:
        words = ngettext("%(number)s text was left for later.", "%(number)s texts were left for later.", later)
        raise WorkRefusedError(words % {"number": later} + " " + _("Read it once more, then accept it."))
