"""What machines read of centres: schema.org in JSON-LD. A data block runs nothing: the policy of scripts lets it be."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from cms.core.frame import Frame

from ..opening.hours import specification
from ..surroundings import Surroundings
from .entries import Entry
from .files import CSV, GEOJSON

# More than that, and machines are better served by the files.
MOST_LISTED = 100
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def data_block(data: dict[str, Any]) -> SafeString:
    """Return the element that holds `data`; no sign in it can end the element."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- escaped above


def of_directory(entries: list[Entry], frame: Frame) -> SafeString:
    """Return the movement and its centres."""
    listed = entries if len(entries) <= MOST_LISTED else []
    data = {
        "@type": "Organization",
        "name": frame.site_name,
        "url": f"{frame.origin}{frame.home_url}",
        "department": [_organisation(entry, frame.origin) for entry in listed],
        "subjectOf": {
            "@type": "Dataset",
            "name": gettext("Registration centres"),
            "description": gettext("Every centre that visitors find: place, country, languages, address."),
            "distribution": [_download(frame, name) for name in ("centres_geojson", "centres_csv")],
        },
    }
    return data_block({name: value for name, value in data.items() if value})


def _download(frame: Frame, name: str) -> dict[str, str]:
    form = GEOJSON if name == "centres_geojson" else CSV
    return {"@type": "DataDownload", "contentUrl": f"{frame.origin}{reverse(name)}", "encodingFormat": form}


def _organisation(entry: Entry, origin: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "Organization",
        "name": entry.name,
        "url": f"{origin}{entry.url}",
        "location": _place(entry.place, entry.country, entry.position),
    }
    return found


def _place(town: str, country: str, position: tuple[float, float] | None) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressLocality": town, "addressCountry": country},
    }
    if position:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]}
    return place


def of_microsite(site: Surroundings, frame: Frame) -> SafeString:
    """Return one centre, with where and when it is open."""
    centre = site.centre
    position = (float(centre.latitude), float(centre.longitude)) if centre.latitude is not None else None
    place = _place(centre.place, centre.country.code, position)
    if centre.address_lines:
        place["address"]["streetAddress"] = ", ".join(centre.address_lines)
    place["openingHoursSpecification"] = specification(site.week)
    data = {
        "@type": "Organization",
        "name": site.name,
        "url": f"{frame.origin}{site.url}",
        "email": centre.email,
        "telephone": centre.phone,
        "knowsLanguage": [code for code, _name, _url in site.languages],
        "location": {name: value for name, value in place.items() if value},
        "parentOrganization": {
            "@type": "Organization",
            "name": frame.site_name,
            "url": f"{frame.origin}{frame.home_url}",
        },
    }
    return data_block({name: value for name, value in data.items() if value})
