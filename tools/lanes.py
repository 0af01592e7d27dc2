"""The lanes: `test` (each proof small) and `prove` (the full numbers), on SQLite, on PostgreSQL, in the browser."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable

from . import cluster, environment
from .ground import MISSING_PACKAGE, ROOT, RUNNING, call, joined, manage, must, program

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


def beside(title: str, *arguments: str) -> Callable[[], int]:
    """Start pytest beside what else runs; the function that is returned waits, shows what it said, gives its code."""
    said = tempfile.TemporaryFile("w+")  # noqa: SIM115 -- closed when it was shown
    started = time.monotonic()
    environment_of_lane = joined({**SETTINGS, "DATABASE_URL": ""})
    process = subprocess.Popen(
        program("pytest", *arguments),
        cwd=ROOT,
        env=environment_of_lane,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT,
    )
    RUNNING.add(process)

    def finish() -> int:
        code = process.wait()
        RUNNING.discard(process)
        with said:
            said.seek(0)
            print(f"\n== Tests {title}\n{said.read()}", flush=True)
        print(f"== Tests {title}: code {code}, {time.monotonic() - started:.0f} s", flush=True)
        return code

    return finish


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
    """Run the tests of a marker in every lane that this machine can run; return pytest's codes.

    The browser waits more than it works, so its lane runs beside the others.
    """
    browser = None
    if "chromium" not in missing:
        browser = beside("in the browser", *SLOWEST, "-m", f"({marker}) and browser")
    codes = [pytest("on SQLite", *WORKERS, *SLOWEST, "-m", f"({marker}) and not browser")]
    if "postgresql" not in missing:
        with cluster.postgres() as url:
            codes.append(pytest("on PostgreSQL", *WORKERS, "-m", f"({marker}) and not browser", database=url))
    return [*codes, browser()] if browser else codes


def ended(codes: list[int], missing: list[str]) -> int:
    """Say what could not run and return the exit code: a failure comes before a missing package."""
    if missing:
        print(f"\nNot everything could run; missing: {environment.install_command(missing)}", flush=True)
    failed = next((code for code in codes if code), 0)
    return failed or (MISSING_PACKAGE if missing else 0)
