"""Where to copy a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.frame import language_name

from ..choosers import PlaceChooser
from . import permissions, queries
from .services import MOST_PAGES

OTHERS = ("other_1", "other_2", "other_3")


class CopyToForm(forms.Form):
    """The same place in other languages, up to three others, and whether the pages below come along."""

    def __init__(self, *args: Any, user: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.page = user, page
        self.below = page.get_descendants().count()
        self._offer_counterparts()
        for number, name in enumerate(OTHERS, 1):
            self.fields[name] = forms.ModelChoiceField(
                label=_("Another place") if number == 1 else _("Another place (%(number)s)") % {"number": number},
                queryset=Page.objects.all(),
                required=False,
                widget=PlaceChooser(user=user, model=page.specific_class, user_perms="copy_to"),
            )
        if 0 < self.below < MOST_PAGES and permissions.may_copy_below(user, page):
            self.fields["with_children"] = forms.BooleanField(
                label=_("Copy the pages below it too (%(number)s)") % {"number": self.below}, required=False
            )

    def _offer_counterparts(self) -> None:
        places = queries.counterparts(self.user, self.page)
        self.counterparts = {str(place.pk): place for place in places}
        labels = [
            (pk, f"{language_name(place.locale.language_code)}: {place.get_admin_display_title()}")
            for pk, place in self.counterparts.items()
        ]
        if labels:
            self.fields["counterparts"] = forms.MultipleChoiceField(
                label=_("Beside the original, or at the same place in another language"),
                choices=labels,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.with_children = bool(data.get("with_children"))
        self.places = {int(pk): self.counterparts[pk] for pk in data.get("counterparts", [])}
        for name in OTHERS:
            if place := data.get(name):
                self.places.setdefault(place.pk, place)
        self._judge(data)
        if not self.errors and not self.places:
            self.add_error(None, _("Choose at least one place."))
        elif len(self.places) * (1 + self.below * self.with_children) > MOST_PAGES:
            message = _(
                "That would be more than %(number)s pages. Choose fewer places, or copy without the pages below."
            )
            self.add_error(None, message % {"number": MOST_PAGES})
        return data

    def _judge(self, data: dict[str, Any]) -> None:
        """Refuse each place by itself."""
        for name in (name for name in ("counterparts", *OTHERS) if data.get(name)):
            chosen = [self.counterparts[pk] for pk in data[name]] if name == "counterparts" else [data[name]]
            for place in chosen:
                if not permissions.may_copy_to(self.user, self.page, place, with_children=self.with_children):
                    self.add_error(name, _("You may not put a copy of this page there. Choose another place."))
                    break
