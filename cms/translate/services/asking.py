"""Asks people to translate."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.accounts.enums import translators
from cms.accounts.models import User
from cms.accounts.queries import preferred_language
from cms.core import notices
from cms.core.translations import NATIVE_NAMES

from ..notices import TranslationWanted
from .targets import target_of


def ask_translators(*, page: Any, translation: Translation, asker: Any) -> int:
    """Write to the translators of a language, once for each text of the source; return how many people."""
    code = translation.target_locale.language_code
    people = User.objects.filter(groups__name=translators(code), is_active=True).exclude(email="").distinct()
    address = reverse("wagtailadmin_pages:edit", args=[target_of(translation).pk])
    asked = 0
    for person in people:
        notices.send(
            TranslationWanted,
            to=person.email,
            language=preferred_language(person) or code,
            context={
                "person": str(person),
                "asker": str(asker),
                "title": page.title,
                "language_name": NATIVE_NAMES[code],
                "address": settings.WAGTAILADMIN_BASE_URL + address,
            },
            key=f"{translation.uuid}:{int(translation.source.last_updated_at.timestamp())}:{person.pk}",
        )
        asked += 1
    return asked
