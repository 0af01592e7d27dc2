"""Forms of starters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..choosers import PlaceChooser
from ..models import Starter
from . import permissions


class StarterForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, description, and for those who may: whether everybody may use it."""

    class Meta:
        model = Starter
        fields = ("name", "description", "is_shared")
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not permissions.may_share(user):
            del self.fields["is_shared"]

    @property
    def values(self) -> dict[str, Any]:
        """The answers as the services take them; who may not share leaves the audience as it is."""
        names = ("name", "description", "is_shared")
        return {name: self.cleaned_data.get(name, getattr(self.instance, name)) for name in names}


class UseForm(forms.Form):
    """The new page's title and place."""

    title = forms.CharField(label=_("Title of the new page"), max_length=255)

    def __init__(self, *args: Any, user: Any, model: type[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.model = user, model
        self.fields["place"] = forms.ModelChoiceField(
            label=_("Place"),
            queryset=Page.objects.all(),
            widget=PlaceChooser(user=user, model=model, user_perms="add_subpage"),
            help_text=_("The new page stands below this one and is written in its language."),
        )

    def clean_place(self) -> Page:
        place: Page = self.cleaned_data["place"].specific
        if not permissions.may_add(self.user, place, self.model):
            raise forms.ValidationError(_("You may not make such a page there. Choose another place."))
        return place
