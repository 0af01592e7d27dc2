"""What this app gives to a centre's microsite: a page about the centre, and a contact form that writes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from centres.microsites import Ground, Starter, register_starter
from centres.services import ensure_part, update_texts
from centres.signals import email_changed

from .form_pages import FormPage
from .forms.enums import FieldKind
from .forms.models import FormField
from .pages import StandardPage

if TYPE_CHECKING:
    from centres.models import Centre, CentrePage

ABOUT, CONTACT = "about", "contact"
KEPT_MONTHS = 6


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "value": format_html("<p>{}</p>", words)}


def new_about(home: CentrePage) -> StandardPage:
    """Return the first text of the page about a centre, in the active language."""
    page = StandardPage(title=gettext("About us"), slug="about", show_in_menus=True)
    place = {"name": home.centre.name, "place": home.centre.place}
    page.summary = gettext("Who we are, and what we do in %(place)s.") % place
    first = gettext(
        "%(name)s is a registration centre of the Citizens of the World: a local, self-governing association of "
        "volunteers in %(place)s."
    )
    second = gettext(
        "Registration is free. It takes nothing from your nationality: you keep your country and add the world."
    )
    page.body = page._meta.get_field("body").to_python([_text(first % place), _text(second)])
    return page


def new_contact(home: CentrePage) -> FormPage:
    """Return the first text of a centre's contact form, in the active language; answers go to the centre."""
    page = FormPage(
        title=gettext("Contact"),
        slug="contact",
        show_in_menus=True,
        summary=gettext("Write to us: somebody of the centre reads every message."),
        action_label=gettext("Send my message"),
        thanks=format_html("<p>{}</p>", gettext("Somebody of the centre will answer you by e-mail.")),
        desk_addresses=home.centre.email,
        desk_language=home.locale.language_code,
        kept_months=KEPT_MONTHS,
    )
    page.form_fields = _fields(home)
    return page


def _fields(home: CentrePage) -> list[FormField]:
    """Return the questions; their names and keys are the same in every language."""
    told: list[dict[str, Any]] = [
        {"clean_name": "name", "label": gettext("Your name"), "kind": FieldKind.LINE, "autocomplete": "name"},
        {
            "clean_name": "email",
            "label": gettext("Your e-mail address"),
            "kind": FieldKind.EMAIL,
            "autocomplete": "email",
        },
        {"clean_name": "message", "label": gettext("Your message"), "kind": FieldKind.LINES},
        {
            "clean_name": "consent",
            "label": gettext("The centre may keep my message and my address to answer me."),
            "kind": FieldKind.CONSENT,
        },
    ]
    return [
        FormField(
            sort_order=place,
            locale=home.locale,
            translation_key=uuid5(home.translation_key, f"contact/{facts['clean_name']}"),
            **facts,
        )
        for place, facts in enumerate(told)
    ]


def ensure_about(ground: Ground) -> None:
    ensure_part(ground=ground, name=ABOUT, make=new_about)


def ensure_contact(ground: Ground) -> None:
    """Make the form; its desk reads the centre's first language, whatever language a visitor writes in."""
    for page in ensure_part(ground=ground, name=CONTACT, make=new_contact):
        page.desk_language = ground.languages[0]
        page.save_revision()
        page.save(update_fields=["desk_language"])


def follow_address(sender: Any, centre: Centre, old: str, **kwargs: Any) -> None:
    """Let the contact form write to the centre's new address, unless the team chose another one."""
    key = centre.parts.get(CONTACT, {}).get("key")
    for page in FormPage.objects.filter(translation_key=key) if key else ():
        update_texts(page=page, values={"desk_addresses": centre.email}, only_if={"desk_addresses": old})


register_starter(Starter(ABOUT, gettext_lazy("About us"), ensure_about, order=10))
register_starter(Starter(CONTACT, gettext_lazy("Contact"), ensure_contact, order=20))
email_changed.connect(follow_address, dispatch_uid="home.follow_address")
