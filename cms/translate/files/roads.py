"""The way in for texts from files."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.core.staging import MEGABYTE, Purpose

from ..uploads.registry import Road
from . import queries, services

FILES = "translate.files"

ROAD = Road(
    purpose=Purpose(
        name=FILES,
        check=services.check_file,
        apply=services.apply_file,
        max_size=5 * MEGABYTE,
        lifetime=timedelta(days=2),
        knows_owner=True,
    ),
    title=_("Bring translated files"),
    explanation=_(
        "PO or XLIFF 1.2 files that were taken from here, one by one or as a zip. A file for another site, text or "
        "language is refused, and so is one whose marks (bold, links) are damaged."
    ),
    accept=".po,.xlf,.xliff,.zip",
    back="translate_files_export",
    may=lambda user: bool(queries.languages_for(user)),
    peek=queries.wrong_text,
)
