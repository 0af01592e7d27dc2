"""Forms as a browser would send them, each id in them exchanged for one of the other centre's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db.models import Model
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, TranslatableMixin

from .world import Side

TECHNICAL = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-ORDER", "-DELETE", "-position")
HIDDEN_WORDS = {"csrfmiddlewaretoken", "next", "overwrite_revision_id", "loaded_revision_created_at"}
LINKS = ("page", "document")
BY_NAME: tuple[tuple[tuple[str, ...], type[Model]], ...] = (
    (("collection",), Collection),
    (("user", "owner", "locked_by", "requested_by", "finished_by", "person", "author"), get_user_model()),
    (("image", "picture", "logo", "photo"), get_image_model()),
    (("document", "file", "captions"), get_document_model()),
    (("page", "parent", "place", "destination", "branch", "chooser", "target", "link"), Page),
)


@dataclass
class Form:
    """What a browser would send, and which of it are ids."""

    action: str
    method: str
    data: dict[str, Any] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    offered: dict[str, set[str]] = field(default_factory=dict)


def forms_of(html: str, path: str) -> list[Form]:
    """Return the forms of a page but for those that every page has."""
    soup = BeautifulSoup(html, "html.parser")
    return [_form(item, path) for item in soup.select("form") if "logout" not in (item.get("action") or "")]


def _form(item: Any, path: str) -> Form:
    found = Form(item.get("action") or path, (item.get("method") or "get").upper(), {"body-count": "0"})
    for control in item.select("input[name], textarea[name], select[name]"):
        _take(found, control)
    return found


def _take(form: Form, control: Any) -> None:
    name, kind = control["name"], control.get("type", "text")
    if control.name == "select":
        options = [option.get("value", "") for option in control.select("option")]
        chosen = [option.get("value", "") for option in control.select("option[selected]")]
        form.data[name] = chosen if control.has_attr("multiple") else (chosen or options or [""])[0]
        _offer(form, name, options)
    elif kind in {"checkbox", "radio"}:
        _offer(form, name, [control.get("value", "on")])
        if control.has_attr("checked"):
            form.data.setdefault(name, []).append(control.get("value", "on"))
    elif kind not in {"file", "submit", "button", "image"}:
        form.data[name] = control.get_text() if control.name == "textarea" else control.get("value", "")
        is_words = name in HIDDEN_WORDS or name.endswith(TECHNICAL)
        if kind == "hidden" and not is_words and (not form.data[name] or form.data[name].isdecimal()):
            form.ids.append(name)


def _offer(form: Form, name: str, values: list[str]) -> None:
    numbers = {value for value in values if value.isdecimal()}
    if numbers:
        form.offered.setdefault(name, set()).update(numbers)
        if name not in form.ids:
            form.ids.append(name)


def mutations(form: Form, other: Side, *, whole: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the data with one id exchanged: for a row of the model that its name tells, of each when `whole`."""
    for name in form.ids:
        for model in models_for(name, whole=whole):
            row = other.first(model)
            if row is not None and str(row.pk) not in form.offered.get(name, set()):
                value = [str(row.pk)] if isinstance(form.data.get(name), list) else str(row.pk)
                yield f"{name}={model._meta.model_name} {row.pk}", {**form.data, name: value}


def known_models(form: Form) -> Iterator[tuple[str, type[Model]]]:
    """Yield the fields whose name tells the model that they offer."""
    for name in form.offered:
        last = name.rpartition("-")[2].lower()
        for words, model in BY_NAME:
            if any(word in last for word in words):
                yield name, model
                break


def models_for(name: str, *, whole: bool) -> list[type[Model]]:
    last = name.rpartition("-")[2].lower()
    guessed = [model for words, model in BY_NAME if any(word in last for word in words)]
    if guessed and not whole:
        return guessed[:1]
    return [model for _words, model in BY_NAME] if whole else [Page]


@dataclass
class Bodies:
    """Posted blocks of a body: all with one's own rows, and each reference alone exchanged."""

    own: Side
    other: Side
    language: str

    def variants(self, stream: Any) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
        """Yield for each reference of each block: its name, what one's own would be, and the exchanged."""
        for name, block in stream.child_blocks.items():
            for place in references(block):
                yield ".".join((name, *place)), self._posted(name, block, None), self._posted(name, block, place)

    def _posted(self, name: str, block: Any, exchanged: tuple[str, ...] | None) -> dict[str, str]:
        data = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": name, "body-0-id": ""}
        self._fill(data, "body-0-value", block, (), exchanged)
        return data

    def _fill(self, data: dict[str, str], prefix: str, block: Any, place: Any, exchanged: Any) -> None:
        if isinstance(block, blocks.ListBlock):
            data.update(
                {f"{prefix}-count": "1", f"{prefix}-0-deleted": "", f"{prefix}-0-order": "0", f"{prefix}-0-id": ""}
            )
            self._fill(data, f"{prefix}-0-value", block.child_block, (*place, "item"), exchanged)
        elif isinstance(block, blocks.BaseStreamBlock):
            self._fill_stream(data, prefix, block, place, exchanged)
        elif isinstance(block, blocks.BaseStructBlock):
            for name, child in block.child_blocks.items():
                self._fill(data, f"{prefix}-{name}", child, (*place, name), exchanged)
        else:
            value = self._value(block, place, exchanged)
            if value is not None:
                data[prefix] = value

    def _fill_stream(self, data: dict[str, str], prefix: str, block: Any, place: Any, exchanged: Any) -> None:
        """Put one child into a stream: the one that is exchanged, else the first."""
        names = list(block.child_blocks)
        inside = exchanged[len(place)] if exchanged and exchanged[: len(place)] == place else names[0]
        name = inside if inside in names else names[0]
        data.update({f"{prefix}-count": "1", f"{prefix}-0-deleted": "", f"{prefix}-0-order": "0"})
        data.update({f"{prefix}-0-type": name, f"{prefix}-0-id": ""})
        self._fill(data, f"{prefix}-0-value", block.child_blocks[name], (*place, name), exchanged)

    def _value(self, block: Any, place: Any, exchanged: Any) -> str | None:
        if isinstance(block, blocks.ChooserBlock):
            row = chosen(self.other if place == exchanged else self.own, block.target_model, self.language)
            return str(row.pk) if row is not None else ""
        if isinstance(block, blocks.RichTextBlock):
            return rich_text({kind: self.other if (*place, kind) == exchanged else self.own for kind in LINKS})
        default = block.value_for_form(block.get_default())
        if isinstance(block, blocks.BooleanBlock):
            return "on" if default else None
        if isinstance(default, str | int) and default:
            return str(default)
        choices = [key for key, _label in getattr(block.field, "choices", []) or [] if key]
        return str(choices[0]) if choices else ("x" if isinstance(block, blocks.CharBlock | blocks.TextBlock) else "")


def references(block: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the places inside a block that refer to rows."""
    if isinstance(block, blocks.ListBlock):
        yield from references(block.child_block, (*place, "item"))
    elif isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from references(child, (*place, name))
    elif isinstance(block, blocks.ChooserBlock):
        yield place
    elif isinstance(block, blocks.RichTextBlock):
        yield from ((*place, kind) for kind in LINKS)


def chosen(side: Side, model: Any, language: str) -> Any:
    model = resolve_model_string(str(model)) if not isinstance(model, type) else model
    rows = side.all(model)
    if issubclass(model, TranslatableMixin):
        rows = [row for row in rows if row.locale.language_code == language] or rows
    return rows[0] if rows else None


def rich_text(sides: dict[str, Side]) -> str:
    """Return what the editor posts for a text with a link to a page and one to a document."""
    page, document = sides["page"].first(Page), sides["document"].first(get_document_model())
    entities = {
        "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page.pk, "parentId": page.get_parent().pk}},
        "1": {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": document.pk}},
    }
    line: dict[str, Any] = {
        "key": "a",
        "text": "page document",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
    }
    line["entityRanges"] = [{"key": 0, "offset": 0, "length": 4}, {"key": 1, "offset": 5, "length": 8}]
    return json.dumps({"blocks": [line], "entityMap": entities})
