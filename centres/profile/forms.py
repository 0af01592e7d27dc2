"""The settings of a centre: facts, look, place on the map, languages, and words in each language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from cms.core.frame import language_name
from cms.core.translations import language_codes

from ..enums import HUES
from ..models import Centre, CentrePage
from ..queries import pages_of
from ..zones import zone_names

WORDS = ("title", "summary", "hours", "picture_alt")
FEWEST_DIGITS = 5


class CentreForm(forms.ModelForm):  # type: ignore[type-arg]
    """Facts that are the same in every language."""

    hue = forms.TypedChoiceField(label=_("Colour"), choices=HUES, coerce=int, widget=forms.RadioSelect)
    header_picture = forms.ModelChoiceField(
        label=_("Header picture"),
        queryset=get_image_model().objects.all(),
        required=False,
        widget=AdminImageChooser,
        help_text=_("Stands at the top of your first page. One of the pictures of your own collection."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: [(name, name) for name in zone_names()])
    languages = forms.MultipleChoiceField(
        label=_("Languages of your site"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A language that you add gets its own pages, as drafts. To take one away, unpublish its pages."),
    )

    class Meta:
        model = Centre
        fields = (
            "place", "postal_address", "phone", "email", "latitude", "longitude", "time_zone", "hue", "logo",
        )  # fmt: skip
        widgets = {"logo": AdminImageChooser, "postal_address": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "postal_address": _("As it stands on a letter. Public."),
            "phone": _("Public. Begin with + and the code of your country."),
            "email": _("Public. The contact form writes to it."),
            "latitude": _("Degrees, north is positive: 43.61 for example. Map services show it for any place."),
            "longitude": _("Degrees, east is positive: 1.44 for example."),
            "logo": _("Square is best. One of the pictures of your own collection."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = list(pages_of(self.instance))
        kept = [code for code in self.instance.languages.values_list("code", flat=True) if code in language_codes()]
        self.kept_languages = kept
        choices = [(code, language_name(code)) for code in language_codes()]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]
        self.initial["languages"] = kept
        self.initial["header_picture"] = self.pages[0].picture_id if self.pages else None

    def clean_phone(self) -> str:
        """Take any way of writing a number; what is none becomes a dead link on every page."""
        phone: str = self.cleaned_data["phone"]
        if phone and sum(sign.isdigit() for sign in phone) < FEWEST_DIGITS:
            raise forms.ValidationError(_("Write the whole number, beginning with + and the code of your country."))
        return phone

    def clean_logo(self) -> Any:
        return self._of_own_collection("logo", self.instance.logo_id)

    def clean_header_picture(self) -> Any:
        return self._of_own_collection("header_picture", self.initial["header_picture"])

    def clean_languages(self) -> list[str]:
        """Those that are there stay."""
        return [
            *self.kept_languages,
            *(code for code in self.cleaned_data["languages"] if code not in self.kept_languages),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        position: tuple[Decimal | None, Decimal | None] = (cleaned.get("latitude"), cleaned.get("longitude"))
        if (position[0] is None) != (position[1] is None) and not {"latitude", "longitude"} & self.errors.keys():
            empty = "latitude" if position[0] is None else "longitude"
            self.add_error(empty, _("Give both numbers, or none."))
        return cleaned

    def _of_own_collection(self, name: str, known: int | None) -> Any:
        """Return the chosen picture; raises ValidationError for one of elsewhere, but what was there before."""
        picture = self.cleaned_data[name]
        collection = self.instance.collection
        is_own = picture is None or (collection is not None and picture.collection.path.startswith(collection.path))
        if not is_own and picture.pk != known:
            raise forms.ValidationError(_("Choose a picture of your centre’s own collection."))
        return picture


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words of one language."""

    class Meta:
        model = CentrePage
        fields = WORDS
        labels = {
            "title": _("Name shown"),
            "summary": _("Short presentation"),
            "picture_alt": _("What the header picture shows"),
        }
        help_texts = {"title": _("What your site is called in this language.")}
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("summary", "hours")}

    @property
    def language(self) -> str:
        return language_name(self.instance.locale.language_code)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WORDS}


def words_forms(form: CentreForm, data: Any = None) -> list[WordsForm]:
    """Return a form for the words of each language that has pages, as their drafts have them."""
    return [
        WordsForm(data, instance=page.get_latest_revision_as_object(), prefix=page.locale.language_code)
        for page in form.pages
    ]
