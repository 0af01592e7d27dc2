"""The lanes: `test` (each proof small), `prove` (the full numbers), on SQLite, on PostgreSQL, in the browser."""

from __future__ import annotations

import os

from . import cluster, environment
from .ground import MISSING_PACKAGE, PYTHON, call, manage, must

NO_TESTS = 5
SETTINGS = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}


def pytest(*arguments: str, **values: str) -> int:
    """Run pytest and return its code; having nothing to run is no failure of a lane that was asked for all."""
    code = call([PYTHON, "-m", "pytest", *arguments], **SETTINGS, **values)
    return 0 if code == NO_TESTS else code


def ready() -> list[str]:
    """Install what tests need; return the Debian packages that are still missing."""
    environment.sync("dev")
    missing = environment.missing_packages()
    still = environment.install_packages(missing) if missing else []
    must(manage("compilecatalogues"), "Compiling the catalogues")
    must(manage("bundle"), "Joining the styles")
    return still


def run(arguments: list[str], *, proof: bool = False) -> int:
    """Run a lane; arguments go to pytest and mean SQLite only."""
    missing = ready()
    if arguments:
        return pytest(*arguments)
    marker = "prove" if proof else "not prove"
    codes = [_titled("SQLite", "-n", "2", "-m", f"({marker}) and not browser")]
    if "postgresql" not in missing:
        with cluster.postgres() as url:
            codes.append(_titled("PostgreSQL", "-n", "2", "-m", f"({marker}) and not browser", DATABASE_URL=url))
    if "chromium" not in missing:
        codes.append(_titled("the browser", "-m", f"({marker}) and browser"))
    if missing:
        print(f"\nNot everything could run. Missing packages: apt-get install {' '.join(missing)}")
    failed = next((code for code in codes if code), 0)
    return failed or (MISSING_PACKAGE if missing else 0)


def _titled(title: str, *arguments: str, **values: str) -> int:
    print(f"\n== Tests on {title}" if title != "the browser" else "\n== Tests in the browser", flush=True)
    return pytest(*arguments, **values)


def forbid_skips() -> None:
    """Make every skipped test a failure, as CI does."""
    os.environ["MONDCIVITAN_NO_SKIPS"] = "1"
