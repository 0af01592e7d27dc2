"""The desk's own tutorials."""

from pathlib import Path

from .permissions import may_add_pages, may_ask_for_translations, may_change_pages
from .registry import Tutorial, register_tutorial

TEXTS = Path(__file__).parent / "texts"

for _tutorial in (
    Tutorial("page", TEXTS, "doc-empty", may_add_pages, order=20),
    Tutorial("picture", TEXTS, "image", may_change_pages, order=30),
    Tutorial("translate", TEXTS, "globe", may_change_pages, order=40),
    Tutorial("ask-translation", TEXTS, "group", may_ask_for_translations, order=50),
    Tutorial("form", TEXTS, "form", may_add_pages, order=60),
    Tutorial("trash", TEXTS, "bin", may_change_pages, order=70),
    Tutorial("second-factor", TEXTS, "lock", order=90),
):
    register_tutorial(_tutorial)
