"""The Python environment and the Debian packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from .ground import BIN, ROOT, must, stop

# What tests need beside Python: the program that shows a package is there, and the package.
TEST_PACKAGES = {
    "/usr/bin/chromium": "chromium",
    "/usr/lib/postgresql/15/bin/initdb": "postgresql",
    "/usr/bin/pdftotext": "poppler-utils",
    "/usr/bin/xgettext": "gettext",
}
LOCKS = ("base", "dev")


def lock_digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """Return which lock was installed last, by name and digest."""
    mark = BIN.parent / "installed"
    return dict([mark.read_text().split()]) if mark.exists() else {}


def sync(name: str) -> None:
    """Install exactly what the lock says; a run does not take away what tests installed."""
    have = installed()
    if name == "base" and "dev" in have:
        name = "dev"
    if have.get(name) == lock_digest(name):
        return
    if not os.access(BIN.parent, os.W_OK):
        stop(f"This folder cannot be written to: {BIN.parent}")
    print(f"Installing requirements/{name}.txt …", flush=True)
    must(
        [str(BIN / "uv"), "pip", "sync", "--quiet", "--require-hashes", "--python", str(BIN / "python"),
         f"requirements/{name}.txt"],
        "Installing the requirements",
    )  # fmt: skip
    (BIN.parent / "installed").write_text(f"{name} {lock_digest(name)}")


def compile_locks() -> None:
    """Write requirements/*.txt anew from pyproject.toml, with hashes and without any host's name."""
    for name in LOCKS:
        group = ["--group", "dev"] if name == "dev" else []
        must(
            [str(BIN / "uv"), "pip", "compile", "--quiet", "--upgrade", "--generate-hashes", "--universal", "--no-emit-index-url",
             "--no-emit-find-links", "--python-version", "3.11", *group, "pyproject.toml", "-o", f"requirements/{name}.txt"],
            f"Compiling requirements/{name}.txt",
        )  # fmt: skip


def missing_packages() -> list[str]:
    """Return the Debian packages that tests need and this machine lacks."""
    return [package for program, package in TEST_PACKAGES.items() if not is_there(program)]


def is_there(program: str) -> bool:
    if "postgresql" in program:
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(program).exists() or shutil.which(Path(program).name) is not None


def install_packages(packages: list[str]) -> list[str]:
    """Install Debian packages when root; return what is still missing."""
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], check=False, **quiet)
    return missing_packages()
