"""Stamps: for each step of a start, a digest of everything that it would have to do something about."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .ground import ROOT, var_dir

CODE = ("cms/**/*.py", "centres/**/*.py", "home/**/*.py", "news/**/*.py", "search/**/*.py")
LOCK = "requirements/base.txt"
SHOW_ACCOUNTS = ("demo", "--show-accounts")


@dataclass(frozen=True)
class Step:
    """A step is done again when one of its files changed or when what it makes is not there."""

    name: str
    title: str
    commands: tuple[tuple[str, ...], ...]
    patterns: tuple[str, ...]
    makes: tuple[str, ...] = field(default=())
    # Such a step depends on which database it wrote to.
    is_stored: bool = False

    def files(self) -> list[Path]:
        return matching(self.patterns)

    def digest(self) -> str:
        """Return the digest of the names and contents of its files, and of the database's address."""
        value = hashlib.sha256()
        for path in self.files():
            value.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            value.update(hashlib.sha256(path.read_bytes()).digest())
        if self.is_stored:
            value.update(os.environ.get("DATABASE_URL", "").encode())
        return value.hexdigest()

    def path(self) -> Path:
        return var_dir() / "stamps" / self.name

    def products(self) -> list[Path]:
        """Return the files without which the step is not done, whatever its stamp says."""
        if self.is_stored and os.environ.get("DATABASE_URL"):
            return []
        return [var_dir() / name for name in self.makes]

    def is_done(self) -> bool:
        return (
            self.path().is_file()
            and all(product.exists() for product in self.products())
            and self.path().read_text(encoding="utf-8") == self.digest()
        )

    def mark(self) -> None:
        self.path().parent.mkdir(parents=True, exist_ok=True)
        self.path().write_text(self.digest(), encoding="utf-8")


def matching(patterns: Iterable[str]) -> list[Path]:
    """Return the project's files that match one of the patterns, sorted."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "__pycache__" not in path.parts)


CATALOGUES = Step(
    "catalogues", "Compiling the catalogues", (("compilecatalogues",),), ("locale/**/*.po", "locale/**/*.mo")
)
STATIC = Step(
    "static",
    "Joining and collecting styles and scripts",
    (("bundle",), ("collectstatic", "--noinput", "-v0")),
    ("static/**/*", "cms/settings/media.py", LOCK),
    ("static/staticfiles.json",),
)
DATABASE = Step(
    "database",
    "Migrating the database",
    (("migrate", "--noinput", "-v0"),),
    ("*/migrations/*.py", "cms/*/migrations/*.py", "cms/settings/*.py", ".env", LOCK),
    ("db.sqlite3",),
    is_stored=True,
)
SETUP = Step(
    "setup",
    "Setting up languages, home pages, groups and rights",
    (("setup",),),
    (*CODE, ".env", LOCK),
    ("db.sqlite3",),
    is_stored=True,
)
DEMONSTRATION = Step(
    "demonstration",
    "Telling the demonstration story",
    (("demo",), SHOW_ACCOUNTS),
    ("centres/story/**/*", "home/story/**/*", "news/story/**/*", ".env"),
    ("db.sqlite3",),
    is_stored=True,
)
