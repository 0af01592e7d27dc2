"""Join the site's style sheets into the one that pages load."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.env import BASE_DIR, VAR_DIR

# Strings and addresses are passed over whole, so that nothing inside them is taken for a comment or for room.
TOKENS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\(\s*[^"'\s)][^)]*\)|/\*!.*?\*/)"""
    r"""|(?P<comment>/\*.*?\*/)|(?P<room>[ \t\f]*\r?\n\s*)""",
    re.DOTALL,
)


def shrink(css: str) -> str:
    """Return the style sheet without comments (but /*! … */), indents and empty lines."""

    def replace(match: re.Match[str]) -> str:
        if match["kept"]:
            return match["kept"]
        return "\n" if match["room"] else " "

    lines = TOKENS.sub(replace, css)
    return TOKENS.sub(replace, lines).strip() + "\n"


def write_if_changed(path: Path, content: str) -> bool:
    """Write whole or not at all, and only what differs, so that an unchanged file keeps its date."""
    if path.is_file() and path.read_text(encoding="utf-8") == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)
    return True


class Command(BaseCommand):
    help = "Join static/css/site/*.css, in the order of their names, into css/site.css of the var folder."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        source = BASE_DIR / "static" / "css" / "site"
        sheets = sorted(source.glob("*.css"))
        if not sheets:
            raise CommandError(f"no style sheet in {source}")
        target = VAR_DIR / "bundled" / "css" / "site.css"
        content = "".join(shrink(sheet.read_text(encoding="utf-8")) for sheet in sheets)
        written = write_if_changed(target, content)
        self.stdout.write(
            f"{target}: {len(sheets)} sheets, {len(content.encode())} bytes" + ("" if written else ", unchanged")
        )
