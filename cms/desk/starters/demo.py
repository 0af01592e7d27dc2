"""The starters of the demonstration story, made from its pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

from cms.core.story import Story

from . import services


def make_starters(story: Story, texts: Path) -> None:
    """Make the starters that `texts` names, each from the text of its language, for everybody."""
    for key, languages in tomllib.loads(texts.read_text(encoding="utf-8")).items():
        pages = story.pages[key].get_translations(inclusive=True).select_related("locale")
        by_language = {page.locale.language_code: page for page in pages}
        for code, words in languages.items():
            services.make_starter(page=by_language[code].specific, user=story.user, is_shared=True, **words)
