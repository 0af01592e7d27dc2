"""The public store: copies of what is published."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import storages

logger = logging.getLogger(__name__)


def copy_to_public(names: Iterable[str]) -> list[str]:
    """Copy files of the private store to the public one, each once; return those that are gone from there."""
    gone = []
    for name in names:
        if storages["public"].exists(name):
            continue
        try:
            _copy(name)
        except FileNotFoundError:
            logger.warning("the private store has no file %s to publish", name)
            gone.append(name)
    return gone


def _copy(name: str) -> None:
    """Copy one file so that nobody meets half of it: under another name first, where the store is a folder."""
    public: Any = storages["public"]
    with storages["default"].open(name) as file:
        try:
            place = Path(public.path(name))
        except NotImplementedError:
            public.save(name, file)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{secrets.token_hex(8)}")
        with unfinished.open("wb") as out:
            shutil.copyfileobj(file, out)
        if public.file_permissions_mode is not None:
            unfinished.chmod(public.file_permissions_mode)
        unfinished.replace(place)


def delete_public(names: Iterable[str]) -> None:
    """Delete the public copies."""
    for name in names:
        storages["public"].delete(name)


def public_names(folder: str = "") -> Iterator[str]:
    """Yield the name of every file in the public store."""
    try:
        folders, files = storages["public"].listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}".removeprefix("/")
    for name in folders:
        yield from public_names(f"{folder}/{name}".removeprefix("/"))


def changed_at(name: str) -> datetime:
    """Return when a public copy was made."""
    return storages["public"].get_modified_time(name)
