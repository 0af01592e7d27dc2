"""The report's form; a draft may be half done, a sent one says something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Report
from .services import FIELDS


class ReportForm(forms.ModelForm[Report]):
    class Meta:
        model = Report
        fields = FIELDS
        widgets = {
            "went_well": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "needed": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        }
        help_texts = {
            "registrations": _("In this year, by you."),
            "money_received": _("For cards and gifts, in this year."),
        }

    def __init__(self, *args: Any, is_sent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_sent = is_sent

    def clean_currency(self) -> str:
        code = self.cleaned_data["currency"].strip().upper()
        if len(code) != 3 or not code.isalpha() or not code.isascii():
            raise forms.ValidationError(gettext("Write three letters, such as EUR."))
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.is_sent and not data.get("went_well") and not data.get("needed"):
            self.add_error(
                "went_well", gettext("Before you send, write a line or two: what went well, what is needed.")
            )
        return data
