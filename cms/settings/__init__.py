"""Settings, one file per concern, joined by base and read by demo, production and test."""
