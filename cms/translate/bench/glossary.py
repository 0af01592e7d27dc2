"""The glossary on the bench: its terms lit in the sources, looked for in the translations."""

from __future__ import annotations

from collections.abc import Iterable

from ..glossary.checks import problems
from ..glossary.queries import phrases_of
from .lines import Line


def light(lines: Iterable[Line], source_language: str, language: str) -> None:
    """Give each text the terms in its source, and what its translation lacks of them. As many queries as for one."""
    phrases = phrases_of(source_language, language)
    for line in lines:
        line.terms = phrases.find(line.source_data)
        if line.terms and line.data:
            line.problems = problems(
                source=line.source_data,
                target=line.data,
                source_language=source_language,
                target_language=language,
                phrases=phrases,
            )
