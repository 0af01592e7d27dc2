"""`./run lint`, `./run fmt` and `./run messages`."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from . import environment
from .ground import BIN, MISSING_PACKAGE, PYTHON, ROOT, call, joined, manage, program, stop

TYPED = ("services", "queries", "permissions", "forms", "enums")
SHOWN = 6000
LINT = {"DJANGO_SETTINGS_MODULE": "tools.lint_settings"}
# An invented installation: whatever of it is set on this machine must not decide what the check says.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "tools.production_settings",
    "SECRET_KEY": "of-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
    "SECRET_KEY_FALLBACKS": "",
    "ALLOWED_HOSTS": "mondcivitan.example",
    "BASE_URL": "https://mondcivitan.example",
    "EMAIL_URL": "smtp+tls://office:secret@mail.mondcivitan.example:587",
    "DATABASE_URL": "",
    "CACHE_URL": "",
    "HOST_REDIRECTS": "",
    "MONDCIVITAN_BENCH": "False",
}


@dataclass(frozen=True)
class Check:
    """A command that must end with 0."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """How a check ended, what it said, and how long it took in seconds."""

    name: str
    code: int
    words: str
    seconds: float


def packages() -> list[str]:
    """Return the project's own packages: folders of the root that are Python packages."""
    return sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))


def code() -> list[str]:
    return [*packages(), "manage.py"]


def apps() -> list[str]:
    return [name for name in packages() if name not in ("tests", "tools")]


def typed_modules() -> list[str]:
    """Return the modules that mypy holds: services, queries, permissions, forms, enums of every app."""
    found = [
        path
        for folder in apps()
        for path in (ROOT / folder).rglob("*.py")
        if path.stem in TYPED or path.parent.name in TYPED
    ]
    return [path.relative_to(ROOT).as_posix() for path in sorted(found)]


def templates() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "templates").rglob("*.html"))]


def checks() -> list[Check]:
    """Return every check, the slowest first."""
    djhtml = [str(PYTHON), "-m", "djhtml", "--tabwidth", "2"]
    return [
        Check("types", program("mypy", *typed_modules()), LINT),
        Check("catalogues", manage("catalogues", "--check"), LINT),
        Check("migrations are safe", manage("lintmigrations"), LINT),
        Check("migrations are complete", manage("makemigrations", "--check", "--dry-run"), LINT),
        Check("settings of production", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        Check("settings", manage("check", "--fail-level", "WARNING"), LINT),
        Check("layers", [PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]),
        Check("code", [str(BIN / "ruff"), "check", "--output-format", "concise", *code()]),
        Check("form of code", [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", *code()]),
        Check("form of templates", [*djhtml, "--check", *templates()]),
        Check("templates", program("djlint", "--lint", "--quiet", "templates")),
        Check("dependencies", [str(BIN / "deptry"), "--no-ansi", "."]),
    ]


def perform(check: Check, folder: str) -> Result:
    """Run a check in a var folder of its own, so that two at a time share no file."""
    own = Path(folder) / re.sub(r"\W", "-", check.name)
    own.mkdir()
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=joined({"MONDCIVITAN_VAR": str(own), **check.environment}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(check.name, done.returncode, (done.stdout + done.stderr).strip(), time.monotonic() - started)


def lint() -> int:
    """Run every check, two at a time; show what each that failed said."""
    environment.sync("dev")
    install_gettext()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda check: perform(check, folder), checks()))
    for result in results:
        if result.code:
            words = result.words if len(result.words) <= SHOWN else f"{result.words[:SHOWN]}\n… (cut)"
            print(f"\n✗ {result.name}\n{words}")
    print()
    for result in results:
        print(f"{'✗' if result.code else '✓'} {result.name} ({result.seconds:.1f} s)")
    failed = sum(1 for result in results if result.code)
    print(f"{len(results) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def fmt() -> int:
    """Bring code and templates into form; return 1 when something is left for a person."""
    environment.sync("dev")
    left = call([str(BIN / "ruff"), "check", "--fix", "--output-format", "concise", *code()])
    formatted = call([str(BIN / "ruff"), "format", *code()])
    call(program("djhtml", "--tabwidth", "2", *templates()))
    return max(left, formatted)


def install_gettext() -> None:
    """Install what reads words out of code, when root; without it a check says what it could not do."""
    if not environment.is_there("gettext"):
        environment.install_packages(["gettext"])


def messages() -> int:
    """Bring the catalogues up to the words in code and templates."""
    environment.sync("dev")
    install_gettext()
    if not environment.is_there("gettext"):
        stop(f"gettext is missing: {environment.install_command(['gettext'])}", MISSING_PACKAGE)
    return call(manage("catalogues"), **LINT)
