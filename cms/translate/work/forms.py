"""What a person asks for, and of whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Page

from cms.accounts.models import User
from cms.core.frame import language_name
from cms.core.translations import language_codes

from . import planning, sources
from .people import translators_near
from .reach import Reach
from .services.asking import NOTE_LENGTH


class NearPageChooser(AdminPageChooser):
    """Shows, of a page that was sent and is not the person's business, nothing, its title included."""

    reach: Reach | None = None

    def get_instance(self, value: Any) -> Page | None:
        if self.reach is None or not sources.is_id(str(value)):
            return None
        page = Page.objects.filter(self.reach.pages(), pk=value).first()
        return page.specific if page is not None else None


class PageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One page; an id that no database could hold is no page."""

    widget = NearPageChooser

    def to_python(self, value: Any) -> Any:
        if value and not sources.is_id(str(value)):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class AskForm(forms.Form):
    """Texts, languages, a person, a date and a note."""

    text = forms.MultipleChoiceField(label=gettext_lazy("Texts"), required=False, widget=forms.CheckboxSelectMultiple)
    page = PageField(label=gettext_lazy("Page"), queryset=Page.objects.filter(depth__gte=2), required=False)
    below = forms.BooleanField(label=gettext_lazy("And all pages below it"), required=False)
    things = forms.MultipleChoiceField(
        label=gettext_lazy("What pages share"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Into"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Who"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Whoever takes it first"),
    )
    due = forms.DateField(label=gettext_lazy("Until (optional)"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=gettext_lazy("Note to the translators (optional)"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, user: Any, reach: Reach, named: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["page"].widget.reach = reach  # type: ignore[attr-defined]
        self.fields["page"].queryset = Page.objects.filter(reach.pages(), depth__gte=2)  # type: ignore[attr-defined]
        self._offer("text", sources.titles(named[: planning.MOST_TEXTS], user=user, reach=reach))
        self._offer("things", _things(user))
        self._offer("languages", [(code, language_name(code)) for code in language_codes()])
        self.fields["person"].queryset = translators_near(reach, language_codes())  # type: ignore[attr-defined]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Give a field its choices; one without any is left out."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields[name]

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("This day has passed: choose a later one."))
        return due

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        names = self._names(found)
        if not names and not self.errors:
            raise forms.ValidationError(_("Choose a page, or something that pages share."))
        if len(names) > planning.MOST_TEXTS:
            words = _("These are %(number)s texts. Ask for at most %(most)s at once: choose a smaller part.")
            raise forms.ValidationError(words % {"number": len(names), "most": planning.MOST_TEXTS})
        return {**found, "names": names}

    def _names(self, found: dict[str, Any]) -> list[str]:
        names = list(found.get("text") or [])
        if page := found.get("page"):
            names += sources.pages_below(page) if found.get("below") else [sources.name_of(page)]
        for label in found.get("things") or []:
            model = sources.model_named(label)
            names += sources.thing_names(model, self.user) if model is not None else []
        return list(dict.fromkeys(names))


def _things(user: Any) -> list[tuple[str, str]]:
    """Return what pages share, with how many of each `user` may ask for."""
    counted = ((model, len(sources.thing_names(model, user))) for model in sources.things())
    return [(model._meta.label_lower, f"{sources.kind_label(model)} ({number})") for model, number in counted if number]
