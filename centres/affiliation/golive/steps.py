"""The steps that every microsite has; apps above add theirs with `register_step`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from centres.models import Centre, CentrePage, Term
from centres.opening.queries import openings_of
from centres.queries import pages_of

from .queries import has_text, newest
from .registry import Step, register_step

# Names of the starters that make these pages; their translation keys are kept in `Centre.parts`.
ABOUT, CONTACT, BLOG = "about", "contact", "blog"


def home_of(centre: Centre) -> CentrePage | None:
    """Return the microsite's first page in the centre's first language."""
    return pages_of(centre).first()


def part_of(centre: Centre, name: str) -> Page | None:
    """Return the page that a starter made, in the centre's first language."""
    key, home = centre.parts.get(name, {}).get("key"), home_of(centre)
    return Page.objects.descendant_of(home).filter(translation_key=key).first() if key and home else None


def has_address(centre: Centre) -> bool:
    return bool(centre.name and centre.postal_address and centre.email)


def has_hours(centre: Centre) -> bool:
    """Opening days, or words where there are none, such as "by appointment"."""
    home = home_of(centre)
    return bool(openings_of(centre) or (home and newest(home).hours))


def has_picture(centre: Centre) -> bool:
    home = home_of(centre)
    return bool(centre.logo_id or (home and newest(home).picture_id))


def has_words(centre: Centre) -> bool:
    """Somebody wrote more about the centre than the starter did."""
    return _is_edited(centre, ABOUT)


def has_checked_contact(centre: Centre) -> bool:
    return _is_edited(centre, CONTACT)


def _is_edited(centre: Centre, name: str) -> bool:
    """Say whether a person saved the page that a starter made, and left text on it."""
    page = part_of(centre, name)
    return page is not None and page.revisions.exclude(user=None).exists() and has_text(page)


def has_post(centre: Centre) -> bool:
    blog = part_of(centre, BLOG)
    return blog is not None and blog.get_children().exists()


def has_company(centre: Centre) -> bool:
    """Somebody beside the manager has accepted."""
    return Term.objects.current().filter(centre=centre).values("user").distinct().count() > 1


def settings_address(centre: Centre) -> str:
    return reverse("centre_profile", args=[centre.pk])


def hours_address(centre: Centre) -> str:
    return reverse("centre_rota", args=[centre.pk])


def tree_address(centre: Centre) -> str:
    """Where the pages of the microsite stand."""
    home = home_of(centre)
    return reverse("wagtailadmin_explore", args=[home.pk]) if home else ""


def site_address(centre: Centre) -> str:
    """Where visitors read the microsite, "" while they do not."""
    home = home_of(centre)
    return (home.url or "") if home and home.live and centre.is_open else ""


def edit_address(name: str) -> Callable[[Centre], str]:
    """Return what says where a starter's page is edited."""

    def address(centre: Centre) -> str:
        page = part_of(centre, name)
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""

    return address


def blog_address(centre: Centre) -> str:
    blog = part_of(centre, BLOG)
    return reverse("wagtailadmin_pages:add_subpage", args=[blog.pk]) if blog else ""


def team_address(centre: Centre) -> str:
    """Where the manager invites."""
    return reverse("team_centre", args=[centre.pk])


Row = tuple[str, Any, Callable[[Centre], bool], Callable[[Centre], str]]
ROWS: tuple[Row, ...] = (
    ("address", _("Name, postal address and public e-mail address are filled in"), has_address, settings_address),
    ("hours", _("Opening days are there, or a line that says when people may come"), has_hours, hours_address),
    ("picture", _("There is a logo, or a picture on the first page"), has_picture, settings_address),
    ("about", _("The page about you says who you are"), has_words, edit_address(ABOUT)),
    ("contact", _("Somebody has checked the contact page"), has_checked_contact, edit_address(CONTACT)),
    ("post", _("A first post is written"), has_post, blog_address),
    ("company", _("At least one more member of the team has accepted"), has_company, team_address),
)
for _place, _row in enumerate(ROWS, start=1):
    register_step(Step(*_row, order=_place * 10))
