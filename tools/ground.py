"""Paths, subprocesses, and errors that are one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
MISSING_PACKAGE = 3


def var_dir() -> Path:
    """Return the folder of everything that is made: MONDCIVITAN_VAR, else var/."""
    return Path(os.path.expanduser(os.environ.get("MONDCIVITAN_VAR", str(ROOT / "var")))).resolve()


def stop(line: str, code: int = 2) -> NoReturn:
    """End with one line on standard error."""
    print(line, file=sys.stderr, flush=True)
    sys.exit(code)


def call(command: Sequence[str], **environment: str) -> int:
    """Run a command in the project's folder and return its code."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def must(command: Sequence[str], what: str, **environment: str) -> None:
    """Run a command; when it fails, show what it said and stop with one line."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False, capture_output=True, text=True
    )
    if done.returncode:
        print((done.stdout + done.stderr)[-3000:], file=sys.stderr)
        stop(f"{what} failed (code {done.returncode}); its last words are above.")


def manage(*arguments: str) -> list[str]:
    """Return the command line of a management command."""
    return [PYTHON, "manage.py", *arguments]
