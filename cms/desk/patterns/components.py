"""The components of the public site: what each is for, and the template that shows its states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.cards import Card
from cms.core.frame import Frame
from cms.library import queries as library

Context = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Component:
    """A part of pages: `template` shows it in all its states, with what `context` answers."""

    name: str
    label: Any
    description: Any
    icon: str
    context: Context = lambda request: {}

    @property
    def template(self) -> str:
        return f"desk/patterns/{self.name}.html"

    @property
    def anchor(self) -> str:
        return f"pattern-{self.name}"


class SampleForm(forms.Form):
    """Fields as visitors meet them: filled, wrong, optional, a choice."""

    name = forms.CharField(label=gettext_lazy("Name"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("We write once, to confirm."),
        error_messages={"required": gettext_lazy("Enter your e-mail address, such as name@mondcivitan.example.")},
    )
    town = forms.CharField(label=gettext_lazy("Town"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("I have read the declaration"), required=False)


def _fields(request: HttpRequest) -> dict[str, Any]:
    return {"form": SampleForm({"name": "Naima", "email": "", "agreed": "on"}, prefix="pattern")}


def _cards(request: HttpRequest) -> dict[str, Any]:
    picture = library.newest_public_image()
    with_picture = Card(
        title=_("The Assembly meets"), url="#", summary=_("In a room and by video."), picture=picture, date=date(2026, 3, 7)
    )
    plain = Card(title=_("A page without a picture"), url="#", summary=_("Two lines under a rule."), label=_("Page"))
    foreign = Card(title="Nia Asembleo", url="#", summary="Ĉiun monaton.", language="eo", is_foreign=True)
    return {"cards": [with_picture, plain, foreign]}


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
    return {"sample_page": {"title": _("How to register"), "picture": picture, "picture_alt": ""}}


COMPONENTS = (
    Component("buttons", gettext_lazy("Buttons"), gettext_lazy("A verb and its object; one main button a page."), "tick-inverse"),
    Component("fields", gettext_lazy("Form fields"), gettext_lazy("Filled, wrong, optional, ticked."), "form", _fields),
    Component("notices", gettext_lazy("Notices"), gettext_lazy("Four kinds, each with a drawing and words."), "warning"),
    Component("tags", gettext_lazy("Tags"), gettext_lazy("A topic, with or without a page of its own."), "tag"),
    Component("cards", gettext_lazy("Cards"), gettext_lazy("What a listing shows of a page."), "grip", _cards),
    Component("pager", gettext_lazy("Pager"), gettext_lazy("Leads through a long listing."), "arrow-right", _pager),
    Component("empty", gettext_lazy("Empty state"), gettext_lazy("Says that nothing is there, and what next."), "view"),
    Component("search", gettext_lazy("Search form"), gettext_lazy("One field, one button."), "search"),
    Component("contents", gettext_lazy("Contents"), gettext_lazy("The parts of a long page."), "list-ol", _contents),
    Component("breadcrumbs", gettext_lazy("Breadcrumbs"), gettext_lazy("Where a page stands."), "home", _crumbs),
    Component("languages", gettext_lazy("Languages"), gettext_lazy("In which a text can be read."), "globe", _languages),
    Component("figure", gettext_lazy("Figure"), gettext_lazy("A picture with caption and credit."), "image", _figure),
    Component("page_header", gettext_lazy("Head of a page"), gettext_lazy("Title, lead, picture."), "title", _page_header),
)  # fmt: skip
