"""What people say when they accept, invite, renew, end."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms import NEW_PASSWORD, InOurWords, Words
from cms.accounts.models import User


class NewPersonForm(InOurWords):
    """The name of somebody without account; a password is a wish."""

    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    password = forms.CharField(max_length=1024, required=False, widget=forms.PasswordInput)

    words: ClassVar[dict[str, Words]] = {
        "first_name": Words(_("First name"), _("Enter your first name."), attrs={"autocomplete": "given-name"}),
        "last_name": Words(_("Last name"), _("Enter your last name."), attrs={"autocomplete": "family-name"}),
        "password": NEW_PASSWORD._replace(
            label=_("Password"),
            missing="",
            hint=_("Leave it empty to sign in with a code that we mail you each time. Else at least 12 signs."),
            attrs={"autocomplete": "new-password"},
        ),
    }

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
            validate_password(password, User(**names))
        return password
