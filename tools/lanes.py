"""The lanes: `test` (each proof small) and `prove` (the full numbers), on SQLite, on PostgreSQL, in the browser."""

from __future__ import annotations

import time

from . import cluster, environment
from .ground import MISSING_PACKAGE, call, manage, must, program

NO_TESTS = 5
WORKERS = ("-n", "2")
# Ten minutes are all there is: what takes long shows itself.
SLOWEST = ("--durations=10", "--durations-min=2")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}


def ready() -> list[str]:
    """Install what tests need; return the Debian packages that are still missing."""
    environment.sync("dev")
    environment.install_packages(environment.missing_packages())
    must(manage("compilecatalogues"), "Compiling the catalogues", **SETTINGS)
    must(manage("bundle"), "Joining the styles", **SETTINGS)
    return environment.missing_packages()


def pytest(title: str, *arguments: str, database: str = "") -> int:
    """Run pytest under a title and return its code."""
    print(f"\n== Tests {title}", flush=True)
    started = time.monotonic()
    code = call(program("pytest", *arguments), **SETTINGS, DATABASE_URL=database)
    print(f"== Tests {title}: code {code}, {time.monotonic() - started:.0f} s", flush=True)
    return code


def test(arguments: list[str]) -> int:
    """Run every small proof; arguments go to pytest and mean SQLite only."""
    missing = ready()
    if arguments:
        return pytest("on SQLite", *arguments)
    return ended(lanes("not prove", missing), missing)


def prove() -> int:
    """Run the full numbers; a lane without any is no failure, all without any is."""
    missing = ready()
    codes = lanes("prove", missing)
    return ended([code for code in codes if code != NO_TESTS] or codes[:1], missing)


def lanes(marker: str, missing: list[str]) -> list[int]:
    """Run the tests of a marker in every lane that this machine can run; return pytest's codes."""
    codes = [pytest("on SQLite", *WORKERS, *SLOWEST, "-m", f"({marker}) and not browser")]
    if "postgresql" not in missing:
        with cluster.postgres() as url:
            codes.append(pytest("on PostgreSQL", *WORKERS, "-m", f"({marker}) and not browser", database=url))
    if "chromium" not in missing:
        codes.append(pytest("in the browser", *SLOWEST, "-m", f"({marker}) and browser"))
    return codes


def ended(codes: list[int], missing: list[str]) -> int:
    """Say what could not run and return the exit code: a failure comes before a missing package."""
    if missing:
        print(f"\nNot everything could run; missing: {environment.install_command(missing)}", flush=True)
    failed = next((code for code in codes if code), 0)
    return failed or (MISSING_PACKAGE if missing else 0)
