"""The Python environment and the Debian packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from .ground import BIN, PYTHON, ROOT, must, require_writable

# What tests need beside Python: the Debian package, and a file or a program that shows it is there.
TEST_PACKAGES = {
    "chromium": "/usr/bin/chromium",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "poppler-utils": "/usr/bin/pdftotext",
    "gettext": "/usr/bin/xgettext",
}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
MARK = BIN.parent / "installed"


def lock_digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def installed() -> tuple[str, str]:
    """Return the name and the digest of the lock that was installed last."""
    name, _space, digest = MARK.read_text(encoding="utf-8").partition(" ") if MARK.is_file() else ("", "", "")
    return name, digest


def sync(name: str) -> None:
    """Install exactly what the lock says; serving does not take away what tests installed."""
    have, digest = installed()
    if have == "dev":
        name = "dev"
    if (have, digest) == (name, lock_digest(name)):
        return
    require_writable(BIN.parent)
    print(f"Installing requirements/{name}.txt …", flush=True)
    MARK.unlink(missing_ok=True)
    options = ["--require-hashes", "--compile-bytecode", "--python", PYTHON]
    must([*uv_pip("sync"), *options, f"requirements/{name}.txt"], "Installing the requirements")
    MARK.write_text(f"{name} {lock_digest(name)}", encoding="utf-8")


def uv_pip(verb: str) -> list[str]:
    """Return uv's command; the machine's certificates know its proxies, where it has any."""
    certificates = ["--system-certs"] if CERTIFICATES.exists() else []
    return [str(BIN / "uv"), "pip", verb, "--quiet", *certificates]


def compile_locks() -> None:
    """Write requirements/*.txt anew from pyproject.toml, with hashes and without any host's name."""
    sources = {
        "uv": ["--group", "pyproject.toml:starter"],
        "base": ["pyproject.toml"],
        # What runs is the same beside the tools as alone.
        "dev": ["pyproject.toml", "--group", "dev", "--constraint", "requirements/base.txt"],
    }
    options = "--upgrade --generate-hashes --universal --no-emit-index-url --no-emit-find-links --python-version 3.11"
    header = ["--custom-compile-command", "./run lock"]
    for name, source in sources.items():
        target = ["--output-file", f"requirements/{name}.txt"]
        command = [*uv_pip("compile"), *options.split(), *header, *source, *target]
        must(command, f"Compiling requirements/{name}.txt")


def is_there(package: str) -> bool:
    """Say whether what a Debian package brings is on this machine, wherever it came from."""
    path = Path(TEST_PACKAGES[package])
    pattern = path.relative_to("/").as_posix()
    return any(Path("/").glob(pattern)) or shutil.which(path.name) is not None


def missing_packages() -> list[str]:
    return [package for package in TEST_PACKAGES if not is_there(package)]


def install_packages(packages: list[str]) -> None:
    """Install Debian packages when root; what could not be installed stays missing."""
    if not packages or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"Installing {', '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *command],
            check=False,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            print((done.stdout + done.stderr)[-1000:].strip(), flush=True)


def install_command(packages: list[str]) -> str:
    return f"apt-get install --no-install-recommends {' '.join(packages)}"
