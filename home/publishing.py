"""What waits for translators, on the editors' desk: home knows both the desk and the translations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.frame import language_name
from cms.desk.registry import Waiting, register_waiting
from cms.translate.queries import asked_of


def translations_asked(user: Any) -> list[Waiting]:
    """Return one line per language of this person in which begun translations have texts to write."""
    lines: dict[str, list[Any]] = {}
    for translation in asked_of(user).select_related("target_locale", "source"):
        lines.setdefault(translation.target_locale.language_code, []).append(translation)
    return [
        Waiting(
            ngettext(
                "%(language)s: %(number)s translation is begun and waits for you",
                "%(language)s: %(number)s translations are begun and wait for you",
                len(found),
            )
            % {"language": language_name(code), "number": len(found)},
            _address(found),
        )
        for code, found in lines.items()
    ]


def _address(found: list[Any]) -> str:
    """Lead to the one page, or to the report of all."""
    if len(found) > 1:
        return reverse("wagtail_localize:translations_report")
    return str(found[0].get_target_instance_edit_url())


register_waiting(translations_asked)
