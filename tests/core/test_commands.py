"""The style sheet that pages load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.core.management.commands import bundle


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { color: red; } /* why */\n\n\n  b { top: 0 }\n", "a { color: red; }\nb { top: 0 }\n"),
        ('a::before { content: "/* kept */  x"; }', 'a::before { content: "/* kept */  x"; }\n'),
        ("a::before { content: '\\'/*'; } /* gone */", "a::before { content: '\\'/*'; }\n"),
        ("a { background: url(data:image/svg+xml;a/*b*/c) }", "a { background: url(data:image/svg+xml;a/*b*/c) }\n"),
        ('a { background: url("x/*y*/z") }', 'a { background: url("x/*y*/z") }\n'),
        ("a/**/b { top: 0 }", "a b { top: 0 }\n"),
        ("/*! licence */\na { top: 0 }", "/*! licence */\na { top: 0 }\n"),
        ("/* * / ** */a { width: calc(1px + 2px) }", "a { width: calc(1px + 2px) }\n"),
    ],
)
def test_only_comments_and_room_go(css: str, expected: str) -> None:
    assert bundle.shrink(css) == expected
    assert bundle.shrink(expected) == expected


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundle, "BASE_DIR", tmp_path)
    monkeypatch.setattr(bundle, "VAR_DIR", tmp_path / "var")
    (tmp_path / "static" / "css" / "site").mkdir(parents=True)
    return tmp_path


def test_sheets_are_joined_in_the_order_of_their_names(folders: Path) -> None:
    for name in ("20-b", "10-a", "30-c"):
        (folders / "static" / "css" / "site" / f"{name}.css").write_text(f".{name[3:]} {{ top: 0 }}\n")

    call_command("bundle")

    target = folders / "var" / "bundled" / "css" / "site.css"
    assert target.read_text() == ".a { top: 0 }\n.b { top: 0 }\n.c { top: 0 }\n"
    assert list(target.parent.iterdir()) == [target]


def test_an_unchanged_sheet_keeps_its_date(folders: Path) -> None:
    source = folders / "static" / "css" / "site" / "a.css"
    source.write_text("a { top: 0 }")
    call_command("bundle")
    target = folders / "var" / "bundled" / "css" / "site.css"
    os.utime(target, (1, 1))
    call_command("bundle")
    assert target.stat().st_mtime == 1

    source.write_text("a { top: 1px }")
    call_command("bundle")
    assert target.read_text() == "a { top: 1px }\n"


def test_nothing_to_join_is_said(folders: Path) -> None:
    with pytest.raises(CommandError, match="no style sheet"):
        call_command("bundle")
