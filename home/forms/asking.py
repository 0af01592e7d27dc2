"""The form a visitor fills in: Django fields made of the editor's, with words that say how to mend an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext, ngettext

from cms.core.visitor_fields import CleanChar, CleanEmail, CleanURL, Finished

from . import queries
from .enums import WITH_CHOICES, FieldKind
from .models import FormField

if TYPE_CHECKING:
    from home.form_pages import FormPage

PHONE = re.compile(r"^\+?[0-9][0-9 ().\-/]{3,28}[0-9]$")
PREFIX = "a"


@dataclass(frozen=True)
class Asked:
    """A field as a visitor meets it: `field` is the source's and says what it is, `text` the words for it."""

    field: FormField
    text: FormField

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The source's words are kept, whatever the language they were shown in."""
        kept, shown = self.field.choice_list, self.text.choice_list
        return list(zip(kept, shown if len(kept) == len(shown) else kept, strict=True))


def asked_fields(page: FormPage, source: FormPage) -> list[Asked]:
    """Return the fields of a form in the words of `page`; what it does not translate is in the source's words."""
    fields = queries.fields_of(source)
    texts = {} if source is page else {item.translation_key: item for item in page.form_fields.all()}
    return [Asked(field, texts.get(field.translation_key, field)) for field in fields]


class AnswerForm(forms.Form):
    """The fields of one form; `answers` is what is kept of them, `source` the text that says which they are."""

    def __init__(self, page: FormPage, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX, auto_id=f"form-{page.pk or 0}-%s")
        self.source = queries.source_of(page)
        for asked in asked_fields(page, self.source):
            field = make_field(asked)
            is_foreign = asked.text is asked.field and self.source is not page
            field.foreign_language = self.source.language if is_foreign else ""  # type: ignore[attr-defined]
            self.fields[asked.field.clean_name] = field

    @property
    def answers(self) -> dict[str, Any]:
        """What JSON can hold, by the names of the fields; nothing that was left empty."""
        found = {name: _kept(self.cleaned_data.get(name)) for name in self.fields}
        return {name: value for name, value in found.items() if value not in ("", None, [], False)}


def _kept(value: Any) -> Any:
    return value if isinstance(value, str | bool | list) or value is None else str(value)


class CleanDecimal(forms.DecimalField):
    """A number with a decimal point or comma, with or without spaces between its thousands."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub(r"\s", "", str(value))[:40].replace(",", ".") if value else value)


class CleanDate(forms.DateField):
    def to_python(self, value: Any) -> Any:
        found = super().to_python(str(value)[:40] if value else value)
        return found.isoformat() if found else None


def make_field(asked: Asked) -> forms.Field:
    """Return the Django field of an asked one."""
    kind = FieldKind(asked.field.kind)
    label = asked.text.label
    options: dict[str, Any] = {
        "label": label,
        "help_text": asked.text.help_text,
        "required": asked.field.is_required,
        "error_messages": _messages(kind, label),
    }
    is_choice = kind in WITH_CHOICES
    field = _choice_field(kind, asked.choices, options) if is_choice else _MAKERS[kind](asked.field, options)
    if asked.field.autocomplete:
        field.widget.attrs["autocomplete"] = asked.field.autocomplete
    return field


def _text(field: FormField, options: dict[str, Any]) -> forms.Field:
    length = field.length
    words = gettext("“%(label)s” is too long: shorten it to %(most)d signs.")
    options["error_messages"]["max_length"] = Finished(words % {"label": options["label"], "most": length})
    widget = forms.Textarea(attrs={"rows": 6}) if field.kind == FieldKind.LINES else forms.TextInput()
    made = CleanChar(max_length=length, widget=widget, **options)
    # The browser would cut a pasted text off without a word.
    made.widget.attrs.pop("maxlength", None)
    return made


def _phone(field: FormField, options: dict[str, Any]) -> forms.Field:
    check = RegexValidator(PHONE, options["error_messages"]["invalid"])
    widget = forms.TextInput(attrs={"type": "tel"})
    return CleanChar(validators=[check], widget=widget, **options)


def _email(field: FormField, options: dict[str, Any]) -> forms.Field:
    return CleanEmail(max_length=None, **options)


def _number(field: FormField, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return CleanDecimal(max_digits=18, decimal_places=6, widget=widget, **options)


def _url(field: FormField, options: dict[str, Any]) -> forms.Field:
    return CleanURL(assume_scheme="https", **options)


def _date(field: FormField, options: dict[str, Any]) -> forms.Field:
    return CleanDate(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _consent(field: FormField, options: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**options)


_MAKERS: dict[FieldKind, Any] = {
    FieldKind.LINE: _text,
    FieldKind.LINES: _text,
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.NUMBER: _number,
    FieldKind.URL: _url,
    FieldKind.DATE: _date,
    FieldKind.CONSENT: _consent,
}


def _choice_field(kind: FieldKind, choices: list[tuple[str, str]], options: dict[str, Any]) -> forms.Field:
    if kind == FieldKind.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)
    if kind == FieldKind.RADIO:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)
    return forms.ChoiceField(choices=[("", gettext("Choose")), *choices], **options)


def _messages(kind: FieldKind, label: str) -> dict[str, str]:
    """Return what to say about each fault: what to do, in the visitor's language."""
    label = label.rstrip(" .:")
    wrong = {
        FieldKind.EMAIL: gettext("“%(label)s”: write an address like name@example.org."),
        FieldKind.PHONE: gettext("“%(label)s”: write a number like +33 1 23 45 67 89."),
        FieldKind.NUMBER: gettext("“%(label)s”: write a number with figures only."),
        FieldKind.URL: gettext("“%(label)s”: write an address like https://example.org."),
        FieldKind.DATE: gettext("“%(label)s”: choose a date that the calendar has."),
    }.get(kind, gettext("“%(label)s”: choose one of the answers offered."))
    missing = gettext("Fill in “%(label)s”.")
    if kind in WITH_CHOICES:
        missing = gettext("Choose an answer to “%(label)s”.")
    elif kind == FieldKind.CONSENT:
        missing = gettext("Tick the box “%(label)s”.")
    names = ("invalid", "invalid_choice", "invalid_list", "max_digits", "max_decimal_places")
    words = Finished(wrong % {"label": label})
    return {
        "required": Finished(missing % {"label": label}),
        **dict.fromkeys((*names, "max_whole_digits", "null_characters_not_allowed"), words),
    }


def kept_words(months: int) -> str:
    """Return the promise to those who answer, in the active language."""
    return ngettext(
        "Your answers are deleted after %(number)d month.",
        "Your answers are deleted after %(number)d months.",
        months,
    ) % {"number": months}
