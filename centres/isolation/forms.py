"""What forms offer and accept: choices hold the viewer's own, and every posted id is judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page, ReferenceIndex, RevisionMixin

from cms.core import judges, scope
from cms.core.overrides import Override, Patch
from cms.core.viewer import viewer

from .files import Document, Image

# A form may keep what it already refers to: their values are compared with what was there before.
COMPARED = (Page, Image, Document)


def _offered(queryset: Any) -> Any:
    """Leave of the rows of a choice what the viewer may see."""
    user = viewer()
    if user is None or not isinstance(queryset, QuerySet) or queryset.query.is_sliced:
        return queryset
    if issubclass(queryset.model, COMPARED) or scope.provider_of(queryset.model) is None:
        return queryset
    return scope.visible(user, queryset)


def _choices(original: Any) -> Any:
    return property(lambda field: _offered(original.fget(field)), original.fset)


def _fields(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """Refuse a chosen page or file that is not theirs, unless it was chosen before."""

    def _clean_fields(self: Any) -> None:
        original(self)
        user = viewer()
        if user is None:
            return
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name in self.cleaned_data:
                kept = self.get_initial_for_field(field, name)
                if not all(_may_refer(user, item, kept) for item in _items(self.cleaned_data[name])):
                    self.add_error(name, forms.ValidationError(field.error_messages["invalid_choice"], "invalid_choice"))

    return _clean_fields


def _items(value: Any) -> Iterable[Model]:
    if isinstance(value, Model):
        return [value]
    return [item for item in value if isinstance(item, Model)] if isinstance(value, QuerySet | list | tuple) else []


def _may_refer(user: Any, item: Model, kept: Any) -> bool:
    is_kept = str(getattr(kept, "pk", kept)) == str(item.pk)
    return is_kept or not isinstance(item, COMPARED) or judges.may(user, "choose", item)


def _saved(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """Refuse what a body, a text or a row of the thing newly refers to and the viewer may not choose."""

    def _post_clean(self: Any) -> None:
        original(self)
        user = viewer()
        if user is None or self.errors or not ReferenceIndex.model_is_indexable(type(self.instance)):
            return
        if any(not judges.may(user, "choose", item) for item in _newly_referred(self.instance)):
            self.add_error(None, forms.ValidationError(_("You may not use one of the things that were chosen.")))

    return _post_clean


def _newly_referred(instance: Model) -> Iterator[Model]:
    """Yield what `instance` refers to, judged by a provider, and its saved text and latest draft do not."""
    old: set[tuple[int, str]] = set()
    for kind, pk in _references(instance) - old:
        if not old:
            old = _references_before(instance) | {(0, "")}
        model = ContentType.objects.get_for_id(kind).model_class()
        if (kind, pk) not in old and model is not None and scope.provider_of(model) is not None:
            found = model._base_manager.filter(pk=pk).first()
            if found is not None:
                yield found


def _references(instance: Model) -> set[tuple[int, str]]:
    found = ReferenceIndex._extract_references_from_object(instance)
    return {(kind, str(pk)) for kind, pk, _model_path, _content_path in found}


def _references_before(instance: Model) -> set[tuple[int, str]]:
    saved = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if saved is None:
        return set()
    found = _references(saved)
    if isinstance(saved, RevisionMixin) and saved.latest_revision_id:
        found |= _references(saved.get_latest_revision().as_object())
    return found


OVERRIDES = (
    Override(
        "choices",
        "people, collections and rows of other centres in select fields, filters and what they accept",
        [Patch(forms.ModelChoiceField, "queryset", _choices)],
    ),
    Override(
        "chosen ids",
        "pages and files of other centres as the value of a field",
        [Patch(forms.BaseForm, "_clean_fields", _fields)],
    ),
    Override(
        "references",
        "private pictures, documents and pages in a body, a text or an inline row, which its owner could then open",
        [Patch(WagtailAdminModelForm, "_post_clean", _saved)],
    ),
)
