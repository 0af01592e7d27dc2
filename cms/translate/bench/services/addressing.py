"""Lets a link lead elsewhere in one language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import SegmentOverride, Translation

from cms.core.addresses import validate_address

from ..addresses import LONGEST, addresses_of
from .keeping import begin


@transaction.atomic
def keep_addresses(*, translation: Translation, typed: Mapping[int, str], user: Any) -> list[str]:
    """Keep addresses by the ids of their segments; an empty one is the source's again. Return why some are not kept.

    Raises PermissionDenied, WorkRefusedError.
    """
    begin(translation=translation, user=user)
    refused = []
    for address in addresses_of(translation):
        own = typed.get(address.pk, address.own).strip()
        if own == address.own:
            continue
        rows = SegmentOverride.objects.filter(locale=translation.target_locale, context_id=address.context_id)
        words = _refusal(own)
        if words:
            refused.append(f"{own[:80]}: {words}")
        elif not own or own == address.source:
            rows.delete()
        else:
            SegmentOverride.objects.update_or_create(
                locale=translation.target_locale,
                context_id=address.context_id,
                defaults={"data_json": json.dumps(own), "last_translated_by": user, "has_error": False},
            )
    return refused


def _refusal(own: str) -> str:
    if not own:
        return ""
    if len(own) > LONGEST:
        return _("This address is too long.")
    try:
        validate_address(own)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
