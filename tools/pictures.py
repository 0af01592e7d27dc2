"""Picture the six main pages of a running site for docs/ and the README: `python tools/pictures.py BASE`.

Each page is taken in French and Arabic, on a telephone and on a desk, and written as WebP to docs/pictures/; all
of them are joined on one sheet, docs/pictures/pages.png. The site must hold the demonstration story. Exits with 1
when a page does not answer as expected or when the pictures weigh more than a repository should carry.
"""

from __future__ import annotations

import argparse
import io
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
LANGUAGES = ("fr", "ar")
SIZES = {"desk": (1280, 900), "phone": (360, 780)}
SHEET_BYTES = 600_000
ALL_BYTES = 1_500_000
# On the sheet: height of a picture, and the room between two.
ROW = 336
GAP = 20
GROUND = (233, 232, 226)


@dataclass(frozen=True)
class Shot:
    """One main page by its French address; a word to search for stands once for each language."""

    name: str
    address: str
    status: int = 200
    words: tuple[tuple[str, str], ...] = ()
    sends_empty_form: bool = False


SHOTS = (
    Shot("home", "/fr/"),
    Shot("section", "/fr/qui-nous-sommes/"),
    Shot("article", "/fr/qui-nous-sommes/histoire/"),
    Shot("news", "/fr/nouvelles/"),
    Shot("search", "/fr/search/", words=(("fr", "carte"), ("ar", "العالم"))),
    Shot("form", "/fr/contact/formulaire/", sends_empty_form=True),
)


def address_in(page: Page, shot: Shot, language: str) -> str:
    """Return where `shot` is in `language`: its translation, else the same place inside that language."""
    if shot.words:
        return f"/{language}/search/?q={dict(shot.words)[language]}"
    page.goto(shot.address)
    other = page.locator(f"link[rel=alternate][hreflang={language}]")
    if other.count():
        return urlsplit(other.first.get_attribute("href") or "").path
    return shot.address.replace("/fr/", f"/{language}/", 1)


def take(page: Page, shot: Shot, language: str) -> bytes:
    """Return the first screenful of `shot` as PNG. Raises RuntimeError when the page is not what it should be."""
    answer = page.goto(address_in(page, shot, language), wait_until="networkidle")
    if answer is None or answer.status != shot.status:
        raise RuntimeError(f"{page.url} answered {answer and answer.status}.")
    if shot.sends_empty_form:
        page.locator("main form [type=submit]").last.click()
        page.locator(".form-errors").wait_for()
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, document.querySelector('.form-errors').getBoundingClientRect().top + scrollY - 24)")
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_function("[...document.images].every(one => one.loading === 'lazy' || one.complete)")
    return page.screenshot()


def compact(picture: Image.Image, most: int) -> bytes:
    """Return `picture` as a palette PNG of at most `most` bytes, with as many colours as fit."""
    for colours in (256, 192, 128, 96, 64, 32):
        stored = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(stored, "PNG", optimize=True)
        if stored.tell() <= most:
            return stored.getvalue()
    raise RuntimeError(f"The sheet weighs {stored.tell()} bytes, more than {most}.")


def sheet_of(rows: list[list[Image.Image]]) -> Image.Image:
    """Return one picture with a row for each list, all pictures equally high."""
    scaled = [
        [one.resize((round(one.width * ROW / one.height), ROW), Image.Resampling.LANCZOS) for one in row]
        for row in rows
    ]
    width = max(sum(one.width + GAP for one in row) for row in scaled) + GAP
    sheet = Image.new("RGB", (width, len(rows) * (ROW + GAP) + GAP), GROUND)
    for line, row in enumerate(scaled):
        start = GAP
        for one in row:
            sheet.paste(one, (start, GAP + line * (ROW + GAP)))
            start += one.width + GAP
    return sheet


def take_all(browser: Any, base: str) -> dict[tuple[str, str, str], Image.Image]:
    """Return every picture by page, language and size."""
    found = {}
    for language, (size, (width, height)) in product(LANGUAGES, SIZES.items()):
        context = browser.new_context(
            base_url=base, viewport={"width": width, "height": height}, locale=language, reduced_motion="reduce"
        )
        page = context.new_page()
        for shot in SHOTS:
            found[shot.name, language, size] = Image.open(io.BytesIO(take(page, shot, language))).convert("RGB")
        context.close()
    return found


def write(pictures: dict[tuple[str, str, str], Image.Image], folder: Path) -> int:
    """Write the single pictures and the sheet; return what they weigh together."""
    folder.mkdir(parents=True, exist_ok=True)
    for key, picture in pictures.items():
        picture.save(folder / f"{'-'.join(key)}.webp", quality=72, method=6)
    rows = [[pictures[shot.name, *rest] for rest in product(LANGUAGES, SIZES)] for shot in SHOTS]
    (folder / "pages.png").write_bytes(compact(sheet_of(rows), SHEET_BYTES))
    names = [*("-".join(key) + ".webp" for key in pictures), "pages.png"]
    return sum((folder / name).stat().st_size for name in names)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="address of a running site with the demonstration story")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            weight = write(take_all(browser, chosen.base.rstrip("/")), chosen.folder)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            browser.close()
    print(f"{len(SHOTS) * len(LANGUAGES) * len(SIZES)} pictures and their sheet: {weight / 1000:.0f} kB")
    return 0 if weight <= ALL_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
