from __future__ import annotations

import re
import tomllib

import pytest

from tools import environment, lanes
from tools.ground import MISSING_PACKAGE, ROOT

LOCKS = ("uv", "base", "dev")


def pins(name: str) -> list[tuple[str, str]]:
    """Return the names and versions of a lock; a name may have two versions, each for some machines."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_a_hash_for_everything_and_names_no_host(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]

    assert len(blocks) == len(pins(name)) > 0
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"://|--(index-url|extra-index-url|find-links|trusted-host)", text)


def test_tools_run_beside_the_same_versions_as_the_site():
    assert set(pins("base")) - set(pins("dev")) == set()


def test_every_dependency_has_a_floor():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]

    assert [item for group in groups for item in group if ">=" not in item] == []


def test_locks_answer_to_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "base": project["project"]["dependencies"],
        "dev": project["dependency-groups"]["dev"],
        "uv": project["dependency-groups"]["starter"],
    }

    for name, items in wanted.items():
        assert {re.match(r"[\w.-]+", item)[0].lower() for item in items} <= {pin for pin, _version in pins(name)}


def test_package_is_known_by_what_it_brings(tmp_path, monkeypatch):
    (tmp_path / "15" / "bin").mkdir(parents=True)
    (tmp_path / "15" / "bin" / "initdb").write_text("")
    monkeypatch.setattr(
        environment,
        "TEST_PACKAGES",
        {"there": f"{tmp_path}/*/bin/initdb", "on-the-path": "/nowhere/sh", "gone": f"{tmp_path}/no-such-program"},
    )

    assert environment.missing_packages() == ["gone"]
    assert environment.install_command(["gone"]) == "apt-get install --no-install-recommends gone"


def test_failure_comes_before_a_missing_package(capsys):
    assert lanes.ended([0, 0], []) == 0
    assert lanes.ended([0, 1, 0], []) == 1
    assert lanes.ended([0, 1], ["chromium"]) == 1
    assert lanes.ended([0, 0], ["chromium", "postgresql"]) == MISSING_PACKAGE == 3
    assert "apt-get install --no-install-recommends chromium postgresql" in capsys.readouterr().out


def test_lock_that_is_installed_is_not_installed_again(tmp_path, monkeypatch, capsys):
    mark = tmp_path / "installed"
    monkeypatch.setattr(environment, "MARK", mark)
    monkeypatch.setattr(environment, "BIN", tmp_path / "no-programs")
    mark.write_text(f"dev {environment.lock_digest('dev')}")

    environment.sync("base")
    environment.sync("dev")

    assert capsys.readouterr().out == ""
    assert environment.installed() == ("dev", environment.lock_digest("dev"))
