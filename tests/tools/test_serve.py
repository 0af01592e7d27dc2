from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import serve

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
PARENT = "import subprocess, sys, time; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); time.sleep(60)"


def child(code: str) -> subprocess.Popen[bytes]:
    """Start a Python process as `serve.start` does, and wait for its first line."""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True)
    process.said = process.stdout.readline().decode().strip()
    process.stdout.close()
    return process


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "-1", "80.5", "²"])
def test_port_that_is_none_is_one_line(monkeypatch, capsys, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(SystemExit) as ended:
        serve.address()

    assert ended.value.code == 2
    assert capsys.readouterr().err == f"PORT must be a number from 1 to 65535, not {port!r}.\n"


def test_address_has_defaults(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("HOST", raising=False)

    assert serve.address() == ("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:81"),
        ("0.0.0.0", "http://localhost:81"),  # noqa: S104 -- compared, not bound
        ("::", "http://localhost:81"),
        ("site.example", "http://site.example:81"),
        ("fe80::1", "http://[fe80::1]:81"),
    ],
)
def test_address_for_a_person(host, url):
    assert serve.base_url(host, 81) == url


def test_taken_port_is_one_line(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(SystemExit) as ended:
            serve.require_free("127.0.0.1", port)

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        f"127.0.0.1:{port} cannot be used (Address already in use). Choose another: PORT=8001 ./run\n"
    )
    serve.require_free("127.0.0.1", port)


def test_death_of_one_process_is_said_and_fails(capsys):
    processes = {"web": child("print('ready', flush=True); import time; time.sleep(60)"), "clock": child("exit(3)")}
    processes["clock"].wait()

    assert serve.watch(processes, []) == 1
    serve.stop_all(processes)

    assert capsys.readouterr().err == "The clock process ended (code 3); ending the others.\n"
    assert processes["web"].returncode == -signal.SIGTERM


def test_signal_ends_the_watch_well():
    processes = {"web": child("print('ready', flush=True); import time; time.sleep(60)")}

    assert serve.watch(processes, [signal.SIGTERM]) == 0
    serve.stop_all(processes)


def test_children_of_children_end_and_the_deaf_are_killed():
    processes = {"web": child(PARENT), "worker": child(DEAF)}
    started = time.monotonic()

    serve.stop_all(processes, patience=0.5)

    assert time.monotonic() - started < 5
    assert processes["worker"].returncode == -signal.SIGKILL
    grandchild = Path(f"/proc/{processes['web'].said}/status")
    assert not grandchild.exists() or "zombie" in grandchild.read_text()


def test_wait_gives_up_when_a_process_dies():
    processes = {"web": child("exit(1)")}
    processes["web"].wait()

    assert not serve.wait_until_served(processes, "127.0.0.1", 9, [])


@pytest.mark.parametrize(
    ("allowed", "headers"),
    [
        ("", {}),
        ("*", {}),
        ("site.example,other.example", {"Host": "site.example"}),
        (".site.example", {"Host": "site.example"}),
    ],
)
def test_site_is_asked_by_its_own_name(monkeypatch, allowed, headers):
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)

    assert serve.own_name() == headers


def test_every_process_has_its_command():
    commands = serve.commands("127.0.0.1", 8123)

    assert list(commands) == ["web", "worker", "clock"]
    assert commands["web"][-1] == "cms.wsgi:application"
    assert "8123" in commands["web"]
