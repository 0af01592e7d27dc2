"""The way in for texts from files."""

from __future__ import annotations

from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from cms.core.staging import MEGABYTE, Purpose

from ..uploads.registry import Road
from ..uploads.reports import refused
from . import queries, services
from .comparing import plan
from .packing import unpack
from .units import FileRefused

FILES = "translate.files"


def check_file(file: IO[bytes], owner: Any) -> dict[str, Any]:
    """Return the report of a dry run."""
    try:
        plans = [plan(texts, owner) for texts in unpack(file.read())]
    except FileRefused as error:
        return refused(str(error))
    return services.report_of(plans).as_json()


def apply_file(file: IO[bytes], actor: Any) -> dict[str, Any]:
    """Keep every text of a file. Raises FileRefused: nothing is kept then."""
    return services.import_texts(content=file.read(), user=actor)


ROAD = Road(
    purpose=Purpose(
        name=FILES,
        check=check_file,
        apply=apply_file,
        max_size=5 * MEGABYTE,
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
