"""What the ids in affiliation's addresses name: every view judges its own by `core.scope`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from centres.models import Centre
from cms.core.judges import ITSELF, Judge, register_judge

from .models import Application, Convention, Correspondent, Report


def _owner(view: Any, kwargs: Mapping[str, Any]) -> type[models.Model]:
    return Correspondent if kwargs.get("kind") == "correspondent" else Centre


register_judge(
    Judge("affiliation_application*", "pk", Application, ITSELF),
    Judge("affiliation_correspondent*", "pk", Correspondent, ITSELF),
    Judge("affiliation_convention", "pk", Convention, ITSELF),
    Judge("affiliation_report*", "pk", Report, ITSELF),
    Judge("affiliation_report_write", "pk", _owner, ITSELF),
    Judge("affiliation_report_write", "kind", None),
    Judge("affiliation_report_write", "year", None),
    Judge("affiliation_centre*", "pk", Centre, ITSELF),
    Judge("affiliation_centre_act", "name", None),
    Judge("affiliation_go_live", "centre_id", Centre, ITSELF),
)
