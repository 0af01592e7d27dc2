"""What people say when they delete and when they restore."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.models import Page

from cms.core.frame import language_name

from ..choosers import PlaceChooser
from .placing import fits


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Why (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown in the trash, and forgotten with it."),
    )


class PageCheckboxes(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Pages, each named with its language."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Page) -> str:
        words = {"title": obj.get_admin_display_title(), "language": language_name(obj.locale.language_code)}
        if obj.alias_of_id:
            return gettext("%(language)s: %(title)s (alias)") % words
        return gettext("%(language)s: %(title)s") % words


class DeleteForm(forms.Form):
    """Why a page goes, and which translations and aliases go along."""

    reason = _reason()
    along = PageCheckboxes(queryset=Page.objects.none(), required=False, label=_("What goes along"))

    def __init__(self, *args: Any, mirrors: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mirrors:
            pages = Page.objects.filter(pk__in=[page.pk for page in mirrors]).select_related("locale")
            self.fields["along"].queryset = pages  # type: ignore[attr-defined]
        else:
            del self.fields["along"]


class BulkDeleteForm(DefaultPageForm):
    """The same for several pages at once; `include_descendants` has no say here."""

    include_descendants = None
    with_translations = forms.BooleanField(
        label=_("Translations and aliases go along"),
        required=False,
        help_text=_("Those that you may delete. The others stay."),
    )
    reason = _reason()


def _model(label: str) -> type[Page]:
    """Return a page type, any page's when its own is gone: restoring says so."""
    try:
        return apps.get_model(label)
    except LookupError:
        return Page


class RestoreForm(forms.Form):
    """Another place for each branch whose page above is gone."""

    def __init__(self, *args: Any, lost: list[dict[str, Any]], user: Any, is_live: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.is_live = user, is_live
        self.lost = {f"parent_{root['page']}": root for root in lost}
        for name, root in self.lost.items():
            self.fields[name] = forms.ModelChoiceField(
                queryset=Page.objects.all(),
                label=_("New place (%(language)s)") % {"language": language_name(root["language"])},
                widget=PlaceChooser(user=user, model=_model(root["kind"]), user_perms="add_subpage"),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, root in self.lost.items():
            parent = data.get(name)
            if parent and not self._may_stand(root, parent):
                text = gettext("Choose a page of the same language, below which you may add pages of this type.")
                self.add_error(name, ValidationError(text))
        return data

    def parents(self) -> dict[int, Page]:
        """Return the chosen places by the id of the branch's page."""
        return {root["page"]: self.cleaned_data[name] for name, root in self.lost.items()}

    def _may_stand(self, root: dict[str, Any], parent: Page) -> bool:
        rights = parent.permissions_for_user(self.user)
        allowed = rights.can_add_subpage() and (rights.can_publish_subpage() or not self.is_live)
        return bool(allowed and fits(root, parent))
