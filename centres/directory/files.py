"""The directory for other programmes: GeoJSON and CSV of what is public, names in the language asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, pgettext

from cms.core.spreadsheet import harmless

from .entries import Entry

GEOJSON, CSV = "application/geo+json", "text/csv"


def _state(entry: Entry) -> str:
    return pgettext("state of a centre", "dormant") if entry.is_dormant else pgettext("state of a centre", "affiliated")


def geojson(entries: Iterable[Entry], origin: str) -> str:
    """Return a feature collection (RFC 7946); a centre without a position has the geometry null."""
    return json.dumps(
        {"type": "FeatureCollection", "features": [_feature(entry, origin) for entry in entries]}, ensure_ascii=False
    )


def _feature(entry: Entry, origin: str) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [entry.position[1], entry.position[0]]} if entry.position else None
    properties = {
        "name": entry.name,
        "place": entry.place,
        "country": entry.country,
        "country_name": entry.country_name,
        "languages": list(entry.codes),
        "state": "dormant" if entry.is_dormant else "affiliated",
        "url": f"{origin}{entry.url}",
        "address": entry.address,
        "email": entry.email,
        "phone": entry.phone,
    }
    return {
        "type": "Feature",
        "id": entry.slug,
        "geometry": point,
        "properties": {name: value for name, value in properties.items() if value},
    }


def table(entries: Iterable[Entry], origin: str) -> str:
    """Return a table whose cells no spreadsheet takes for formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = (
        gettext("name"), gettext("place"), gettext("country code"), gettext("country"), gettext("languages"),
        gettext("state"), gettext("address"), gettext("e-mail address"), gettext("phone"), gettext("latitude"),
        gettext("longitude"), gettext("web address"),
    )  # fmt: skip
    writer.writerow(names)
    for entry in entries:
        cells = (
            entry.name, entry.place, entry.country, entry.country_name, " ".join(entry.codes), _state(entry),
            entry.address, entry.email, entry.phone, *(entry.position or ("", "")), f"{origin}{entry.url}",
        )  # fmt: skip
        writer.writerow([harmless(cell) for cell in cells])
    return f"\ufeff{out.getvalue()}"
