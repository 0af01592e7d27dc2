"""The list of works: which part of them, narrowed how, and what may be done with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Sum, TextChoices, Value, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from wagtail.models import Page

from cms.core.frame import language_name
from cms.core.trail import SITE_ROOT_DEPTH
from cms.core.translations import language_codes

from ..enums import FREE, ICONS, CellState, WorkState
from ..models import Work
from ..models.work import WorkQuerySet
from . import addresses, measures, queries
from .measures import Progress
from .reach import Reach

PER_PAGE = 25
WORDS = 100


class Part(TextChoices):
    """The parts of the list."""

    WAITING = "waiting", gettext_lazy("Waits for me")
    MINE = "mine", gettext_lazy("In my hands")
    REVIEW = "review", gettext_lazy("In review")
    ASKED = "asked", gettext_lazy("I asked for")
    ALL = "all", gettext_lazy("All")


EMPTY = {
    Part.WAITING: gettext_lazy("Nothing waits for you."),
    Part.MINE: gettext_lazy("You have taken no text. Take one from those that wait."),
    Part.REVIEW: gettext_lazy("No translation waits for a reviewer."),
    Part.ASKED: gettext_lazy("You have not asked for a translation."),
    Part.ALL: gettext_lazy("Nobody has asked for a translation yet."),
}


@dataclass(frozen=True)
class Entry:
    """A work as the list shows it."""

    work: Work
    progress: Progress
    may_take: bool
    may_hand_back: bool
    may_manage: bool
    may_open: bool

    @property
    def address(self) -> str:
        return addresses.work_address(self.work)

    @property
    def is_late(self) -> bool:
        return bool(self.work.due and self.work.is_open and self.work.due < timezone.localdate())

    @property
    def is_behind(self) -> bool:
        """Say whether visitors read an older text meanwhile; an outdated work says so itself."""
        return self.work.outdated_since is not None and self.work.state != WorkState.OUTDATED

    @property
    def icon(self) -> str:
        return ICONS[CellState(self.work.state)]

    @property
    def source_name(self) -> str:
        return language_name(self.work.source_language)

    @property
    def target_name(self) -> str:
        return language_name(self.work.language)

    @property
    def open_word(self) -> str:
        if self.work.state == WorkState.IN_REVIEW:
            return pgettext("verb", "Read")
        return _("Go on") if self.work.is_in_hand else _("Open")

    @property
    def may_anything(self) -> bool:
        return self.may_take or self.may_hand_back or self.may_manage


class Listing:
    """What of the works somebody wants to see, by the address."""

    def __init__(self, *, user: Any, reach: Reach, data: QueryDict) -> None:
        self.user, self.reach = user, reach
        self.part = Part(data.get("part", Part.WAITING)) if data.get("part") in Part.values else Part.WAITING
        self.language = data.get("language", "") if data.get("language") in language_codes() else ""
        self.state = data.get("state", "") if data.get("state") in WorkState.values else ""
        self.words = data.get("q", "").replace("\0", " ").strip()[:WORDS]
        self.number = data.get("p", "")

    @cached_property
    def page_obj(self) -> ListPage[Any]:
        return Paginator(self._chosen, PER_PAGE).get_page(self.number)

    @cached_property
    def entries(self) -> list[Entry]:
        """The works of this page of the list. The queries do not grow with them."""
        works = list(self.page_obj.object_list)
        progress = measures.progress_of(work.translation for work in works)
        keys = {work.translation.source.object_id for work in works}
        pages = Page.objects.filter(translation_key__in=keys).values_list("translation_key", "locale_id", "path")
        paths = {(key, locale): path for key, locale, path in pages}
        return [self._entry(work, progress[work.translation_id], paths) for work in works]

    def _entry(self, work: Work, progress: Progress, paths: dict[Any, str]) -> Entry:
        source = work.translation.source
        path = paths.get((source.object_id, source.locale_id))
        may_write, may_review, may_ask = self._rights(work, path)
        is_free = work.state in FREE
        is_own = work.assignee_id == self.user.pk
        is_others = work.assignee_id is not None and not is_own
        may_manage = (may_review or may_ask) and (is_free or work.is_in_hand)
        return Entry(
            work=work,
            progress=progress,
            may_take=may_write and is_free and (not is_others or may_review),
            may_hand_back=work.assignee_id is not None and (is_free or work.is_in_hand) and (is_own or may_manage),
            may_manage=may_manage,
            may_open=may_write,
        )

    def _rights(self, work: Work, path: str | None) -> tuple[bool, bool, bool]:
        """Return whether this person may write, review, and ask."""
        reach, language, target = self.reach, work.source_language, work.language
        if path is None:
            at_home = [root for root in reach.roots if root.depth == SITE_ROOT_DEPTH and root.language == target]
            may_review = reach.is_all or any("publish_page" in root.rights for root in at_home)
            return may_review or (bool(at_home) and target in reach.languages), may_review, reach.is_all
        may_review = reach.may_publish(path, language, target)
        return reach.may_change(path, language, target), may_review, reach.may_ask(path, language)

    @cached_property
    def _chosen(self) -> WorkQuerySet:
        works = self._part_of(self.part)
        if self.language:
            works = works.into([self.language])
        if self.state:
            works = works.filter(state=self.state)
        if self.words:
            works = works.filter(translation__source__object_repr__icontains=self.words)
        is_done = Case(When(state=WorkState.PUBLISHED, then=Value(1)), default=Value(0))
        return works.order_by(is_done, F("due").asc(nulls_last=True), "asked_at", "pk")

    def _part_of(self, part: Part) -> WorkQuerySet:
        if part == Part.WAITING:
            return queries.waiting_for(self.user, self.reach)
        if part == Part.MINE:
            return queries.taken_by(self.user)
        works = self.reach.works(queries.all_works())
        if part == Part.REVIEW:
            return works.filter(state=WorkState.IN_REVIEW)
        return works.filter(asker=self.user.pk) if part == Part.ASKED else works

    @property
    def is_narrowed(self) -> bool:
        return bool(self.language or self.state or self.words)

    def query(self, **changes: str) -> str:
        """Return the address's question with some of it changed."""
        own = {"part": self.part.value, "language": self.language, "state": self.state, "q": self.words}
        return urlencode({name: value for name, value in {**own, **changes}.items() if value})

    @property
    def all_languages(self) -> list[tuple[str, str]]:
        return [(code, language_name(code)) for code in language_codes()]

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in WorkState]

    @property
    def has_actions(self) -> bool:
        return any(entry.may_anything for entry in self.entries)

    @property
    def may_withdraw(self) -> bool:
        return any(entry.may_manage for entry in self.entries)

    @cached_property
    def sum(self) -> str:
        """How many texts and words there are, in a sentence."""
        found = self._chosen.order_by().aggregate(texts=Count("pk"), words=Sum("words"))
        texts = ngettext("%(number)s text", "%(number)s texts", found["texts"]) % {"number": found["texts"]}
        words = ngettext("%(number)s word left", "%(number)s words left", found["words"]) % {"number": found["words"]}
        return _("%(texts)s, %(words)s") % {"texts": texts, "words": words}

    @property
    def empty_words(self) -> str:
        return str(EMPTY[self.part])
