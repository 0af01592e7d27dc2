"""What a form may ask, in which words browsers know it, and how long answers are kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldKind(models.TextChoices):
    LINE = "line", _("one line of text")
    LINES = "lines", _("several lines of text")
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("telephone number")
    NUMBER = "number", _("number")
    URL = "url", _("web address")
    DATE = "date", _("date")
    LIST = "list", _("one choice from a list")
    RADIO = "radio", _("one choice, all of them shown")
    SEVERAL = "several", _("several choices")
    CONSENT = "consent", _("box to tick")


class Autocomplete(models.TextChoices):
    """The tokens of the HTML standard by which a browser fills in what it knows of its owner."""

    NAME = "name", _("full name")
    GIVEN = "given-name", _("given names")
    FAMILY = "family-name", _("family name")
    EMAIL = "email", _("e-mail address")
    TEL = "tel", _("telephone number")
    BIRTHDAY = "bday", _("date of birth")
    STREET = "street-address", _("street and number")
    POSTAL_CODE = "postal-code", _("postal code")
    TOWN = "address-level2", _("town")
    COUNTRY = "country-name", _("country")
    ORGANISATION = "organization", _("organisation")
    URL = "url", _("web address")


WITH_CHOICES = frozenset({FieldKind.LIST, FieldKind.RADIO, FieldKind.SEVERAL})
WITH_LENGTH = frozenset({FieldKind.LINE, FieldKind.LINES})
LONGEST = {FieldKind.LINE: 500, FieldKind.LINES: 10_000}
USUAL_LENGTH = {FieldKind.LINE: 200, FieldKind.LINES: 4_000}
MOST_FIELDS = 40
MOST_CHOICES = 50
LONGEST_CHOICE = 200


def language_choices() -> list[tuple[str, str]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def kept_choices() -> list[tuple[int, object]]:
    """Return the periods after which answers are deleted, in months."""
    return [
        (1, _("1 month")),
        (3, _("3 months")),
        (6, _("6 months")),
        (12, _("12 months")),
        (24, _("24 months")),
    ]


def kind_choices() -> list[tuple[str, object]]:
    return list(FieldKind.choices)


def autocomplete_choices() -> list[tuple[str, object]]:
    return list(Autocomplete.choices)
