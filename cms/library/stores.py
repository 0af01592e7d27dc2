"""The public store: copies of what is published."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.storage import storages


def copy_to_public(names: Iterable[str]) -> None:
    """Copy files of the private store to the public one, each once."""
    public = storages["public"]
    for name in names:
        if not public.exists(name):
            with storages["default"].open(name) as file:
                public.save(name, file)


def delete_public(names: Iterable[str]) -> None:
    """Delete the public copies."""
    for name in names:
        storages["public"].delete(name)
