"""The form of the publish panel: when, and what to ask for each language."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.core.frame import language_name
from cms.core.translations import direction
from cms.core.wishes import Order, Row, Schedule, Text, Wish

from .queries import schedule_of
from .services import Confirmation

WISH_LABELS = {
    Wish.NOTHING: _("Leave it as it is"),
    Wish.WRITE: _("Write it now"),
    Wish.MACHINE: _("Have a machine draft it"),
    Wish.PERSON: _("Ask a translator"),
    Wish.KEEP: _("Meaning unchanged: its text stays"),
}
NOW, LATER = "now", "later"
LINE = 50
MOMENT, DAY = "%Y-%m-%dT%H:%M", "%Y-%m-%d"


class MomentField(forms.DateTimeField):
    """A date and time in the person's zone, by the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(required=False, widget=widget, input_formats=[MOMENT, f"{MOMENT}:%S"], **kwargs)


class WhenForm(forms.Form):
    """When the page goes live and ends, and which text was looked at."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput, max_length=80)
    when = forms.ChoiceField(
        label=_("When"), widget=forms.RadioSelect, choices=[(NOW, _("Now")), (LATER, _("Later"))], required=False
    )
    go_live_at = MomentField(label=_("Goes live"))
    expire_at = MomentField(label=_("Ends (optional)"), help_text=_("Then the page is taken from the site."))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("when") != LATER:
            found["go_live_at"] = None
        elif "go_live_at" not in self.errors and not found.get("go_live_at"):
            self.add_error("go_live_at", _("Give the date and time."))
        start, end = found.get("go_live_at"), found.get("expire_at")
        if start and start <= timezone.now():
            self.add_error("go_live_at", _("This moment has passed: choose a later one, or “Now”."))
        if end and end <= max(start or timezone.now(), timezone.now()):
            self.add_error("expire_at", _("The page would end before it goes live: choose a later moment."))
        return found

    @property
    def schedule(self) -> Schedule:
        return Schedule(self.cleaned_data.get("go_live_at"), self.cleaned_data.get("expire_at"))


class LanguageForm(forms.Form):
    """What to ask for one language: a wish, and the texts when the person writes them."""

    def __init__(self, data: Any = None, *, row: Row) -> None:
        super().__init__(data, prefix=row.code)
        self.row = row
        choices = [(wish.value, WISH_LABELS[wish]) for wish in row.wishes]
        self.fields["wish"] = forms.ChoiceField(
            label=self.name, choices=choices, widget=forms.RadioSelect, required=False, initial=Wish.NOTHING.value
        )
        if Wish.PERSON in row.wishes:
            self.fields |= self._of_a_person()
        if Wish.WRITE in row.wishes:
            self.fields["confirmed"] = forms.BooleanField(label=_("I have read what the machine wrote"), required=False)
            for text in row.texts:
                self.fields[text.key] = self._field(text)

    def _of_a_person(self) -> dict[str, forms.Field]:
        people = [("", _("Whoever takes it first")), *self.row.people]
        day = forms.DateInput(attrs={"type": "date"}, format=DAY)
        lines = forms.Textarea(attrs={"rows": 2, "data-controller": "w-autosize"})
        who = forms.TypedChoiceField(label=_("Who"), choices=people, coerce=int, empty_value=None, required=False)
        return {
            "person": who,
            "due": forms.DateField(label=_("Until (optional)"), required=False, widget=day, input_formats=[DAY]),
            "note": forms.CharField(label=_("Note (optional)"), required=False, max_length=1000, widget=lines),
        }

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("This day has passed: choose a later one."))
        return due

    @cached_property
    def of_a_person(self) -> list[Any]:
        """The fields that go with asking a translator."""
        return [self[name] for name in ("person", "due", "note") if name in self.fields]

    def _field(self, text: Text) -> forms.CharField:
        lines = 1 + len(text.source) // LINE
        attrs = {
            "lang": self.row.code,
            "dir": direction(self.row.code),
            "rows": lines,
            "data-controller": "w-autosize",
        }
        return forms.CharField(label=text.label, initial=text.text, required=False, widget=forms.Textarea(attrs))

    @property
    def name(self) -> str:
        return language_name(self.row.code)

    @cached_property
    def lines(self) -> list[tuple[Text, Any]]:
        """Each text with its field."""
        return [(text, self[text.key]) for text in self.row.texts if text.key in self.fields]

    @property
    def has_machine_texts(self) -> bool:
        return any(text.is_machine for text in self.row.texts)

    @property
    def order(self) -> Order:
        wish = Wish(self.cleaned_data.get("wish") or Wish.NOTHING)
        texts = {text.key: self.cleaned_data.get(text.key, "") for text in self.row.texts}
        asked = {name: self.cleaned_data.get(name) for name in ("person", "due")}
        note = self.cleaned_data.get("note", "")
        return Order(wish, texts, confirmed=bool(self.cleaned_data.get("confirmed")), note=note, **asked)

    @property
    def left_over(self) -> list[str]:
        """What was typed for texts that are no longer in the source."""
        start = f"{self.row.code}-"
        known = {self.add_prefix(name) for name in self.fields}
        return [
            str(value) for name, value in self.data.items() if name.startswith(start) and name not in known and value
        ]


class PanelForm:
    """All of the panel's forms, valid or not together."""

    def __init__(self, *, page: Any, rows: list[Row], token: str, data: Any = None) -> None:
        dates = schedule_of(page)
        initial = {"key": uuid.uuid4(), "token": token, "when": LATER if dates.go_live_at else NOW}
        initial |= {"go_live_at": dates.go_live_at, "expire_at": dates.expire_at}
        self.when = WhenForm(data, initial=initial)
        self.languages = [LanguageForm(data, row=row) for row in rows]
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        """Look at every form, so that each shows what is wrong."""
        return all([self.when.is_valid(), *(form.is_valid() for form in self.languages)])

    def renew(self, token: str) -> None:
        """Ask the person to confirm the text as it is now; what they typed stays."""
        self.when.data = {name: self.when.data[name] for name in self.when.data} | {"token": token}

    def refuse(self, code: str, message: str, texts: dict[str, str]) -> None:
        """Show why a language was refused, at its texts where they are the cause."""
        for form in self.languages:
            if form.row.code == code:
                form.add_error(None, message)
                for key, words in texts.items():
                    form.add_error(key, words)

    @property
    def confirmation(self) -> Confirmation:
        found = self.when.cleaned_data
        orders = {form.row.code: form.order for form in self.languages}
        return Confirmation(key=found["key"], token=found["token"], schedule=self.when.schedule, orders=orders)

    @property
    def zone(self) -> str:
        return str(timezone.get_current_timezone_name())

    @property
    def left_over(self) -> list[str]:
        return [words for form in self.languages if form.is_bound for words in form.left_over]
