"""The components of the public site: what each is for, and the template that shows its states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.core.cards import Card
from cms.core.frame import Frame
from cms.library import queries as library

Context = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Component:
    """A part of pages: the template `file` shows it in all its states, with what `context` answers."""

    file: str
    label: Any
    description: Any
    icon: str
    context: Context = lambda request: {}

    @property
    def name(self) -> str:
        return self.file.removesuffix(".html")

    @property
    def template(self) -> str:
        return f"desk/patterns/{self.file}"

    @property
    def anchor(self) -> str:
        return f"pattern-{self.name}"


class SampleForm(forms.Form):
    """Fields as visitors meet them: filled, wrong, optional, a choice."""

    name = forms.CharField(label=_("Name"))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We write once, to confirm."),
        error_messages={"required": _("Enter your e-mail address, such as name@mondcivitan.example.")},
    )
    town = forms.CharField(label=_("Town"), required=False)
    agreed = forms.BooleanField(label=_("I have read the declaration"), required=False)


def _fields(request: HttpRequest) -> dict[str, Any]:
    return {
        "form": SampleForm({"pattern-name": "Naima", "pattern-email": "", "pattern-agreed": "on"}, prefix="pattern")
    }


def _cards(request: HttpRequest) -> dict[str, Any]:
    picture = library.newest_public_image()
    day = date(2026, 3, 7)
    meeting = Card(_("The Assembly meets"), "#", summary=_("In a room and by video."), picture=picture, date=day)
    plain = Card(title=_("A page without a picture"), url="#", summary=_("Two lines under a rule."), label=_("Page"))
    foreign = Card(title="Nia Asembleo", url="#", summary="Ĉiun monaton.", language="eo", is_foreign=True)
    return {"cards": [meeting, plain, foreign]}


def _pager(request: HttpRequest) -> dict[str, Any]:
    return {"page_obj": Paginator(range(30), 10).page(2)}


def _contents(request: HttpRequest) -> dict[str, Any]:
    parts = [(_("Where to go"), "h2"), (_("What to bring"), "h3"), (_("Afterwards"), "h2")]
    return {"contents": [{"text": text, "anchor": "main", "level": level} for text, level in parts]}


def _crumbs(request: HttpRequest) -> dict[str, Any]:
    return {"crumbs": [{"title": _("Home"), "url": "#"}, {"title": _("How to register"), "url": "#"}]}


def _figure(request: HttpRequest) -> dict[str, Any]:
    return {"image": library.newest_public_image()}


def _languages(request: HttpRequest) -> dict[str, Any]:
    frame = Frame(request)
    languages = [{**item, "is_translated": True} for item in frame.languages]
    return {"sample_frame": {"alternates": languages, "languages": languages, "is_fallback": False}}


def _page_header(request: HttpRequest) -> dict[str, Any]:
    picture = library.newest_public_image()
    return {"sample_page": {"title": _("How to register"), "picture": picture, "alternative_text": ""}}


def _alerts(request: HttpRequest) -> dict[str, Any]:
    common = {"language": "", "direction": "", "text": _("The office is closed on Friday."), "link": None}
    kinds = (("information", "info", _("Information")), ("important", "triangle-alert", _("Important")))
    return {"surroundings": {"alerts": [{**common, "kind": k, "icon": icon, "word": word} for k, icon, word in kinds]}}


COMPONENTS = (
    Component("buttons.html", _("Buttons"), _("A verb and its object; one main button a page."), "tick-inverse"),
    Component("fields.html", _("Form fields"), _("Filled, wrong, optional, ticked."), "form", _fields),
    Component("notices.html", _("Notices"), _("Four kinds, each with a drawing and words."), "warning"),
    Component("alerts.html", _("Alerts"), _("Above the pages they speak for."), "warning", _alerts),
    Component("tags.html", _("Tags"), _("A topic, with or without a page of its own."), "tag"),
    Component("cards.html", _("Cards"), _("What a listing shows of a page."), "grip", _cards),
    Component("pager.html", _("Pager"), _("Leads through a long listing."), "arrow-right", _pager),
    Component("empty.html", _("Empty state"), _("Says that nothing is there, and what next."), "view"),
    Component("search.html", _("Search form"), _("One field, one button."), "search"),
    Component("contents.html", _("Contents"), _("The parts of a long page."), "list-ol", _contents),
    Component("breadcrumbs.html", _("Breadcrumbs"), _("Where a page stands."), "home", _crumbs),
    Component("languages.html", _("Languages"), _("In which a text can be read."), "globe", _languages),
    Component("figure.html", _("Figure"), _("A picture with caption and credit."), "image", _figure),
    Component("page_header.html", _("Head of a page"), _("Title, lead, picture."), "title", _page_header),
)
