"""The content of a page, taken and given back: what belongs to one page only stays out, what is unknown is skipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin

Fields = dict[str, Any]
# Of Wagtail's own fields; every other one says where, when and whose the page was.
KEPT_OF_PAGE = frozenset({"title", "search_description"})


class _Lost(Exception):
    """A value that its block cannot hold any more; says why."""


def own_fields(model: type[Page]) -> list[models.Field[Any, Any]]:
    """Return the fields of a page type that a starter keeps: no dates, nothing unique, nothing of the page's place."""
    foreign = {field.name for field in Page._meta.get_fields()} - KEPT_OF_PAGE
    return [
        field
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.name not in foreign and not field.primary_key and field.serialize and _belongs_to_content(field)
    ]


def _belongs_to_content(field: models.Field[Any, Any]) -> bool:
    is_parental = not field.many_to_many or isinstance(field, ParentalManyToManyField)
    return is_parental and not (field.unique or isinstance(field, models.DateField | models.TimeField))


def _child_relations(model: type[Page]) -> dict[str, Any]:
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
    relations.pop(COMMENTS_RELATION_NAME, None)
    return relations


def take(page: Page) -> Fields:
    """Return the content of a specific page as it stands."""
    data = page.serializable_data()
    names = [field.name for field in own_fields(type(page))] + list(_child_relations(type(page)))
    return {name: _raw(type(page), name, data[name]) for name in names if name in data}


def _raw(model: type[Page], name: str, value: Any) -> Any:
    """Return streams as lists, where revisions have them as text."""
    is_stream = name not in _child_relations(model) and isinstance(model._meta.get_field(name), StreamField)
    return json.loads(value) if is_stream and isinstance(value, str) else value


def give(
    model: type[Page], content: Fields, may_use: Callable[[Any], bool] = lambda target: True
) -> tuple[Any, list[str]]:
    """Return an unsaved page of `model` with the kept content, and what was skipped, in words.

    Every block gets a new id. `may_use(object)` says which pictures, documents and others the new page may show.
    """
    words: list[str] = []
    fields = {field.name: field for field in own_fields(model)}
    relations = _child_relations(model)
    data: Fields = {}
    for name, value in content.items():
        if name in fields:
            data[name] = _given(fields[name], value, _Renewal(may_use, words))
        elif name in relations:
            data[name] = [_new_child(relations[name], child) for child in value if isinstance(child, dict)]
        else:
            words.append(_("The field “%(name)s” does not exist any more.") % {"name": name})
    return model.from_serializable_data({"pk": None, **data}, check_fks=True, strict_fks=False), words


def _new_child(relation: Any, child: Fields) -> Fields:
    left_out = {relation.field.name}
    if issubclass(relation.related_model, TranslatableMixin):
        # Both are given anew: the language is that of the new page.
        left_out |= {"translation_key", "locale"}
    return {**{name: value for name, value in child.items() if name not in left_out}, "pk": None}


def _given(field: Any, value: Any, renewal: _Renewal) -> Any:
    if isinstance(field, StreamField):
        try:
            return json.dumps(renewal.of(field.stream_block, value))
        except _Lost as lost:
            renewal.words.append(str(lost))
            return "[]"
    if isinstance(field, models.ForeignKey) and value is not None:
        target = field.remote_field.model._default_manager.filter(pk=value).first()
        if target is None or not renewal.may_use(target):
            renewal.words.append(
                _("“%(field)s” is empty: what it showed is gone or not yours to use.") % {"field": field.verbose_name}
            )
            return None
    return value


class _Renewal:
    """Gives raw blocks new ids and leaves out what no block can hold."""

    def __init__(self, may_use: Callable[[Any], bool], words: list[str]) -> None:
        self.may_use = may_use
        self.words = words

    def of(self, block: blocks.Block, raw: Any) -> Any:
        """Return the raw value of `block` made new; raises _Lost when it cannot be."""
        if isinstance(block, blocks.StreamBlock):
            return self._stream(block, raw)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, raw)
        if isinstance(block, blocks.BaseStructBlock):
            return self._struct(block, raw)
        if isinstance(block, blocks.ChooserBlock):
            return self._chosen(block, raw)
        try:
            block.to_python(raw)
        except Exception as error:
            raise _Lost(_("What it holds cannot be read any more.")) from error
        return raw

    def _stream(self, block: blocks.BaseStreamBlock, raw: Any) -> list[Fields]:
        made = []
        for item in _list_of(raw):
            name = item.get("type") if isinstance(item, dict) else None
            child = block.child_blocks.get(name)
            if child is None:
                self.words.append(_("A block “%(name)s” does not exist any more.") % {"name": name})
                continue
            try:
                made.append({"type": name, "value": self.of(child, item.get("value")), "id": str(uuid4())})
            except _Lost as lost:
                self.words.append(_("A block “%(name)s” was left out: %(why)s") % {"name": child.label, "why": lost})
        return made

    def _list(self, block: blocks.ListBlock, raw: Any) -> list[Fields]:
        made = []
        for item in _list_of(raw):
            value = item["value"] if isinstance(item, dict) and item.keys() >= {"type", "value"} else item
            try:
                made.append({"type": "item", "value": self.of(block.child_block, value), "id": str(uuid4())})
            except _Lost as lost:
                self.words.append(
                    _("An entry of “%(name)s” was left out: %(why)s") % {"name": block.label, "why": lost}
                )
        return made

    def _struct(self, block: blocks.BaseStructBlock, raw: Any) -> Fields:
        if not isinstance(raw, dict):
            raise _Lost(_("What it holds cannot be read any more."))
        for name in raw.keys() - block.child_blocks.keys():
            self.words.append(
                _("“%(field)s” of a block “%(name)s” does not exist any more.") % {"field": name, "name": block.label}
            )
        return {name: self.of(child, raw[name]) for name, child in block.child_blocks.items() if name in raw}

    def _chosen(self, block: blocks.ChooserBlock, raw: Any) -> Any:
        if raw is None:
            return None
        target = block.model_class._default_manager.filter(pk=raw).first() if isinstance(raw, int | str) else None
        if target is not None and self.may_use(target):
            return raw
        if block.required:
            raise _Lost(_("what it showed is gone or not yours to use."))
        self.words.append(_("“%(name)s” is empty: what it showed is gone or not yours to use.") % {"name": block.label})
        return None


def _list_of(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise _Lost(_("What it holds cannot be read any more."))
    return raw
