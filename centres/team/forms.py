"""What people say when they accept, invite, renew, end."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms import LATIN, NEW_PASSWORD, InOurWords, Words
from cms.accounts.models import User
from cms.core.frame import language_name

from ..enums import Role
from ..models import Centre
from . import queries
from .enums import DUTIES


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


def day_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    """Return a field for a day, with the picker that every phone brings."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class RoleForm(forms.Form):
    """A role, each with what it may do, and a translator's languages: those of the centre."""

    role = forms.ChoiceField(
        label=_("Role"), choices=(), widget=forms.RadioSelect, error_messages={"required": _("Choose a role.")}
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the translator"), choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        named: Any = self.fields
        named["role"].choices = [(role.value, _with_duty(role)) for role in Role]
        named["languages"].choices = [(code, language_name(code)) for code in queries.languages_of(centre)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        is_translator = data.get("role") == Role.TRANSLATOR
        if is_translator and not data.get("languages") and "languages" not in self.errors:
            self.add_error("languages", _("Choose at least one language to translate into."))
        if not is_translator:
            data["languages"] = []
        return data


def _with_duty(role: Role) -> SafeString:
    return format_html("<strong>{}</strong> <span>{}</span>", capfirst(role.label), DUTIES[role])


class InviteForm(RoleForm):
    """Whom to ask, and as what; everything else has an answer that fits."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs=LATIN))
    name = forms.CharField(label=_("Name"), max_length=150, required=False, help_text=_("To greet the person."))
    begins_on = day_field(_("First day"), _("Empty: the day the person accepts."))
    ends_on = day_field(_("Last day with access"), _("Empty: until somebody ends it."))
    mail_language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=settings.LANGUAGES,
        help_text=_("Who has an account gets it in the language chosen there."),
    )

    field_order = ("email", "role", "languages", "name", "begins_on", "ends_on", "mail_language")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        spoken = queries.languages_of(self.centre)
        self.fields["mail_language"].initial = next((code for code in spoken if code in dict(settings.LANGUAGES)), None)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if queries.account_of(email) == self.actor:
            raise forms.ValidationError(_("This is your own address: another manager gives you a role."))
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("begins_on"), data.get("ends_on")
        if last and last < max(first or timezone.localdate(), timezone.localdate()):
            self.add_error("ends_on", _("The last day lies before the first."))
        return data

    @property
    def wish(self) -> dict[str, Any]:
        """The answers as `services.invite` takes them."""
        data = dict(self.cleaned_data)
        language = " ".join(data.pop("languages"))
        return {**data, "role": Role(data["role"]), "language": language}


class RenewForm(forms.Form):
    ends_on = day_field(_("Last day with access"), _("Empty: until somebody ends it."))


class EndForm(forms.Form):
    """Why; the person reads it."""

    reason = forms.CharField(
        label=_("Why (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it in the mail that tells of the end, and it is kept with the term."),
    )
