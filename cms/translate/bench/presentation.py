"""The bench in words: what stands at its head and foot, which texts are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from cms.core.frame import language_name
from cms.core.translations import own_address

from ..enums import WorkState
from ..models import Work
from ..work.permissions import may_review
from . import permissions, preview
from .lines import Line, LineState
from .queries import Bench
from .structure import Node

STATE_WORDS = {
    LineState.DONE: gettext_lazy("Written"),
    LineState.TODO: gettext_lazy("To write"),
    LineState.CHANGED: gettext_lazy("The source changed"),
    LineState.MACHINE: gettext_lazy("By a machine: read it"),
    LineState.LATER: gettext_lazy("For later"),
    LineState.WRONG: gettext_lazy("Not kept yet"),
}
SHOWN: dict[str, tuple[Any, Callable[[Line], bool]]] = {
    "": (gettext_lazy("All"), lambda line: True),
    "open": (gettext_lazy("To do"), lambda line: line.is_open),
    "changed": (gettext_lazy("Source changed"), lambda line: line.state is LineState.CHANGED),
    "later": (gettext_lazy("For later"), lambda line: line.is_later),
    "comments": (gettext_lazy("Comments"), lambda line: bool(line.open_remarks)),
    "visitors": (gettext_lazy("New to visitors"), lambda line: bool(line.published_changes)),
}
DEEPEST = 6


class Screen:
    """What the template asks: `bench` for a person, narrowed to `show`, with the text `at` in hand."""

    def __init__(self, bench: Bench, user: Any, work: Work, *, show: str = "", at: str = "") -> None:
        self.bench, self.user, self.work = bench, user, work
        self.show = show if show in SHOWN else ""
        self.at = at
        for remark in [*bench.lost_remarks, *(remark for line in bench.lines for remark in line.remarks)]:
            remark.may_resolve = remark.author_id == user.pk or self.may_wave_through

    @cached_property
    def nodes(self) -> list[dict[str, Any]]:
        is_shown = SHOWN[self.show][1]
        return [self._shown(node, 2, "") for node in _narrowed(self.bench.nodes, is_shown)]

    def _shown(self, node: Node, level: int, above: str) -> dict[str, Any]:
        line = node.line
        below = level + 1 if node.kind in {"part", "column"} else level
        return {
            "node": node,
            "level": min(level, DEEPEST),
            "line": line,
            "says_again": line is not None and line.label == above,
            "state": STATE_WORDS[line.state] if line is not None else "",
            "below": [self._shown(child, below, node.label) for child in node.children],
        }

    @cached_property
    def filters(self) -> list[dict[str, Any]]:
        """The ways to narrow the texts that show any, with their numbers."""
        counted = ((name, words, sum(map(is_shown, self.bench.lines))) for name, (words, is_shown) in SHOWN.items())
        return [
            {"name": name, "words": words, "number": number, "is_current": name == self.show}
            for name, words, number in counted
            if number or name in {"", self.show}
        ]

    @cached_property
    def may_write(self) -> bool:
        return permissions.may_write(self.user, self.work)

    @cached_property
    def may_review(self) -> bool:
        return may_review(self.user, self.bench.translation)

    @cached_property
    def may_wave_through(self) -> bool:
        return permissions.may_wave_through(self.user, self.bench.translation)

    @cached_property
    def may_keep_all(self) -> bool:
        """Say whether all that came back may stand as it was, by one decision."""
        changed = [line for line in self.bench.lines if not line.data]
        return bool(changed) and self.may_wave_through and all(line.former is not None for line in changed)

    @property
    def is_in_review(self) -> bool:
        return bool(self.work.state == WorkState.IN_REVIEW)

    @property
    def may_send(self) -> bool:
        return self.may_write and not self.is_in_review and not self.is_finished

    @property
    def may_publish(self) -> bool:
        return self.may_review and not self.is_finished

    @property
    def may_return(self) -> bool:
        return self.may_review and self.is_in_review

    @property
    def is_finished(self) -> bool:
        """Say whether visitors read all of it as it is here."""
        return bool(self.work.state == WorkState.PUBLISHED)

    @property
    def why_closed(self) -> str:
        """Say why a person cannot write, "" when they can."""
        if self.may_write:
            return ""
        if self.is_in_review:
            return _("A reviewer reads this translation now. You may comment.")
        if self.work.is_in_hand and self.work.assignee is not None and self.work.assignee != self.user:
            return _("%(person)s translates this text now. You may comment.") % {"person": self.work.assignee}
        return _("You may read and comment here; others write in this language.")

    @property
    def source_name(self) -> str:
        return language_name(self.bench.source_language)

    @property
    def name(self) -> str:
        return language_name(self.bench.language)

    @property
    def progress(self) -> str:
        return progress_words(self.bench.lines)

    @property
    def has_preview(self) -> bool:
        return preview.can_render(self.bench.translation)

    @cached_property
    def edit_address(self) -> str:
        """Where the source is edited, "" for those who may not."""
        translation = self.bench.translation
        may = permissions.may_edit_source(self.user, translation)
        return str(translation.source.get_source_instance_edit_url() or "") if may else ""

    @property
    def read_address(self) -> str:
        """Where visitors read the translation now, "" where they do not, or where it is no page."""
        target = self.bench.target
        return own_address(target) if isinstance(target, Page) and target.live else ""

    @property
    def address(self) -> str:
        return reverse("translate_bench", args=[self.bench.translation.pk])


def progress_words(lines: Iterable[Line]) -> str:
    """Return how far a translation is, in one line."""
    known = list(lines)
    left = [line for line in known if line.is_open]
    if not left:
        words = ngettext("The only text is written.", "All %(total)s texts are written.", len(known))
        return words % {"total": len(known)}
    words = sum(line.words for line in left)
    return _("%(done)s of %(total)s texts, %(words)s words left") % {
        "done": len(known) - len(left),
        "total": len(known),
        "words": words,
    }


def _narrowed(nodes: list[Node], is_shown: Callable[[Line], bool]) -> list[Node]:
    """Return the tree with only the texts that are shown, and what holds them."""
    found = []
    for node in nodes:
        if node.line is not None:
            found += [node] if is_shown(node.line) else []
        else:
            children = _narrowed(node.children, is_shown)
            found += [replace(node, children=children)] if children else []
    return found
