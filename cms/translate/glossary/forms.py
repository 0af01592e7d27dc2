"""A term on one screen: what it means, and what each language says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.frame import language_name
from cms.core.translations import direction, language_codes

from ..models import GlossaryTerm
from .enums import FormKind
from .services import Said

LONGEST = 120
MOST_WORDS = 20


class LinesField(forms.CharField):
    """Words, one a line."""

    def __init__(self, *, language: str, **kwargs: Any) -> None:
        attrs = {"rows": 2, "lang": language, "dir": direction(language)}
        super().__init__(required=False, max_length=LONGEST * MOST_WORDS, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        words = list(dict.fromkeys(line for line in lines if line))
        if len(words) > MOST_WORDS or any(len(word) > LONGEST for word in words):
            raise forms.ValidationError(
                _("At most %(number)s words of %(length)s signs, one a line.")
                % {
                    "number": MOST_WORDS,
                    "length": LONGEST,
                }
            )
        return words


class TermForm(forms.ModelForm[GlossaryTerm]):
    """`languages` are those whose words this person may write; who does not keep the glossary proposes."""

    language = forms.ChoiceField(label=_("Source language"))

    class Meta:
        model = GlossaryTerm
        fields = ("language", "term", "definition", "note")
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "note": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        }

    def __init__(self, *args: Any, languages: list[str], may_keep: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.fields["language"].choices = [(code, language_name(code)) for code in language_codes()]  # type: ignore[attr-defined]
        if self.instance.pk and not may_keep:
            for name in self.Meta.fields:
                self.fields[name].disabled = True
        for code in languages:
            name = language_name(code)
            self._add(code, FormKind.WANTED, _("%(language)s: say") % {"language": name})
            self._add(code, FormKind.FORBIDDEN, _("%(language)s: do not say") % {"language": name})

    def _add(self, code: str, kind: str, label: Any) -> None:
        words = [form.text for form in self._forms() if form.language == code and form.kind == kind]
        self.fields[f"{kind}_{code}"] = LinesField(language=code, label=label, initial="\n".join(words))

    def _forms(self) -> list[Any]:
        return list(self.instance.forms.all()) if self.instance.pk else []

    @property
    def said(self) -> Said:
        """What was typed, for the languages of this form."""
        return Said(
            wanted={code: self.cleaned_data[f"{FormKind.WANTED}_{code}"] for code in self.languages},
            forbidden={code: self.cleaned_data[f"{FormKind.FORBIDDEN}_{code}"] for code in self.languages},
        )

    @property
    def words(self) -> dict[str, Any]:
        """The term's own words, as the services take them."""
        data = self.cleaned_data
        return {
            "language": data["language"],
            "text": data["term"],
            "definition": data["definition"],
            "note": data["note"],
        }
