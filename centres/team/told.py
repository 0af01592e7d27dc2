"""Tells people why a centre's screens are closed to them: access ends with the next click, wherever that leads."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.told import register_teller

from ..enums import CentreState
from ..models import Term
from . import queries


def closed_doors(user: Any) -> list[str]:
    """Say, of each centre without access today, what closed it or when it opens; of long ago nothing."""
    return [_words(term) for term in queries.terms_without_access(user)]


def _words(term: Term) -> str:
    centre, today = term.centre.name, timezone.localdate()
    if term.ends_on and term.ends_on < today:
        return _("%(centre)s: your term of office is over. Its manager may invite you again.") % {"centre": centre}
    if term.centre.state == CentreState.SUSPENDED:
        text = _("%(centre)s is suspended: its team has no access for the time being. All its data is kept.")
        return text % {"centre": centre}
    if not term.centre.is_open:
        return _("%(centre)s does not work now: its team has no access. All its data is kept.") % {"centre": centre}
    text = _("%(centre)s: your term of office begins on %(day)s.")
    return text % {"centre": centre, "day": date_format(term.begins_on, "DATE_FORMAT")}


register_teller(closed_doors)
