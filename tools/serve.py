"""`./run`: makes ready what is not, then web, worker and clock until Ctrl-C."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from . import environment, stamp
from .ground import ROOT, is_demonstration, manage, must, program, require_writable, stop, var_dir

WAIT_SECONDS = 60
STOP_SECONDS = 9
LOCAL = ("127.0.0.1", "::1", "localhost")
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
ADVICE = "Set MONDCIVITAN_VAR to a folder that can."
PR_SET_PDEATHSIG = 1
# Python computes one thing at a time: more threads than these would only hold more database connections.
GRANIAN = "--blocking-threads 4 --workers-kill-timeout 6 --no-ws --log-level warning"

Processes = dict[str, "subprocess.Popen[bytes]"]


def address() -> tuple[str, int]:
    """Return HOST and PORT, or stop with one line."""
    port = os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
    return os.environ.get("HOST", "127.0.0.1"), int(port)


def base_url(host: str, port: int) -> str:
    """Return the address that a person on this machine types."""
    name = "localhost" if host in LOCAL or host in ANYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def require_free(host: str, port: int) -> None:
    """Stop with one line when nothing can listen there."""
    try:
        family, kind, protocol, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        stop(f"{host}:{port} cannot be used ({error.strerror}). Choose another: PORT=8001 ./run")


@contextmanager
def alone() -> Iterator[None]:
    """Let one start at a time make the var folder ready."""
    with (var_dir() / "start.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is making the same folder ready; waiting for it …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def do(step: stamp.Step) -> None:
    """Do a step unless its stamp says that nothing changed."""
    if step.is_done():
        return
    print(f"{step.title} …", flush=True)
    for command in step.commands:
        said = must(manage(*command), step.title)
        if command == stamp.SHOW_ACCOUNTS:
            accounts_file().write_text(said, encoding="utf-8")
    step.mark()


def accounts_file() -> Path:
    """Return where the sign-ins are kept, so that an unchanged start need not ask for them."""
    return var_dir() / "stamps" / "accounts"


def prepare() -> None:
    """Do the steps whose files changed since they were done; files and database at the same time."""
    stored = (stamp.DATABASE, stamp.SETUP, *([stamp.DEMONSTRATION] if is_demonstration() else []))
    accounts_file().parent.mkdir(parents=True, exist_ok=True)
    with alone(), ThreadPoolExecutor(1) as pool:
        do(stamp.CATALOGUES)
        static = pool.submit(do, stamp.STATIC)
        for step in stored:
            do(step)
        static.result()


def commands(host: str, port: int) -> dict[str, list[str]]:
    """Return the command line of each of the three processes."""
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    web = f"--interface wsgi --host {host} --port {port} --workers {workers} {GRANIAN} cms.wsgi:application"
    return {
        "web": program("granian", *web.split()),
        "worker": manage("db_worker", "--interval", "0.5", "--no-startup-delay"),
        "clock": manage("tick", "--every", "60"),
    }


def end_with_parent() -> None:
    """Ask Linux to end this process when the starter is killed, so that none is orphaned."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(host: str, port: int) -> Processes:
    """Start the three processes, each at the head of a group of its own."""
    return {
        name: subprocess.Popen(
            command,
            cwd=ROOT,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs any more
        )
        for name, command in commands(host, port).items()
    }


def dead(processes: Processes) -> str:
    """Return the name of a process that ended, if any."""
    return next((name for name, process in processes.items() if process.poll() is not None), "")


def own_name() -> dict[str, str]:
    """Return the header by which the site knows itself when it answers to its own names only."""
    name = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".*")
    return {"Host": name} if name else {}


def wait_until_served(processes: Processes, host: str, port: int, ended: list[int]) -> bool:
    """Wait for the first answer; return False when a process or the patience ends before it."""
    url = f"{base_url(ANYWHERE.get(host, host), port)}/healthz"
    request = urllib.request.Request(url, headers=own_name())
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline and not dead(processes) and not ended:
        with suppress(OSError), urllib.request.urlopen(request, timeout=2):
            return True
        time.sleep(0.1)
    return False


def stop_all(processes: Processes, patience: float = STOP_SECONDS) -> None:
    """End every process and its children, by force when they take too long."""
    for process in processes.values():
        signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + patience
    for process in processes.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        signal_group(process, signal.SIGKILL)
        process.wait()


def signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a process and its children; those that are gone are no error."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def show(host: str, port: int) -> None:
    """Print where to look and how to sign in."""
    base = os.environ["BASE_URL"].rstrip("/")
    print(f"\nThe site:              {base}/\nThe editors' screens:  {base}/cms/")
    if is_demonstration():
        accounts = accounts_file().read_text(encoding="utf-8").strip()
        print(f"The mails it sent:     {base}/demo/mailbox/\n\nDemonstration sign-ins:\n{accounts}")
    if host not in LOCAL and not own_name():
        print("\nOther machines reach it by the names in ALLOWED_HOSTS (environment or .env).")
    print("\nCtrl-C ends everything.", flush=True)


def watch(processes: Processes, ended: list[int]) -> int:
    """Wait for a signal or for the death of a process; return the exit code."""
    while not ended:
        name = dead(processes)
        if name:
            print(f"The {name} process ended (code {processes[name].returncode}); ending the others.", file=sys.stderr)
            return 1
        time.sleep(0.2)
    return 0


def serve() -> int:
    """Serve until a signal or the death of a process; return the exit code."""
    host, port = address()
    require_writable(var_dir(), ADVICE)
    require_free(host, port)
    os.environ.setdefault("BASE_URL", base_url(host, port))
    environment.sync("base")
    prepare()
    ended: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ended.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    processes = start(host, port)
    try:
        if wait_until_served(processes, host, port, ended):
            show(host, port)
        elif not ended and not dead(processes):
            stop(f"The site did not answer within {WAIT_SECONDS} seconds.", 1)
        code = watch(processes, ended)
    finally:
        stop_all(processes)
    print("Ended.", flush=True)
    return code
