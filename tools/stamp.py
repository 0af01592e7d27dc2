"""The stamp: a digest of everything that a start would have to do something about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from .ground import ROOT, var_dir

# Each step is done again when one of its files changed.
STEPS: dict[str, tuple[str, ...]] = {
    "catalogues": ("locale/**/*.po",),
    "static": ("static/**/*", "requirements/base.txt"),
    "database": ("*/migrations/*.py", "cms/*/migrations/*.py", "requirements/base.txt"),
    "setup": ("home/services.py", "cms/accounts/services.py", "cms/accounts/enums.py", "cms/settings/languages.py"),
    "demonstration": (),
}


def files(patterns: Iterable[str]) -> list[Path]:
    """Return the files of `patterns`, sorted."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "__pycache__" not in path.parts)


def digest(step: str) -> str:
    """Return the digest of a step's files: their names and contents."""
    value = hashlib.sha256()
    for path in files(STEPS[step]):
        value.update(path.relative_to(ROOT).as_posix().encode())
        value.update(path.read_bytes())
    return value.hexdigest()


def path_of(step: str) -> Path:
    return var_dir() / "stamps" / step


def is_done(step: str) -> bool:
    """Say whether nothing that concerns the step changed since it was done."""
    path = path_of(step)
    return path.exists() and path.read_text() == digest(step)


def mark(step: str) -> None:
    """Note that a step is done."""
    path_of(step).parent.mkdir(parents=True, exist_ok=True)
    path_of(step).write_text(digest(step))
