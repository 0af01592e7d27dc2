"""The colours of the series, from the design's lightness, chroma and hue."""

from __future__ import annotations

import math

from .canvas import Colour


def oklch(light: float, chroma: float, hue: float) -> Colour:
    """Return the sRGB colour nearest to an OKLCH one."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _byte(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _byte(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _byte(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _byte(linear: float) -> int:
    value = min(1.0, max(0.0, linear))
    return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


PAPER = oklch(0.985, 0.006, 95)
CREAM = oklch(0.955, 0.030, 90)
STONE = oklch(0.900, 0.022, 90)
SHADE = oklch(0.800, 0.026, 100)
INK = oklch(0.235, 0.020, 170)
SLATE = oklch(0.445, 0.030, 180)
MIST = oklch(0.940, 0.030, 165)
MINT = oklch(0.850, 0.060, 165)
SAGE = oklch(0.740, 0.075, 162)
LEAF = oklch(0.620, 0.090, 160)
GREEN = oklch(0.520, 0.090, 163)
BRAND = oklch(0.425, 0.085, 165)
DEEP = oklch(0.325, 0.062, 168)
SUN = oklch(0.835, 0.150, 85)
HONEY = oklch(0.760, 0.140, 75)
DAWN = oklch(0.930, 0.065, 85)
VIOLET = oklch(0.430, 0.140, 300)
IRIS = oklch(0.580, 0.125, 300)
LILAC = oklch(0.790, 0.080, 302)
HAZE = oklch(0.900, 0.035, 302)
BRICK = oklch(0.640, 0.110, 45)
CLAY = oklch(0.760, 0.085, 55)
WOOD = oklch(0.700, 0.070, 70)
BARK = oklch(0.470, 0.055, 60)
SEA = oklch(0.700, 0.065, 195)
SHALLOW = oklch(0.860, 0.045, 185)
SKINS = tuple(oklch(*skin) for skin in ((0.84, 0.055, 60), (0.70, 0.075, 55), (0.56, 0.070, 50), (0.42, 0.050, 48)))
