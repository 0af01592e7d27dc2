"""allauth's forms in our words: a visible label, a hint, an error that says what to do; nothing asked twice."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.core.notices import refusable_categories


class Words(NamedTuple):
    """What a field says; the texts are translated when shown."""

    label: Any
    missing: Any = ""
    hint: Any = ""
    attrs: dict[str, str] = {}


# Addresses and codes run from left to right in every language.
LATIN = {"dir": "ltr", "spellcheck": "false", "autocapitalize": "none"}
DIGITS = {**LATIN, "inputmode": "numeric", "autocomplete": "one-time-code"}
PASSWORD_HINT = _(
    "At least 12 signs. Three or four words in a row are easy to remember and hard to guess. "
    "Not your name, not a password you use elsewhere."
)
EMAIL = Words(_("E-mail address"), _("Enter your e-mail address."), attrs={**LATIN, "autocomplete": "email"})
SIGN_IN_EMAIL = EMAIL._replace(attrs={**LATIN, "autocomplete": "username"})
PASSWORD = Words(_("Password"), _("Enter your password."))
NEW_PASSWORD = Words(_("New password"), _("Enter a new password."), PASSWORD_HINT)
MAILED_CODE = Words(
    _("Code from the mail"),
    _("Enter the code that we sent you."),
    _("Eight letters. Capitals, small letters and the hyphen make no difference."),
    {**LATIN, "autocomplete": "one-time-code"},
)
APP_CODE = Words(
    _("Code of your app"), _("Enter the code that your app shows."), _("Six digits, new every half minute."), DIGITS
)


class InOurWords(forms.Form):
    """Gives fields their words and takes away placeholders, which vanish as one types."""

    words: ClassVar[dict[str, Words]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unwanted in ("password2", "email2"):
            self.fields.pop(unwanted, None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                say(field, self.words[name])


def say(field: forms.Field, words: Words) -> None:
    """Put `words` on one field."""
    field.label, field.help_text = words.label, words.hint
    field.widget.attrs.update(words.attrs)
    if words.missing:
        field.error_messages = {**field.error_messages, "required": words.missing}
    if isinstance(field, forms.EmailField):
        wrong = _("Enter a whole e-mail address, such as name@example.org.")
        field.error_messages = {**field.error_messages, "invalid": wrong}


class SignInForm(InOurWords, account.LoginForm):
    words: ClassVar = {
        "login": SIGN_IN_EMAIL,
        "password": PASSWORD,
        "remember": Words(_("Stay signed in for 14 days in this browser")),
    }


class AskCodeForm(InOurWords, account.RequestLoginCodeForm):
    words: ClassVar = {"email": SIGN_IN_EMAIL}


class SignInCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    words: ClassVar = {"code": MAILED_CODE}


class AddressCodeForm(InOurWords, account.ConfirmEmailVerificationCodeForm):
    words: ClassVar = {"code": MAILED_CODE}


class AskResetForm(InOurWords, account.ResetPasswordForm):
    words: ClassVar = {"email": EMAIL}


class ResetForm(InOurWords, account.ResetPasswordKeyForm):
    words: ClassVar = {"password1": NEW_PASSWORD}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    words: ClassVar = {
        "oldpassword": Words(_("Current password"), _("Enter your current password.")),
        "password1": NEW_PASSWORD,
    }


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    words: ClassVar = {"password1": NEW_PASSWORD}


class ChangeAddressForm(InOurWords, account.AddEmailForm):
    words: ClassVar = {"email": EMAIL._replace(label=_("New e-mail address"), missing=_("Enter the new address."))}


class CorrectAddressForm(InOurWords, account.ChangeEmailForm):
    words: ClassVar = {"email": EMAIL._replace(label=_("New e-mail address"), missing=_("Enter the new address."))}


class ConfirmPasswordForm(InOurWords, account.ReauthenticateForm):
    words: ClassVar = {"password": PASSWORD}


class SecondFactorForm(InOurWords, mfa.AuthenticateForm):
    words: ClassVar = {
        "code": APP_CODE._replace(hint=_("Six digits, new every half minute. Or one of your recovery codes."))
    }


class ConfirmSecondFactorForm(InOurWords, mfa.ReauthenticateForm):
    words: ClassVar = SecondFactorForm.words


class ActivateSecondFactorForm(InOurWords, totp.ActivateTOTPForm):
    words: ClassVar = {"code": APP_CODE}


class LanguageForm(forms.Form):
    """The language of mails, account pages and the editors' screens; each by its own name."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose one of these languages.")},
    )


class NoticesForm(forms.Form):
    """Which of our mails a person wants, of those that may be refused."""

    wanted = forms.MultipleChoiceField(
        label=_("Mails that you want"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = list(refusable_categories().items())  # type: ignore[attr-defined]
