"""Copies of a page in other places and languages."""
