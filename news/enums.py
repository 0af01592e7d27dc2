"""Kinds of what has a name and a page of its own."""

TOPIC = "topic"
AUTHOR = "author"
