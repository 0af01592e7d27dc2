"""Texts as files, out. The way in is in `uploads`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from cms.core.collation import in_order
from cms.core.frame import language_name

from . import queries
from .packing import pack
from .units import texts_of_translation

FORMATS = {"po": "PO", "xliff": "XLIFF 1.2"}


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Choose texts of one language, or take those that were chosen: `?translation=1&translation=2&format=po`."""
    keys = list(dict.fromkeys(request.GET.getlist("translation")))
    if request.GET.get("format") not in FORMATS or not keys:
        return _choice(request, keys)
    translations = queries.chosen(request.user, keys[: queries.MOST_TAKEN + 1])
    if translations is None:
        raise PermissionDenied
    problem = _problem(translations, len(keys))
    if problem:
        messages.error(request, problem)
        return _choice(request, keys)
    packed = pack([texts_of_translation(item) for item in translations], request.GET["format"])
    response = HttpResponse(packed.content, content_type=packed.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=packed.name)
    return response


def _problem(translations: list[object], number: int) -> str:
    if number > queries.MOST_TAKEN:
        return _("At most %(number)s texts fit in one file.") % {"number": queries.MOST_TAKEN}
    if len({item.target_locale_id for item in translations}) > 1:  # type: ignore[attr-defined]
        return _("A file holds one language: choose texts of one language.")
    return ""


def _choice(request: HttpRequest, keys: list[str]) -> HttpResponse:
    """Context: languages, language, rows (translation, is_chosen), formats, is_cut, most."""
    codes = queries.languages_for(request.user)
    if not codes:
        raise PermissionDenied
    language = request.GET.get("language", "")
    language = language if language in codes else _language_of(request, keys) or queries.first_language(codes)
    context = {
        "languages": [(code, language_name(code)) for code in codes],
        "language": language,
        "formats": FORMATS.items(),
        **_rows(request, keys, language),
    }
    return render(request, "desk/translate/files/export.html", context)


def _rows(request: HttpRequest, keys: list[str], language: str) -> dict[str, Any]:
    found = list(queries.translations_for(request.user, language)[: queries.MOST_LISTED + 1])
    listed, own = found[: queries.MOST_LISTED], get_language() or language
    rows = in_order(listed, language=own, name=lambda row: row.source.object_repr)
    return {
        "rows": [(row, str(row.pk) in keys) for row in rows],
        "is_cut": len(found) > queries.MOST_LISTED,
        "most": queries.MOST_LISTED,
    }


def _language_of(request: HttpRequest, keys: list[str]) -> str:
    found = queries.chosen(request.user, keys[:1]) if keys else None
    return found[0].target_locale.language_code if found else ""
