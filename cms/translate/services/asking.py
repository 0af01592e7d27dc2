"""Asks the translators of a language, from the publish panel."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.accounts.models import User
from cms.core.wishes import Order, WishRefusedError

from ..enums import FREE
from ..work import notifying, permissions
from ..work.services.asking import put_down


def ask_translators(*, translation: Translation, asker: Any, order: Order) -> int:
    """Write down that a translation is wanted, and write to the people, once for each text of the source.

    The caller judged whether `asker` may. Returns how many people. Raises WishRefusedError.
    """
    person = None
    if order.person is not None:
        person = User.objects.filter(pk=order.person, is_active=True).first()
        if person is None or not permissions.may_translate(person, translation):
            code = translation.target_locale.language_code
            raise WishRefusedError(code, _("This person may not translate this text."))
    work = put_down(translation=translation, user=asker, person=person, due=order.due, note=order.note)
    return notifying.tell_asked_people(works=[work], asker=asker) if work.state in FREE else 0
