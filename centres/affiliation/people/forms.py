"""Forms about correspondents."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from ..applying.forms import language_choices
from ..models import Correspondent


class CorrespondentForm(forms.ModelForm[Correspondent]):
    """What the secretariat changes."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=language_choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Correspondent
        fields = ("name", "email", "place", "country", "languages", "is_public")


class ActivityForm(forms.Form):
    on = forms.DateField(label=_("Day of the activity"), widget=AdminDateInput)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("It is kept with the correspondent's name.")
