"""Measure a page of 60 nested blocks in the editor, beside a page of one: `python tools/bench_editor.py [--rounds N]`.

Both pages are opened, saved as a draft, published and shown in turn, through the real views in one process, on a fresh
SQLite database; tasks run inside, as in tests. The blocks are the registered ones with their examples, every third
inside a column. A ratio says what the long page costs beside the short one in the same round.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = 60
# What lists other pages or needs files of the library says nothing about the length of a page.
LEFT_OUT = {
    *("children", "latest_news", "listing", "form", "reusable", "columns"),
    *("picture", "gallery", "document", "documents", "audio", "video"),
}
# What a page form holds beside the fields of the page.
EMPTY_SETS = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}


def identifier(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))


def examples() -> list[tuple[str, Any, bool]]:
    """Return (name, stored example, whether it may stand in a column) of the blocks that hold words."""
    from cms.core.block_registry import build_blocks, registrations

    simple = {item.name for item in registrations() if item.is_simple}
    blocks = [(name, block) for name, block in build_blocks() if name not in LEFT_OUT]
    stored = [(name, block, block.get_prep_value(block.get_preview_value())) for name, block in blocks]
    return [
        (name, value, name in simple)
        for name, block, value in stored
        if "file" not in getattr(block, "child_blocks", {})
    ]


def long_body(count: int) -> list[dict[str, Any]]:
    """Return a stored body of `count` blocks, those inside columns counted too."""
    found, kinds = examples(), [item for item in examples() if item[2]]
    body: list[dict[str, Any]] = []
    number = 0
    while number < count:
        if count - number >= 3 and len(body) % 4 == 3:
            inner = [stored(*kinds[(number + side) % len(kinds)][:2], number + side) for side in range(2)]
            columns = [{"type": "item", "value": [block], "id": identifier(number, block["id"])} for block in inner]
            body.append(stored("columns", {"columns": columns}, f"{number}c"))
            number += 3
        else:
            body.append(stored(*found[number % len(found)][:2], number))
            number += 1
    return body


def stored(name: str, value: Any, place: object) -> dict[str, Any]:
    return {"type": name, "value": value, "id": identifier(name, place)}


def form_data(block: Any, value: Any, prefix: str) -> dict[str, Any]:
    """Return what the editor posts for a value of a block."""
    from wagtail import blocks
    from wagtail.images.blocks import ImageBlock

    if isinstance(block, blocks.StreamBlock):
        children = [(child.block, child.value, child.id, child.block_type) for child in value]
        return _sequence(children, prefix)
    if isinstance(block, blocks.ListBlock):
        return _sequence([(block.child_block, child.value, child.id, "item") for child in value.bound_blocks], prefix)
    if isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        parts = (form_data(child, value[name], f"{prefix}-{name}") for name, child in block.child_blocks.items())
        return {key: item for part in parts for key, item in part.items()}
    return _leaf(block, value, prefix)


def _leaf(block: Any, value: Any, prefix: str) -> dict[str, Any]:
    from wagtail import blocks
    from wagtail.images.blocks import ImageBlock

    if isinstance(block, ImageBlock):
        decorative = {f"{prefix}-decorative": "on"} if value.decorative else {}
        return {f"{prefix}-image": value.pk, f"{prefix}-alt_text": value.contextual_alt_text, **decorative}
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if value else {}
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: block.field.widget.format_value(value.source)}
    return {prefix: getattr(value, "pk", value) or ""}


def _sequence(children: list[tuple[Any, Any, str, str]], prefix: str) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": len(children)}
    for place, (block, value, pk, kind) in enumerate(children):
        item = f"{prefix}-{place}"
        data |= {f"{item}-id": pk or "", f"{item}-type": kind, f"{item}-order": place, f"{item}-deleted": ""}
        data |= form_data(block, value, f"{item}-value")
    return data


def page_form(page: Any, **more: str) -> dict[str, Any]:
    """Return what the editor posts for a page."""
    field = page._meta.get_field("body")
    data = {"title": page.title, "slug": page.slug, "summary": "", "picture": "", "picture_alt": "", **EMPTY_SETS}
    return {
        **data,
        "seo_title": "",
        "search_description": "",
        **form_data(field.stream_block, page.body, "body"),
        **more,
    }


def make_pages() -> tuple[Any, dict[str, Any]]:
    """Return a signed-in client and the two pages."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from home.models import StandardPage
    from home.services import ensure_site

    # Answers keep their context, so that a refusal can say why.
    setup_test_environment()
    call_command("migrate", verbosity=0, skip_checks=True)
    home = ensure_site(hostname="testserver")["fr"]
    pages = {}
    for name, count in (("one block", 1), (f"{BLOCKS} blocks", BLOCKS)):
        page = StandardPage(title=name, locale=home.locale)
        page.body = page._meta.get_field("body").to_python(long_body(count))
        home.add_child(instance=page)
        page.save_revision().publish()
        pages[name] = page
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("bench@mondcivitan.example", "a long password"))
    return client, pages


def steps(client: Any, page: Any) -> dict[str, Callable[[], Any]]:
    """Return what is measured, each a request."""
    from django.urls import reverse

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft, live = page_form(page), page_form(page, **{"action-publish": "1"})
    return {
        "open": lambda: client.get(edit),
        "save": lambda: client.post(edit, draft),
        "publish": lambda: client.post(edit, live),
        "show": lambda: client.get(page.get_url()),
    }


def timed(step: Callable[[], Any], *, expected: set[int]) -> float:
    """Return the milliseconds of a request; one that was refused measures nothing."""
    started = time.perf_counter()
    response = step()
    took = (time.perf_counter() - started) * 1000
    if response.status_code not in expected:
        errors = response.context and response.context.get("form") and response.context["form"].errors
        raise SystemExit(f"answered {response.status_code}: {errors}")
    return took


def measure(rounds: int) -> dict[str, dict[str, list[float]]]:
    """Return milliseconds by step and page, one for each round after a first that warms up."""
    client, pages = make_pages()
    todo = {name: steps(client, page) for name, page in pages.items()}
    found: dict[str, dict[str, list[float]]] = {}
    for number in range(rounds + 1):
        for step in ("open", "save", "publish", "show"):
            for name, asked in todo.items():
                took = timed(asked[step], expected={302} if step in ("save", "publish") else {200})
                if number:
                    found.setdefault(step, {}).setdefault(name, []).append(took)
    return found


def table(found: dict[str, dict[str, list[float]]]) -> list[str]:
    """Return the medians as lines, with the ratio of long to short by round: median, least and most."""
    names = list(next(iter(found.values())))
    lines = [f"{'ms, median':12}" + "".join(f"{name:>12}" for name in names) + "   ratio (least to most)"]
    for step, figures in found.items():
        short, long = (figures[name] for name in names)
        ratios = sorted(b / a for a, b in zip(short, long, strict=True))
        middle = "".join(f"{statistics.median(figures[name]):12.1f}" for name in names)
        lines.append(f"{step:12}{middle}   {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mondcivitan-bench-") as folder:
        sys.path.insert(0, str(ROOT))
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "MONDCIVITAN_VAR": folder, "DATABASE_URL": ""}
        import django

        django.setup()
        print("\n".join(table(measure(options.rounds))), f"\nload {os.getloadavg()[0]:.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
