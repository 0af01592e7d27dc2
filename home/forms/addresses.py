"""The addresses of a desk, several in one line."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

MOST_ADDRESSES = 5


def split_addresses(value: str) -> list[str]:
    """Return the addresses of a list separated by commas, semicolons or spaces, each once."""
    return list(dict.fromkeys(part for part in re.split(r"[\s,;]+", value) if part))


def validate_addresses(value: str) -> None:
    """Raise ValidationError for what is no list of at most MOST_ADDRESSES e-mail addresses."""
    found = split_addresses(value)
    if len(found) > MOST_ADDRESSES:
        raise ValidationError(_("Give at most %(most)d addresses.") % {"most": MOST_ADDRESSES})
    for address in found:
        try:
            validate_email(address)
        except ValidationError:
            message = _("“%(address)s” is no e-mail address. Write it like desk@example.org.")
            raise ValidationError(message % {"address": address}) from None
