"""Rules of templates, styles and words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right)|(left|right)\s*:|(text-align|float):\s*(left|right))"
)
BANNED_IN_ERRORS = re.compile(r"\b(please|sorry|oops|invalid|forbidden)\b", re.IGNORECASE)


def words_of(template: str) -> list[str]:
    """Return the msgids of a template."""
    simple = re.findall(r"{%-?\s*(?:translate|trans)\s+([\"'])(.*?)\1", template)
    blocks = re.findall(
        r"{%\s*blocktrans(?:late)?.*?%}(.*?){%\s*(?:plural|endblocktrans(?:late)?)", template, re.DOTALL
    )
    return [text for _quote, text in simple] + blocks


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_has_no_inline_script_style_or_handler(path):
    text = path.read_text(encoding="utf-8")

    if "mail" not in path.parts:
        assert not re.search(r"<style|\sstyle=|\son\w+=\"", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text
    assert not re.search(r"{%\s*blocktrans(late)?(?![^%]*trimmed)", text), "blocktranslate without trimmed"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_words_are_plain(path):
    for text in words_of(path.read_text(encoding="utf-8")):
        assert not BANNED_IN_ERRORS.search(text), text
        assert "!" not in text
        assert "click here" not in text.lower()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_styles_use_tokens_and_logical_sides(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not PHYSICAL.search(text)
    if "token" not in path.name and path.name != "desk.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(rgb|hsl|oklch)\(", text)


def test_every_template_is_used():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("cms", "centres", "home", "news", "search", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".xml"}
    )
    overriding = {"allauth", "account", "mfa", "usersessions", "wagtailadmin", "mail", "errors", "django"}
    unused = [
        name
        for path in TEMPLATES
        if (name := path.relative_to(ROOT / "templates").as_posix()).split("/")[0] not in overriding
        and path.name not in code
    ]

    assert unused == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_documents_lead_to_files(path):
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]

    assert [link for link in local if not (path.parent / link).exists()] == []


def test_every_document_is_linked_from_somewhere():
    texts = {path: path.read_text(encoding="utf-8") for path in DOCUMENTS}
    linked = {
        (path.parent / link).resolve() for path, text in texts.items() for link in re.findall(r"\]\(([^)#\s]+)", text)
    }

    assert [path.name for path in DOCUMENTS if path.parent != ROOT and path.resolve() not in linked] == []
