"""The look's own rules: contrast of the tokens, weight of what every page loads, icons."""

from __future__ import annotations

import gzip
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cms.core.management.commands.bundle import shrink
from cms.core.templatetags.mc import icon

STATIC = Path(__file__).resolve().parent.parent / "static"
CSS_LIMIT, JS_LIMIT = 18 * 1024, 8 * 1024
TEXT, EDGE = 4.5, 3.0
# Ink on paper, least ratio: every pair that the style sheets put together.
PAIRS = [
    *((ink, paper, TEXT) for ink in ("ink", "ink-2", "link") for paper in ("paper", "surface", "sunken", "brand-soft")),
    *(("ink", f"{kind}-soft", TEXT) for kind in ("info", "ok", "warn", "error", "sun", "stamp")),
    *((kind, f"{kind}-soft", TEXT) for kind in ("info", "ok", "warn", "error", "stamp")),
    *((f"on-{kind}", kind, TEXT) for kind in ("brand", "sun", "error", "stamp", "band")),
    ("on-brand", "brand-hover", TEXT),
    ("on-band-2", "band", TEXT),
    ("band", "on-band", TEXT),
    ("visited", "paper", TEXT),
    ("error", "paper", TEXT),
    ("error", "surface", TEXT),
    *((edge, paper, EDGE) for edge in ("line-strong", "focus") for paper in ("paper", "surface", "sunken")),
    ("sun", "band", EDGE),
]
Colour = tuple[float, float, float]


def tokens() -> dict[str, tuple[Colour, Colour]]:
    """Return lightness, chroma and hue of each colour token in the light and in the dark scheme."""
    text = (STATIC / "css" / "site" / "00-tokens.css").read_text(encoding="utf-8")
    found: dict[str, tuple[Colour, Colour]] = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", text):
        if alias := re.fullmatch(r"var\(--([\w-]+)\)", value):
            if alias[1] in found:
                found[name] = found[alias[1]]
            continue
        colours = [tuple(map(float, match)) for match in re.findall(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", value)]
        if colours:
            found[name] = (colours[0], colours[-1])
    return found


def luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG) of an oklch colour, as a screen of 8 bits shows it."""
    light, chroma, hue = colour[0], colour[1], math.radians(colour[2])
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    assert all(-0.001 < part < 1.001 for part in (red, green, blue)), f"{colour} is outside sRGB"
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS, ids=str)
def test_pairs_of_tokens_have_contrast(ink, paper, least, scheme):
    found = tokens()

    darker, lighter = sorted((luminance(found[ink][scheme]), luminance(found[paper][scheme])))

    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_style_sheet_and_scripts_stay_light():
    css = "".join(shrink(path.read_text(encoding="utf-8")) for path in sorted((STATIC / "css" / "site").glob("*.css")))
    scripts = [path.read_bytes() for path in sorted((STATIC / "js").glob("mc-*.js"))]

    assert len(gzip.compress(css.encode())) <= CSS_LIMIT
    assert scripts
    assert sum(len(gzip.compress(script)) for script in scripts) <= JS_LIMIT


def test_style_sheets_use_no_token_that_does_not_exist():
    text = "".join(path.read_text(encoding="utf-8") for path in (STATIC / "css" / "site").glob("*.css"))

    declared = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", text))

    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= declared


def test_icon_is_hidden_from_assistive_technology_and_takes_the_colour_of_the_text():
    drawn = ElementTree.fromstring(icon("search"))  # noqa: S314 -- our own markup

    assert drawn.attrib["aria-hidden"] == "true"
    assert drawn.attrib["focusable"] == "false"
    assert drawn.attrib["stroke"] == "currentColor"
    assert len(drawn) > 0


def test_only_icons_that_point_along_the_line_turn_in_right_to_left_languages():
    assert "icon--turns" in icon("arrow-right")
    assert "icon--turns" not in icon("chevron-down")
