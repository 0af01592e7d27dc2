"""Forms of opening days and of the rota."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User

from ..models import Centre
from .enums import OpeningKind
from .models import Opening
from .queries import members_of

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class OpeningForm(forms.ModelForm):  # type: ignore[type-arg]
    """Asks for what the kind needs; the rest may be left out."""

    class Meta:
        model = Opening
        fields = ("kind", "weekday", "first_day", "last_day", "begins", "ends", "place", "note")
        widgets = {
            "kind": forms.RadioSelect,
            "first_day": DATE,
            "last_day": DATE,
            "begins": TIME,
            "ends": TIME,
        }
        help_texts = {
            "weekday": _("For an opening every week."),
            "first_day": _("The day itself; of a weekly opening or of days when you are closed, the first one."),
            "last_day": _("Of a weekly opening that ends, or of several days when you are closed."),
            "begins": _("The hour of your own time zone."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == OpeningKind.WEEKLY:
            self._need("weekday", _("Choose the day of the week."))
        elif kind:
            cleaned["weekday"] = None
            self._need("first_day", _("Give the day."))
            is_one_day = kind == OpeningKind.DATED or not cleaned.get("last_day")
            cleaned["last_day"] = cleaned.get("first_day") if is_one_day else cleaned["last_day"]
        if kind == OpeningKind.CLOSED:
            cleaned["begins"] = cleaned["ends"] = None
        elif kind:
            self._check_hours(cleaned)
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return cleaned

    def _need(self, name: str, message: Any) -> None:
        if self.cleaned_data.get(name) is None and name not in self.errors:
            self.add_error(name, message)

    def _check_hours(self, cleaned: dict[str, Any]) -> None:
        self._need("begins", _("Say from when."))
        self._need("ends", _("Say until when."))
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end lies before the beginning."))


class ServeForm(forms.Form):
    """Whom a planner puts down: a member of the team, or a helper by name."""

    member = forms.ModelChoiceField(label=_("Member"), queryset=User.objects.none(), required=False)
    name = forms.CharField(label=_("or a helper’s name"), max_length=120, required=False, strip=True)

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members_of(centre)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("member")) == bool(cleaned.get("name")):
            raise forms.ValidationError(_("Choose a member, or write a name."))
        return cleaned
