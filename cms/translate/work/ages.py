"""Tells visitors where a text is older than its source."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from cms.core.frame import OLDER_TEXTS
from cms.core.structure import Structure, register_part

from ..models import Work


def older_texts(request: HttpRequest, structure: Structure) -> dict[UUID, tuple[str, datetime]]:
    """Return, for the texts of a language that are behind, the language of the source and since when. One query."""
    works: Any = Work.objects.filter(
        outdated_since__isnull=False,
        translation__enabled=True,
        translation__target_locale__language_code=structure.language,
    )
    names = ("translation__source__object_id", "translation__source__locale__language_code", "outdated_since")
    return {key: (language, since) for key, language, since in works.values_list(*names)}


register_part(OLDER_TEXTS, older_texts)
