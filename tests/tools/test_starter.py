from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.ground import ROOT

PROGRAMS = ("sh", "dirname", "id", "cat")
# Answers the starter's first question and refuses the second one.
WITHOUT_VENV = """#!/bin/sh
case "$2" in *version_info*) exit 0 ;; *) exit 1 ;; esac
"""
OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def machine(tmp_path):
    """A folder with the project's starter, and a path with hardly a program on it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "path").mkdir()
    shutil.copy(ROOT / "run", tmp_path / "site" / "run")
    for name in PROGRAMS:
        (tmp_path / "path" / name).symlink_to(shutil.which(name))
    return tmp_path


def add_python(machine: Path, name: str, text: str) -> None:
    (machine / "path" / name).write_text(text)
    (machine / "path" / name).chmod(0o755)


def start(machine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(machine / "site" / "run")],
        env={"PATH": str(machine / "path")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("pythons", [(), ("python3", "python3.11")])
def test_no_python_or_an_old_one_is_one_line(machine, pythons):
    for name in pythons:
        add_python(machine, name, OLD)

    done = start(machine)

    assert done.returncode == 3
    assert done.stderr == ("Python 3.11, 3.12 or 3.13 is needed. On Debian: apt-get install python3 python3-venv\n")
    assert done.stdout == ""


def test_missing_venv_module_is_one_line_with_the_package(machine):
    add_python(machine, "python3.12", WITHOUT_VENV)

    done = start(machine)

    assert done.returncode == 3
    assert done.stderr == "Python's venv module is missing. On Debian: apt-get install python3.12-venv\n"


@pytest.mark.parametrize("arguments", [["no-such-command"], ["lint", "everything"], ["serve", "8000"]])
def test_wrong_use_is_one_line(arguments):
    done = subprocess.run([str(ROOT / "run"), *arguments], capture_output=True, text=True, check=False)

    assert done.returncode == 64
    assert done.stderr.count("\n") == 1
    assert arguments[0] in done.stderr


def test_help_lists_every_command():
    from tools import __main__

    listed = {line.split()[1] for line in __main__.HELP.splitlines() if line.split()[1:2] and line.startswith("./run ")}

    assert set(__main__.ALONE + __main__.WITH_ARGUMENTS) - {"serve"} <= listed
