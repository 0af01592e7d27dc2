"""Draw the icons of the site from the mark: `python -m tools.draw_icons` writes them into static/img."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "static" / "img"
STONE, PAPER, LINE = "#0c5d43", "#fbfaf6", "#f5c041"
VIEW = 48
# Drawn larger and reduced: Pillow's own lines have no smooth edges.
FINER = 8
RAYS = 5
CENTRE = (24.0, 22.0)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="3 4 42 42">'
    '<path fill="{stone}" d="M8 46V20a16 16 0 0 1 32 0v26z"/>'
    '<path fill="none" stroke="{paper}" stroke-width="{width}" stroke-linecap="round" d="{rays}"/>'
    '<path fill="{line}" d="M8 39h32v{height}H8z"/></svg>\n'
)


def ray(turn: int, *, inner: float, outer: float) -> list[tuple[float, float]]:
    """Return both ends of one stroke of the star, in units of the mark."""
    angle = math.radians(360 / RAYS * turn - 90)
    return [(CENTRE[0] + r * math.cos(angle), CENTRE[1] + r * math.sin(angle)) for r in (inner, outer)]


def mark(size: int, *, bold: bool = False) -> Image.Image:
    """Return the mark on nothing, `size` pixels high; bold strokes for the smallest."""
    scale = size * FINER / VIEW
    image = Image.new("RGBA", (size * FINER, size * FINER))
    pen = ImageDraw.Draw(image)

    def at(*points: float) -> list[float]:
        return [value * scale for value in points]

    pen.ellipse(at(8, 4, 40, 36), fill=STONE)
    pen.rectangle(at(8, 20, 40, 46), fill=STONE)
    width = 5.0 if bold else 4.0
    for turn in range(RAYS):
        ends = ray(turn, inner=5.2 if bold else 4.5, outer=11.5 if bold else 11)
        pen.line([value * scale for end in ends for value in end], fill=PAPER, width=round(width * scale))
        for x, y in ends:
            pen.ellipse(at(x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=PAPER)
    pen.rectangle(at(8, 38 if bold else 39, 40, 42), fill=LINE)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def on_paper(size: int, *, share: float) -> Image.Image:
    """Return the mark on a sheet of paper, for devices that cut or tint what is transparent."""
    sheet = Image.new("RGB", (size, size), PAPER)
    drawing = mark(round(size * share))
    place = (size - drawing.width) // 2
    sheet.paste(drawing, (place, place), drawing)
    return sheet


def favicon() -> str:
    """Return the mark without margins and with bold strokes, as SVG."""
    rays = "".join(
        f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"
        for (x1, y1), (x2, y2) in (ray(turn, inner=5.2, outer=11.5) for turn in range(RAYS))
    )
    return SVG.format(stone=STONE, paper=PAPER, line=LINE, width=5, height=4, rays=rays)


def main() -> None:
    """Write every icon."""
    (FOLDER / "favicon.svg").write_text(favicon(), encoding="utf-8")
    small = [mark(size, bold=True) for size in (16, 32, 48)]
    small[-1].save(FOLDER / "favicon.ico", sizes=[icon.size for icon in small], append_images=small[:-1])
    on_paper(180, share=0.8).save(FOLDER / "apple-touch-icon.png", optimize=True)
    for size in (192, 512):
        on_paper(size, share=0.72).save(FOLDER / f"icon-{size}.png", optimize=True)


if __name__ == "__main__":
    main()
