"""The forms of applicants: a centre with its three officers, or one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cms.core.frame import language_name
from cms.core.translations import language_codes
from cms.core.visitor_fields import CleanChar, CleanEmail, Finished

from ..enums import Office
from ..models import Application

LONGEST_NAME, LONGEST_MESSAGE = 120, 4000


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that a microsite can have, in the active language and their own."""
    native = dict(settings.LANGUAGES)
    return [(code, f"{language_name(code)} ({native[code]})") for code in language_codes()]


def _text(label: str, *, length: int = LONGEST_NAME, lines: bool = False, **options: Any) -> CleanChar:
    too_long = gettext("“%(label)s” is too long: shorten it to %(most)d signs.") % {"label": label, "most": length}
    widget = forms.Textarea(attrs={"rows": 6}) if lines else forms.TextInput()
    field = CleanChar(
        label=label,
        max_length=length,
        widget=widget,
        error_messages={
            "required": Finished(gettext("Fill in “%(label)s”.") % {"label": label}),
            "max_length": Finished(too_long),
        },
        **options,
    )
    # The browser would cut a pasted text off without a word.
    field.widget.attrs.pop("maxlength", None)
    return field


def _email(label: str) -> CleanEmail:
    wrong = gettext("“%(label)s”: write an address like name@example.org.") % {"label": label}
    missing = gettext("Fill in “%(label)s”.") % {"label": label}
    return CleanEmail(label=label, error_messages={"required": Finished(missing), "invalid": Finished(wrong)})


def _country() -> forms.ChoiceField:
    label = gettext("Country")
    wrong = Finished(gettext("Choose an answer to “%(label)s”.") % {"label": label})
    return forms.ChoiceField(
        label=label,
        choices=[("", gettext("Choose")), *countries],
        error_messages={"required": wrong, "invalid_choice": wrong},
    )


def _languages(label: str) -> forms.MultipleChoiceField:
    wrong = Finished(gettext("Choose an answer to “%(label)s”.") % {"label": label})
    return forms.MultipleChoiceField(
        label=label,
        choices=language_choices(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice", "invalid_list"), wrong),
    )


def office_labels(office: Office) -> tuple[str, str]:
    """Return the labels of an officer's name and address."""
    return {
        Office.MANAGER: (gettext("Name of the manager"), gettext("E-mail address of the manager")),
        Office.TREASURER: (gettext("Name of the treasurer"), gettext("E-mail address of the treasurer")),
        Office.SECRETARY: (gettext("Name of the secretary"), gettext("E-mail address of the secretary")),
    }[office]


class ApplyForm(forms.Form):
    """What both kinds of application ask; `sections` are titles with the names of fields."""

    sections: list[tuple[str, tuple[str, ...]]]

    def __init__(self, data: Any = None, *, application: Application | None = None) -> None:
        self.application = application
        initial = initial_of(application) if application else None
        super().__init__(data, prefix="a", auto_id="affiliation-%s", initial=initial)
        self.build()
        if application:
            for name in self.addresses_kept:
                del self.fields[name]
        if application is None or application.is_unfinished:
            self.fields["is_read"] = _consent()
        for field in self.fields.values():
            # The component of a field asks for it.
            field.foreign_language = ""  # type: ignore[attr-defined]

    addresses_kept: tuple[str, ...] = ()

    def build(self) -> None:
        raise NotImplementedError

    def grouped(self) -> Iterable[tuple[str, list[forms.BoundField]]]:
        """Yield the title of each section with its fields."""
        last = (gettext("Before you send"), ("is_read",))
        for title, names in (*self.sections, last):
            if fields := [self[name] for name in names if name in self.fields]:
                yield title, fields

    @property
    def facts(self) -> dict[str, Any]:
        """What `services.receive` and `services.correct` keep."""
        data = self.cleaned_data
        names = ("name", "place", "country", "languages", "other_languages", "contact_name", "message", "is_public")
        return {name: data[name] for name in names if name in data}

    @property
    def officers(self) -> dict[Office, tuple[str, str]]:
        return {}

    def keep_for_later(self) -> None:
        """Let whatever is missing or wrong pass, except the address to which the link goes."""
        self.full_clean()
        for name in [name for name in self.errors if name not in self.addresses_kept]:
            del self.errors[name]


def _consent() -> forms.BooleanField:
    label = gettext(
        "The secretariat may use this data to answer me. It is deleted as the page on data protection says."
    )
    return forms.BooleanField(
        label=label, error_messages={"required": gettext("Tick the box that allows the secretariat to answer you.")}
    )


def initial_of(application: Application) -> dict[str, Any]:
    """Return what a form that corrects begins with."""
    names = ("name", "place", "country", "languages", "other_languages", "contact_name", "message", "is_public")
    values = {name: getattr(application, name) for name in names}
    for officer in application.officers.all():
        values |= {f"{officer.office}_name": officer.name, f"{officer.office}_email": officer.email}
    return values


class CentreForm(ApplyForm):
    """A centre to be. The manager is the person we write to, so that address is not corrected here."""

    addresses_kept = ("manager_email",)

    def build(self) -> None:
        self.sections = [
            (gettext("The centre"), ("name", "place", "country", "languages", "other_languages")),
            (
                gettext("The three officers"),
                tuple(f"{office}_{part}" for office in Office for part in ("name", "email")),
            ),
            (gettext("Your message"), ("message",)),
        ]
        self.fields["name"] = _text(
            gettext("Name of the centre"), help_text=gettext("Often the name of its town or district.")
        )
        self.fields["place"] = _text(pgettext("of a centre", "Town or district"))
        self.fields["country"] = _country()
        self.fields["languages"] = _languages(gettext("Languages of the centre"))
        self.fields["other_languages"] = _text(gettext("Other languages"), length=200, required=False)
        for office in Office:
            name, email = office_labels(office)
            self.fields[f"{office}_name"] = _text(name)
            self.fields[f"{office}_email"] = _email(email)
        self.fields["message"] = _text(gettext("Why this place, and what you plan"), length=LONGEST_MESSAGE, lines=True)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.application:
            data["manager_email"] = self.application.email
        seen: dict[str, Office] = {}
        for office in Office:
            address = data.get(f"{office}_email", "").lower()
            if address and address in seen:
                words = gettext("“%(label)s”: three officers are three people, each with an address of their own.")
                self.add_error(f"{office}_email", Finished(words % {"label": office_labels(office)[1]}))
            seen.setdefault(address, office)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "contact_name": self.cleaned_data.get("manager_name", "")}

    @property
    def email(self) -> str:
        return str(self.cleaned_data["manager_email"])

    @property
    def officers(self) -> dict[Office, tuple[str, str]]:
        data = self.cleaned_data
        return {office: (data.get(f"{office}_name", ""), data.get(f"{office}_email", "")) for office in Office}


class CorrespondentForm(ApplyForm):
    """One person."""

    addresses_kept = ("email",)

    def build(self) -> None:
        self.sections = [
            (gettext("You"), ("contact_name", "email", "place", "country", "languages", "other_languages")),
            (gettext("Your message"), ("message", "is_public")),
        ]
        self.fields["contact_name"] = _text(gettext("Your name"))
        self.fields["contact_name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"] = _email(gettext("Your e-mail address"))
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["place"] = _text(pgettext("of a person", "Town or village"))
        self.fields["country"] = _country()
        self.fields["country"].widget.attrs["autocomplete"] = "country"
        self.fields["languages"] = _languages(gettext("Languages you speak"))
        self.fields["other_languages"] = _text(gettext("Other languages"), length=200, required=False)
        self.fields["message"] = _text(gettext("Whom you would like to register"), length=LONGEST_MESSAGE, lines=True)
        self.fields["is_public"] = forms.BooleanField(
            label=gettext("The directory may show my name, place and languages. I may change my mind."), required=False
        )

    @property
    def email(self) -> str:
        return str(self.cleaned_data["email"])


class WordsForm(forms.Form):
    """An answer to a question, or an appeal."""

    text = CleanChar(
        label=_("Your answer"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _("That is too long: shorten it to 4000 signs."),
        },
    )

    def __init__(self, data: Any = None, *, label: str = "") -> None:
        super().__init__(data, prefix="w", auto_id="words-%s")
        field = self.fields["text"]
        field.label = label or field.label
        field.widget.attrs.pop("maxlength", None)
        field.foreign_language = ""  # type: ignore[attr-defined]
