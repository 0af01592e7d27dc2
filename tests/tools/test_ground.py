from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import ground


def test_values_of_an_environment_file():
    text = "# PORT=1\n\nPORT=8100\nexport HOST = '0.0.0.0'\nBASE_URL=\"https://a.example/?b=c\"\nnonsense\n"

    assert ground.values_of(text) == {"PORT": "8100", "HOST": "0.0.0.0", "BASE_URL": "https://a.example/?b=c"}  # noqa: S104 -- a value


def test_file_gives_way_to_the_environment_and_says_nothing_else(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("PORT=8100\nWEB_CONCURRENCY=7\nSECRET_KEY=kept-to-itself\n")
    monkeypatch.setattr(ground, "ROOT", tmp_path)
    monkeypatch.setenv("PORT", "8200")
    for name in ("WEB_CONCURRENCY", "SECRET_KEY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)

    ground.adopt_file()

    assert os.environ["PORT"] == "8200"
    assert os.environ["WEB_CONCURRENCY"] == "7"
    assert "SECRET_KEY" not in os.environ


def test_var_folder_follows_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("MONDCIVITAN_VAR", str(tmp_path / "elsewhere"))
    assert ground.var_dir() == tmp_path / "elsewhere"

    monkeypatch.setenv("MONDCIVITAN_VAR", "")
    assert ground.var_dir() == ground.ROOT / "var"


def test_folder_that_cannot_be_written_to_is_one_line(capsys):
    with pytest.raises(SystemExit) as ended:
        ground.require_writable(Path("/proc/no-such-folder"), "Choose another.")

    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("The folder /proc/no-such-folder cannot be written to (")
    assert said.endswith("). Choose another.\n")
    assert said.count("\n") == 1


def test_writable_folder_is_made_and_left_empty(tmp_path):
    ground.require_writable(tmp_path / "a" / "b")

    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_must_returns_words_and_shows_those_of_a_failure(capsys):
    assert ground.must([sys.executable, "-c", "print('done')"], "Trying") == "done\n"

    with pytest.raises(SystemExit) as ended:
        ground.must([sys.executable, "-c", "import sys; print('why'); sys.exit(7)"], "Trying")

    assert ended.value.code == 2
    assert capsys.readouterr().err == "why\nTrying failed (code 7); its last words are above.\n"


def test_signal_during_a_step_ends_the_step_too(tmp_path):
    program = (
        "from tools import ground\n"
        "import sys\n"
        "ground.heed_signals()\n"
        "child = \"import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)\"\n"
        "try:\n"
        f"    ground.ROOT = {str(tmp_path)!r}\n"
        "    ground.must([sys.executable, '-c', child], 'Waiting')\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2])
    pid = int(wait_for(tmp_path / "pid"))

    starter.send_signal(signal.SIGTERM)

    assert starter.wait(timeout=10) == 130
    wait_until_gone(pid)


def wait_for(path: Path) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"process {pid} still runs")
