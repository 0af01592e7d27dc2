"""The public directory of centres: list, map, structured data, files for other programmes."""
