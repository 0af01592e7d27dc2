"""What forms offer and accept: choices hold the viewer's own, and every posted id is judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.forms.models import BaseModelForm
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, RevisionMixin

from cms.core import judges, scope
from cms.core.overrides import Override, Patch
from cms.core.viewer import viewer

from .files import Document, Image

# What forms choose by choosers, not from a list, and may keep when it is no longer theirs to choose.
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


def _saved(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """Refuse what a body, a text or a row of the thing newly refers to and the viewer may not choose."""

    def _post_clean(self: Any) -> None:
        original(self)
        user = viewer()
        if user is None or self.errors:
            return
        if any(not judges.may(user, "choose", item) for item in _newly_referred(self.instance)):
            self.add_error(None, forms.ValidationError(_("You may not use one of the things that were chosen.")))

    return _post_clean


def _newly_referred(instance: Model) -> Iterator[Model]:
    """Yield what `instance` refers to, and neither what is saved of it nor its latest draft does."""
    found = _references(instance)
    for kind, pk in found - _references_before(instance) if found else ():
        model = ContentType.objects.get_for_id(kind).model_class()
        row = model._base_manager.filter(pk=pk).first() if model is not None else None
        if row is not None:
            yield row


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
        "references",
        "private pictures, documents and pages in a body, a text or an inline row, which its owner could then open",
        [Patch(BaseModelForm, "_post_clean", _saved)],
    ),
)
