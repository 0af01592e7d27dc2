"""The steps that affiliation itself knows."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from centres.models import Centre, CentrePage, Term
from centres.queries import pages_of

from .queries import has_text, newest
from .registry import Step, register_step


def _home(centre: Centre) -> CentrePage | None:
    return pages_of(centre).first()


def _below(centre: Centre) -> list[Page]:
    home = _home(centre)
    return list(home.get_children().specific()) if home else []


def has_address(centre: Centre) -> bool:
    return bool(centre.name and centre.postal_address and centre.email)


def has_picture(centre: Centre) -> bool:
    home = _home(centre)
    return bool(centre.logo_id or (home and newest(home).picture_id))


def has_words(centre: Centre) -> bool:
    """The first page, or one below it, says something in the centre's first language."""
    home = _home(centre)
    return home is not None and any(has_text(page) for page in (home, *_below(centre)))


def has_post(centre: Centre) -> bool:
    """Something stands below a page of the microsite: the first post of the blog."""
    home = _home(centre)
    return home is not None and Page.objects.descendant_of(home).filter(depth__gt=home.depth + 1).exists()


def has_company(centre: Centre) -> bool:
    return Term.objects.current().filter(centre=centre).values("user").distinct().count() > 1


def home_address(centre: Centre) -> str:
    """Where the first page is written."""
    home = _home(centre)
    return reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else ""


def tree_address(centre: Centre) -> str:
    """Where the pages of the microsite stand."""
    home = _home(centre)
    return reverse("wagtailadmin_explore", args=[home.pk]) if home else ""


def _register(*rows: tuple[str, Any, Any, Any]) -> None:
    for place, (name, label, is_done, address) in enumerate(rows, start=1):
        register_step(Step(name, label, is_done, address, order=place * 10))


_register(
    ("address", _("Name, postal address and public e-mail address are filled in"), has_address, lambda centre: ""),
    ("picture", _("There is a logo, or a picture on the first page"), has_picture, home_address),
    ("words", _("The first page, or the one about you, says who you are"), has_words, home_address),
    ("post", _("A first post is written"), has_post, tree_address),
    ("company", _("At least one more member of the team has accepted"), has_company, lambda centre: ""),
)
