"""`./run`: makes ready what is not, then web, worker and clock until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from . import environment, stamp
from .ground import BIN, PYTHON, ROOT, manage, must, stop, var_dir

WAIT_SECONDS = 60
STOP_SECONDS = 10
PREPARATION = {
    "catalogues": ("Compiling the catalogues", [["compilecatalogues"]]),
    "static": ("Joining and collecting styles and scripts", [["bundle"], ["collectstatic", "--noinput", "-v0"]]),
    "database": ("Migrating the database", [["migrate", "-v0"]]),
    "setup": ("Setting up languages, home pages, groups", [["setup"]]),
    "demonstration": ("Telling the demonstration story", [["demo"]]),
}


def address() -> tuple[str, int]:
    """Return HOST and PORT, or stop with one line."""
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
    return os.environ.get("HOST", "127.0.0.1"), int(port)


def require_free(host: str, port: int) -> None:
    """Stop with one line when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            stop(f"{host}:{port} cannot be used ({error.strerror}). Choose another: PORT=8001 ./run")


def require_writable() -> None:
    """Stop with one line when the var folder cannot be written to."""
    folder = var_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        stop(f"The folder {folder} cannot be written to ({error.strerror}). Set MONDCIVITAN_VAR to one that can.")


def prepare() -> None:
    """Do the steps whose files changed since they were done."""
    for step, (what, commands) in PREPARATION.items():
        if not stamp.is_done(step):
            print(f"{what} …", flush=True)
            for command in commands:
                must(manage(*command), what)
            stamp.mark(step)


def start(host: str, port: int) -> dict[str, subprocess.Popen[bytes]]:
    """Start the three processes."""
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    commands = {
        "web": [str(BIN / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", workers,
                "--no-ws", "--log-level", "warning", "cms.wsgi:application"],
        "worker": [PYTHON, "manage.py", "db_worker", "--interval", "0.5", "--no-startup-delay"],
        "clock": [PYTHON, "manage.py", "tick", "--every", "60"],
    }  # fmt: skip
    return {
        name: subprocess.Popen(command, cwd=ROOT, start_new_session=True) for name, command in commands.items()
    }


def wait_until_served(processes: dict[str, subprocess.Popen[bytes]], base: str) -> None:
    """Wait for the first answer, or stop when a process ends before it."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in processes.values()):
            return
        try:
            urllib.request.urlopen(f"{base}/healthz", timeout=2)
            return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)


def stop_all(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """End every process and its children, by force after ten seconds."""
    for process in processes.values():
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def show(base: str) -> None:
    """Print where to look and how to sign in."""
    accounts = subprocess.run(
        manage("demo", "--show-accounts"), cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    print(f"\nThe site:              {base}/\nThe editors' screens:  {base}/cms/")
    print(f"The mails it sent:     {base}/demo/mailbox/\n\nDemonstration sign-ins:\n{accounts}\nCtrl-C ends everything.", flush=True)


def serve() -> int:
    """Serve until a signal or the death of a process; return the exit code."""
    host, port = address()
    require_writable()
    require_free(host, port)
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host
    base = f"http://{shown}:{port}"
    os.environ.setdefault("BASE_URL", base)
    environment.sync("base")
    prepare()
    ended: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ended.append(number)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    processes = start(host, port)
    try:
        wait_until_served(processes, f"http://{'127.0.0.1' if shown == 'localhost' else host}:{port}")
        if not ended:
            show(base)
        while not ended:
            for name, process in processes.items():
                if process.poll() is not None:
                    print(f"The {name} process ended (code {process.returncode}); ending the others.", file=sys.stderr)
                    return 1
            time.sleep(0.2)
    finally:
        stop_all(processes)
    print("Ended.", flush=True)
    return 0
