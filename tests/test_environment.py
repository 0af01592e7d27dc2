"""`.env.example` names exactly what settings read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def names_read() -> set[str]:
    found = set()
    for path in [ROOT / "cms" / "env.py", *(ROOT / "cms" / "settings").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_read = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
            if is_read and ast.unparse(node.func.value) == "env" and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def test_example_names_all_that_settings_read():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    named = set(re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE))

    assert named == names_read()
    assert len(named) > 15


def test_environment_is_read_nowhere_else():
    readers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("cms", "centres", "home", "news", "search")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text(encoding="utf-8"))
    }

    assert readers == set()
