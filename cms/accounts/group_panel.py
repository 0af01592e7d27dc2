"""The part of a group's form that says for which languages it works."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from .enums import LanguageRole
from .models import LanguageGrant
from .services import set_languages


class LanguagesPanel(forms.Form):
    """Wagtail makes one for each group that is shown or saved."""

    translator = forms.MultipleChoiceField(
        label=_("Translates into"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reviewer = forms.MultipleChoiceField(
        label=_("Reads and publishes translations into"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, files: Any = None, *, instance: Group | None = None) -> None:
        self.instance = instance if instance is not None else Group()
        super().__init__(data, files, prefix="languages", initial=self._granted())
        for role in LanguageRole:
            self.fields[role.value].choices = settings.WAGTAIL_CONTENT_LANGUAGES  # type: ignore[attr-defined]

    def _granted(self) -> dict[str, list[str]]:
        grants = LanguageGrant.objects.filter(group=self.instance) if self.instance.pk else LanguageGrant.objects.none()
        found: dict[str, list[str]] = {role.value: [] for role in LanguageRole}
        for role, language in grants.values_list("role", "language"):
            found[role].append(language)
        return found

    def save(self) -> None:
        set_languages(group=self.instance, languages={role: self.cleaned_data[role.value] for role in LanguageRole})

    def as_admin_panel(self) -> str:
        return render_to_string("desk/group_languages.html", {"form": self})
