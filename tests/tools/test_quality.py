from __future__ import annotations

import re
import sys

from tools import quality
from tools.ground import ROOT


def test_check_that_fails_keeps_its_words(tmp_path):
    code = "import os, sys; print(os.environ['WHAT'], os.environ['MONDCIVITAN_VAR']); sys.exit(4)"
    check = quality.Check("a check", [sys.executable, "-c", code], {"WHAT": "this"})

    result = quality.perform(check, str(tmp_path))

    assert (result.name, result.code) == ("a check", 4)
    assert result.words == f"this {tmp_path}/a-check"


def test_types_are_held_in_every_app():
    modules = quality.typed_modules()

    assert {"cms/core/queries.py", "cms/accounts/forms.py", "search/services.py", "home/queries.py"} <= set(modules)
    assert any(re.match(r"cms/accounts/services/\w+\.py", name) for name in modules)
    assert not [name for name in modules if "migrations" in name or name.startswith("tests")]


def test_every_package_is_held():
    assert {"cms", "centres", "home", "news", "search", "tests", "tools"} <= set(quality.packages())
    assert not {"tests", "tools"} & set(quality.apps())


def test_layers_name_every_package():
    text = (ROOT / "pyproject.toml").read_text()

    roots = re.search(r"root_packages = \[(.*)\]", text)[1]

    assert sorted(re.findall(r'"(\w+)"', roots)) == quality.apps()


def test_contributing_names_every_check():
    gates = (ROOT / "CONTRIBUTING.md").read_text()

    missing = [check.name for check in quality.checks() if check.name.split()[0] not in gates]

    assert missing == []
