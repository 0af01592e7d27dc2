"""Relations that the reference index knows: "where used" and deletion tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from modelcluster.fields import ParentalManyToManyField


class TrackedManyToManyField(ParentalManyToManyField):
    """A ParentalManyToManyField whose ends are references; Wagtail itself leaves many-to-many relations out.

    Migrations know it as its parent, as the columns are the same.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def extract_references(self, value: Iterable[Any]) -> Iterator[tuple[type[Any], str, str, str]]:
        for item in value:
            yield type(item), str(item.pk), "item", str(item.pk)
