"""Rules of the tree that import-linter cannot see."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ROOT = Path(__file__).resolve().parent.parent
APPS = {
    "core": 0,
    "accounts": 1,
    "library": 2,
    **dict.fromkeys(("translate", "desk"), 3),
    "search": 4,
    **dict.fromkeys(("centres", "affiliation", "opening", "team"), 5),
    **dict.fromkeys(("home", "furniture", "reusable", "news", "sharing"), 6),
}
SHARED = {"accounts.User", "library.Image", "library.Document"}
MODULE_LINES = 400
FUNCTION_LINES = 30
VIEW_LINES = 15


def sources() -> list[Path]:
    return [
        path
        for folder in ("cms", "centres", "home", "news", "search")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def length(node: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    first = node.body[0]
    is_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = first.end_lineno - first.lineno + 1 if is_doc else 0
    return node.end_lineno - node.lineno + 1 - doc


def test_no_relation_points_upward():
    wrong = []
    for label, layer in APPS.items():
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if isinstance(field, ForeignKey | OneToOneField | ManyToManyField) and field.related_model:
                    other = field.related_model._meta
                    if other.label not in SHARED and APPS.get(other.app_label, -1) > layer:
                        wrong.append(f"{model._meta.label}.{field.name} → {other.label}")

    assert wrong == []


def test_strings_name_no_model_of_a_higher_or_strange_app():
    wrong = []
    for path in sources():
        parts = path.relative_to(ROOT).parts
        own = parts[1] if parts[0] == "cms" and len(parts) > 2 else parts[0]
        for found in re.finditer(r'get_model\(\s*"(\w+)[".]', path.read_text(encoding="utf-8")):
            if APPS.get(found[1], -1) > APPS.get(own, 9) or (found[1] != own and {found[1], own} == {"home", "news"}):
                wrong.append(f"{path.relative_to(ROOT)}: {found[0]}")

    assert wrong == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_and_functions_keep_their_measure(path):
    text = path.read_text(encoding="utf-8")
    long_ones = [
        f"{node.name}: {length(node)}"
        for node in functions(path)
        if length(node) > (VIEW_LINES if is_view(path, node) else FUNCTION_LINES)
    ]

    assert len(text.splitlines()) <= MODULE_LINES
    assert long_ones == []
    assert path.stem != "utils"


def is_view(path: Path, node: ast.FunctionDef) -> bool:
    """Say whether a function answers a request."""
    in_views = path.name == "views.py" or path.parent.name == "views"
    takes_request = bool(node.args.args) and node.args.args[0].arg == "request"
    return in_views and takes_request and "HttpResponse" in ast.unparse(node.returns or ast.Constant(""))


def test_public_functions_of_services_take_keywords_only():
    """The subject may stand first; everything else is named."""
    wrong = []
    for path in sources():
        if path.name == "services.py" or path.parent.name == "services":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and len(node.args.args) > 1:
                    wrong.append(f"{path.relative_to(ROOT)}: {node.name}")

    assert wrong == []


def test_mail_is_sent_through_the_outbox_only():
    senders = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if re.search(r"\bsend_mail\(|EmailMessage\(|EmailMultiAlternatives\(", path.read_text(encoding="utf-8"))
    }

    assert senders <= {"cms/core/outbox.py", "cms/core/notices.py", "cms/accounts/adapter.py"}


def test_migrations_hold_no_blocks_and_stay_small():
    for folder in ("cms", "centres", "home", "news", "search"):
        for path in (ROOT / folder).rglob("migrations/0*.py"):
            assert "block_lookup" not in path.read_text(encoding="utf-8"), path
    for label in APPS:
        app = Path(apps.get_app_config(label).path)
        assert sum(path.stat().st_size for path in app.glob("migrations/0*.py")) <= 15_000, label
