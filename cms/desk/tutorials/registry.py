"""Step-by-step guides for editors. Each app registers its own: a key, a folder of texts, and whom it is for.

`<folder>/<key>.<language>.toml` holds title, summary and steps (title, text) of one language, and maybe a tip. In texts
`**words**` are the words on a button or screen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# In which order another language stands in for one that is not written yet.
FALLBACKS = ("en", "fr")


@dataclass(frozen=True)
class Tutorial:
    """`is_for(user)` says whether the person may do what it teaches."""

    key: str
    folder: Path
    icon: str
    is_for: Callable[[Any], bool] = lambda user: True
    order: int = 100


class Step(NamedTuple):
    title: str
    text: SafeString


class Guide(NamedTuple):
    """A tutorial's text in one language."""

    key: str
    icon: str
    language: str
    title: str
    summary: str
    steps: list[Step]
    tip: SafeString


_tutorials: dict[str, Tutorial] = {}


def register_tutorial(tutorial: Tutorial) -> None:
    """Offer a tutorial on the desk. Raises ImproperlyConfigured when the key is taken or no text is written."""
    known = _tutorials.get(tutorial.key, tutorial)
    if known.folder != tutorial.folder:
        raise ImproperlyConfigured(f"the tutorial {tutorial.key!r} is registered twice")
    if not any((tutorial.folder / f"{tutorial.key}.{code}.toml").exists() for code in FALLBACKS):
        raise ImproperlyConfigured(f"the tutorial {tutorial.key!r} has no text")
    _tutorials[tutorial.key] = tutorial


def tutorials() -> list[Tutorial]:
    """Return every tutorial in the order of the desk."""
    return sorted(_tutorials.values(), key=lambda item: (item.order, item.key))


def guide(tutorial: Tutorial, language: str) -> Guide:
    """Return the text for somebody who reads `language`, in another language when that one is not written."""
    return _read(tutorial.key, tutorial.folder, tutorial.icon, language)


@lru_cache(maxsize=512)
def _read(key: str, folder: Path, icon: str, language: str) -> Guide:
    codes = (language, *FALLBACKS)
    code = next(code for code in codes if (folder / f"{key}.{code}.toml").exists())
    text = tomllib.loads((folder / f"{key}.{code}.toml").read_text(encoding="utf-8"))
    steps = [Step(step["title"], _marked(step["text"])) for step in text["steps"]]
    return Guide(key, icon, code, text["title"], text["summary"], steps, _marked(text.get("tip", "")))


def _marked(text: str) -> SafeString:
    """Return escaped text in which `**words**` stand out."""
    return mark_safe(re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text)))  # noqa: S308 -- escaped just before
