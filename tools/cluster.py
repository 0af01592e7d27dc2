"""A PostgreSQL of the tests' own: made in the var folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Return the folder of the newest installed server, if any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


def as_postgres(command: list[str]) -> list[str]:
    """Return the command as the user postgres when root: the server refuses root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if os.geteuid() == 0 else command


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh server that forgets safety for speed."""
    folder = programs()
    if folder is None:
        raise FileNotFoundError("no PostgreSQL server is installed")
    home = Path(tempfile.mkdtemp(prefix="mondcivitan-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    data, port = home / "data", free_port()
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": home}
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    server = as_postgres([str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options])
    try:
        subprocess.run(as_postgres([str(folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]), **quiet)
        subprocess.run([*server, "start"], **quiet)
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*server, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(home, ignore_errors=True)
