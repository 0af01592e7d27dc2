"""Forms of shared posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.translations import NATIVE_NAMES

from ..pages import NewsIndexPage
from . import permissions, queries
from .models import Proposal


class ProposeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A word to those who may take the post over."""

    class Meta:
        model = Proposal
        fields = ("note",)
        labels = {"note": _("A word to the others (optional)")}
        help_texts = {"note": _("Why it may interest them. Seen by those who write news anywhere on this site.")}


class IndexField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_parent().title})"


class TakeForm(forms.Form):
    """Where the copies go, and in which languages; each language is judged by itself."""

    def __init__(self, *args: Any, user: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.proposal = user, proposal
        indexes, own = list(queries.indexes_for(user)), queries.texts_of(proposal.post_key)
        places = self._places(indexes)
        written = {index.locale.language_code for index in indexes}
        codes = [code for code in own if code in written]
        self.fields["index"] = IndexField(
            label=_("Where to"),
            queryset=NewsIndexPage.objects.filter(pk__in=[place.pk for place in places]).order_by("depth", "path"),
            initial=places[0].pk if len(places) == 1 else None,
            help_text=_("The copies stand below this index and its translations, as drafts."),
        )
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages"),
            choices=[(code, NATIVE_NAMES.get(code, code)) for code in codes],
            initial=codes,
            widget=forms.CheckboxSelectMultiple,
        )

    def _places(self, indexes: list[NewsIndexPage]) -> list[NewsIndexPage]:
        """Return one of each group of indexes that holds no text of the post itself."""
        centre_paths = tuple(page.path for page in self.proposal.centre.pages.all()) or ("-",)
        foreign = (index for index in indexes if not index.path.startswith(centre_paths))
        return list({index.translation_key: index for index in reversed(list(foreign))}.values())[::-1]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        index, languages = cleaned.get("index"), cleaned.get("languages")
        if index and languages:
            texts = index.get_translations(inclusive=True).select_related("locale")
            places = {page.locale.language_code: page for page in texts}
            for code in languages:
                if code not in places or not permissions.may_take_to(self.user, places[code]):
                    message = _("You may not add news in this language there: %(language)s.")
                    self.add_error("languages", message % {"language": NATIVE_NAMES.get(code, code)})
        return cleaned
