"""A PostgreSQL of the tests' own: made in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .ground import stop

WAIT_SECONDS = 30
STOP_SECONDS = 10
# Safety against a crash of the machine is given up for speed: the data live as long as the tests.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
INITDB = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]


def programs() -> Path | None:
    """Return the folder of the newest installed server, if any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def as_server(command: list[str]) -> list[str]:
    """Return the command as it must be run: never by root, and ended with the tests."""
    user = ["--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *user, "--pdeathsig=INT", *command]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh server."""
    folder = programs()
    if folder is None:
        stop("No PostgreSQL server is installed.")
    home = Path(tempfile.mkdtemp(prefix="mondcivitan-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    server = None
    try:
        make(folder, home)
        port = free_port()
        server = start(folder, home, port)
        wait(server, home, port)
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        if server:
            end(server)
        shutil.rmtree(home, ignore_errors=True)


def make(folder: Path, home: Path) -> None:
    command = as_server([str(folder / "initdb"), "-D", str(home / "data"), *INITDB])
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"PostgreSQL could not be made ready: {done.stderr.strip()[-500:]}")


def start(folder: Path, home: Path, port: int) -> subprocess.Popen[bytes]:
    options = {**FAST, "port": str(port), "unix_socket_directories": str(home), "listen_addresses": "127.0.0.1"}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with (home / "log").open("wb") as log:
        command = as_server([str(folder / "postgres"), "-D", str(home / "data"), *settings])
        return subprocess.Popen(command, cwd=home, stdout=log, stderr=log, start_new_session=True)


def wait(server: subprocess.Popen[bytes], home: Path, port: int) -> None:
    """Wait until the server takes connections, or stop with its last words."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    stop(f"PostgreSQL did not start: {(home / 'log').read_text(errors='replace').strip()[-500:]}")


def end(server: subprocess.Popen[bytes]) -> None:
    """End the server at once; its data are thrown away."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
