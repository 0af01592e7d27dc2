"""Paths, subprocesses, and errors that are one clear line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
MISSING_PACKAGE = 3
WRONG_USE = 64
INTERRUPTED = 130
# What the tools themselves ask for; the settings read everything else from .env.
FROM_FILE = (
    "ALLOWED_HOSTS",
    "BASE_URL",
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "MONDCIVITAN_VAR",
    "PORT",
    "WEB_CONCURRENCY",
)
RUNNING: set[subprocess.Popen[str]] = set()
ASSIGNMENT = re.compile(r"^(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$")


def values_of(text: str) -> dict[str, str]:
    """Return the assignments of an environment file, without quotation marks."""
    found = (ASSIGNMENT.match(line.strip()) for line in text.splitlines())
    return {match[1]: match[2].strip("\"'") for match in found if match}


def adopt_file() -> None:
    """Take what the tools need from .env where the environment is silent."""
    path = ROOT / ".env"
    values = values_of(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for name in FROM_FILE:
        if name in values:
            os.environ.setdefault(name, values[name])


def var_dir() -> Path:
    """Return the folder of everything that is made: MONDCIVITAN_VAR, else var/."""
    return Path(os.environ.get("MONDCIVITAN_VAR") or ROOT / "var").expanduser().resolve()


def is_demonstration() -> bool:
    """Say whether the demonstration's settings are used: nobody chose others."""
    return os.environ.get("DJANGO_SETTINGS_MODULE", "cms.settings.demo") == "cms.settings.demo"


def stop(line: str, code: int = 2) -> NoReturn:
    """End with one line on standard error."""
    print(line, file=sys.stderr, flush=True)
    sys.exit(code)


def require_writable(folder: Path, advice: str = "") -> None:
    """Stop with one line when nothing can be written to a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        stop(f"The folder {folder} cannot be written to ({error.strerror}). {advice}".strip())


def end_as_interrupted(number: int, frame: FrameType | None) -> NoReturn:
    """Treat a signal like Ctrl-C, so that what runs below is ended too."""
    for process in tuple(RUNNING):
        process.terminate()
    raise KeyboardInterrupt


def heed_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end_as_interrupted)


def joined(values: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **values}


def call(command: Sequence[str], **environment: str) -> int:
    """Run a command in the project's folder and return its code."""
    return subprocess.run(command, cwd=ROOT, env=joined(environment), check=False).returncode


def must(command: Sequence[str], what: str, **environment: str) -> str:
    """Run a command and return what it printed; when it fails, show that and stop with one line."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=joined(environment),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    RUNNING.add(process)
    try:
        out, errors = process.communicate()
    finally:
        RUNNING.discard(process)
    if process.returncode:
        print((out + errors)[-4000:].strip(), file=sys.stderr)
        stop(f"{what} failed (code {process.returncode}); its last words are above.")
    return out


def manage(*arguments: str) -> list[str]:
    """Return the command line of a management command."""
    return [PYTHON, "manage.py", *arguments]


def program(module: str, *arguments: str) -> list[str]:
    """Return the command line of an installed module: it stays right when the folder is moved, unlike scripts."""
    return [PYTHON, "-m", module, *arguments]


def take_over(command: Sequence[str]) -> NoReturn:
    """Let a command take the place of this process, and with it the terminal and its signals."""
    os.chdir(ROOT)
    os.execv(command[0], list(command))  # noqa: S606 -- a list, no shell
