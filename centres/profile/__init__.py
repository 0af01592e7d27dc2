"""The settings of a centre, for its managers."""
