"""The secretariat's forms: the checklist, a question, a refusal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.library.uploads import check_document, extension_of

from ..applying.forms import LONGEST_MESSAGE, language_choices, office_labels
from ..enums import Office
from ..models import Application
from . import queries

PAPERS = ("pdf", "odt", "docx")


def _past(value: date) -> None:
    if value > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))


class ChecklistForm(forms.Form):
    """Everything may be saved half done; whatever is given has to be right."""

    convention_signed_on = forms.DateField(
        label=_("Convention signed on"), required=False, widget=AdminDateInput, validators=[_past]
    )
    convention_file = forms.FileField(
        label=_("Signed convention"),
        required=False,
        help_text=_("PDF, ODT or DOCX. Kept in private: only the secretariat and the centre's manager open it."),
    )
    clause_accepted_on = forms.DateField(
        label=_("Data-protection clause accepted on"), required=False, widget=AdminDateInput, validators=[_past]
    )
    agreed_languages = forms.MultipleChoiceField(
        label=_("Languages of the microsite"),
        required=False,
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The microsite begins in these. The first language of the application stands first."),
    )
    founded_again: Any = forms.ModelChoiceField(
        label=_("Found again"),
        queryset=None,
        required=False,
        empty_label=_("No, this is a new centre"),
        help_text=_("A closed or dormant centre keeps its address, its texts and its history."),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": self._initial(application)})
        self.application = application
        self.fields["founded_again"].queryset = queries.asleep()  # type: ignore[attr-defined]
        if not application.is_for_centre:
            del self.fields["agreed_languages"], self.fields["founded_again"]
            return
        for office in Office:
            name, email = office_labels(office)
            self.fields[f"{office}_name"] = forms.CharField(label=name, max_length=120, required=False)
            self.fields[f"{office}_email"] = forms.EmailField(label=email, required=False)

    @staticmethod
    def _initial(application: Application) -> dict[str, Any]:
        values: dict[str, Any] = {
            "convention_signed_on": application.convention_signed_on,
            "clause_accepted_on": application.clause_accepted_on,
            "agreed_languages": application.agreed_languages or application.languages,
            "founded_again": application.founded_again or queries.namesake(application),
        }
        for officer in application.officers.all():
            values |= {f"{officer.office}_name": officer.name, f"{officer.office}_email": officer.email}
        return values

    def clean_convention_file(self) -> Any:
        file = self.cleaned_data["convention_file"]
        if file and extension_of(file.name) not in PAPERS:
            raise ValidationError(_("Choose a PDF, ODT or DOCX file."))
        if file:
            check_document(file, file.name)
        return file or self.application.convention_file

    def clean_agreed_languages(self) -> list[str]:
        """Put the applicant's languages first, in the order of the application."""
        wanted = self.cleaned_data["agreed_languages"]
        order = [*self.application.languages, *wanted]
        return sorted(wanted, key=order.index)

    @property
    def facts(self) -> dict[str, Any]:
        names = ("convention_signed_on", "convention_file", "clause_accepted_on", "agreed_languages", "founded_again")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    @property
    def officers(self) -> dict[Office, tuple[str, str]]:
        """The officers whose name or address was changed here."""
        data = self.cleaned_data
        return {
            office: (data[f"{office}_name"], data[f"{office}_email"])
            for office in Office
            if {f"{office}_name", f"{office}_email"} & set(self.changed_data)
        }


class WordsForm(forms.Form):
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or gettext("Text")
        self.fields["text"].help_text = help_text
