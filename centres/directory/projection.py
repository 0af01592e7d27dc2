"""Where a place of the Earth lies on the map: an equidistant cylinder, true to scale at 35 degrees."""

from __future__ import annotations

# Units of a degree of latitude and of longitude; the map ends south of the inhabited land.
PER_LATITUDE = 5.0
PER_LONGITUDE = 4.1
NORTH, SOUTH = 84.0, -58.0
WIDTH, HEIGHT = 360 * PER_LONGITUDE, (NORTH - SOUTH) * PER_LATITUDE


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y in units of the map, from its upper left corner."""
    return (longitude + 180) * PER_LONGITUDE, (NORTH - min(NORTH, max(SOUTH, latitude))) * PER_LATITUDE
