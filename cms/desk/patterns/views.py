"""The pattern page and the frame that holds the samples with the site's own styles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import queries
from .components import COMPONENTS

WIDTHS = ("360", "768", "1280")
CODES = {code for code, _name in settings.LANGUAGES}


def chosen(request: HttpRequest, name: str, allowed: Any, default: str) -> str:
    """Return a choice in the address, `default` for anything that is not offered."""
    value = request.GET.get(name, "")
    return value if value in allowed else default


class PatternsView(WagtailAdminTemplateMixin, TemplateView):
    """Names, descriptions and icons; the samples stand in a frame whose language and width can be chosen."""

    template_name = "desk/patterns/index.html"
    page_title = _("Patterns")
    header_icon = "grid"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = chosen(self.request, "language", CODES, get_language() or settings.LANGUAGE_CODE)
        width = chosen(self.request, "width", WIDTHS, "")
        return {
            **super().get_context_data(**kwargs),
            "components": COMPONENTS,
            "groups": queries.block_groups(),
            "language": language,
            "languages": settings.LANGUAGES,
            "width": width,
            "widths": WIDTHS,
            "frame_url": f"{reverse('desk_patterns_frame')}?language={language}",
        }


@xframe_options_sameorigin
def frame(request: HttpRequest) -> HttpResponse:
    """Show every sample as the site would, in the chosen language."""
    language = chosen(request, "language", CODES, settings.LANGUAGE_CODE)
    with override(language):
        context = {
            "samples": [{"component": item, "context": item.context(request)} for item in COMPONENTS],
            "groups": queries.block_groups(),
            "page": queries.page_to_show(request, language),
        }
        return render(request, "desk/patterns/frame.html", context)
