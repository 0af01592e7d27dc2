"""`./run lint` and `./run fmt`."""

from __future__ import annotations

import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import environment
from .ground import BIN, PYTHON, ROOT, manage

CODE = ("cms", "home", "news", "search", "tests", "tools", "manage.py")
TYPED = ("services", "queries", "permissions", "forms", "enums")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
    "ALLOWED_HOSTS": "mondcivitan.example",
    "BASE_URL": "https://mondcivitan.example",
    "EMAIL_URL": "smtp+tls://office:secret@mail.mondcivitan.example:587",
}


def typed_modules() -> list[str]:
    """Return the modules that mypy holds: services, queries, permissions, forms, enums of every app."""
    found = [
        path
        for folder in ("cms", "home", "news", "search")
        for path in (ROOT / folder).rglob("*.py")
        if path.stem in TYPED or path.parent.name in TYPED
    ]
    return [path.relative_to(ROOT).as_posix() for path in sorted(found)]


def templates() -> list[str]:
    return [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


def checks() -> dict[str, tuple[list[str], dict[str, str]]]:
    """Return name → command and environment of every check, the slowest first."""
    program = {name: str(BIN / name) for name in ("mypy", "ruff", "lint-imports", "djhtml", "djlint", "deptry")}
    tests = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    return {
        "mypy": ([program["mypy"], *typed_modules()], tests),
        "migrations are safe": (manage("lintmigrations", "--quiet", "ignore", "ok"), {**tests, "LINT_MIGRATIONS": "1"}),
        "migrations are complete": (manage("makemigrations", "--check", "--dry-run"), tests),
        "django check": (manage("check"), {}),
        "django check --deploy": (manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        "catalogues": (manage("catalogues", "--check"), tests),
        "layers": ([program["lint-imports"], "--no-cache"], tests),
        "ruff": ([program["ruff"], "check", *CODE], {}),
        "ruff format": ([program["ruff"], "format", "--check", *CODE], {}),
        "template format": ([program["djhtml"], "--check", "--tabwidth", "2", *templates()], {}),
        "template lint": ([program["djlint"], "--lint", "--quiet", "templates"], {}),
        "dependencies": ([program["deptry"], "."], {}),
    }


def lint() -> int:
    """Run every check, two at a time; show what each that failed said."""
    environment.sync("dev")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda item: _check(item[0], *item[1], folder), checks().items()))
    for name, code, words in results:
        if code:
            print(f"\n✗ {name}\n{words.strip()}")
    print("\n" + "  ".join(f"{'✗' if code else '✓'} {name}" for name, code, _words in results))
    return int(any(code for _name, code, _words in results))


def _check(name: str, command: list[str], values: dict[str, str], folder: str) -> tuple[str, int, str]:
    own = str(Path(folder) / name.replace(" ", "-"))
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "MONDCIVITAN_VAR": own, **values}, capture_output=True, text=True, check=False
    )
    return name, done.returncode, (done.stdout + done.stderr)[-6000:]


def fmt() -> int:
    """Bring code and templates into form."""
    environment.sync("dev")
    commands = (
        [str(BIN / "ruff"), "check", "--fix", "--quiet", *CODE],
        [str(BIN / "ruff"), "format", "--quiet", *CODE],
        [str(BIN / "djhtml"), "--tabwidth", "2", *templates()],
    )
    return max(subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands)


def messages() -> int:
    """Bring the catalogues up to the words in code and templates, and say what is missing."""
    environment.sync("dev")
    return subprocess.run([PYTHON, "manage.py", "catalogues"], cwd=ROOT, check=False).returncode
