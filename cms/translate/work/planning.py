"""What a request for translations would ask, before it is sent: each text and language judged by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from cms.core.translations import own_texts

from ..enums import FREE, WorkState
from ..texts import key_of, texts_of
from . import measures, permissions, sources

# A request is carried out text by text, so this is for the people who read the summary, and who answer it.
MOST_TEXTS = 500


class Answer(models.TextChoices):
    """What becomes of one text in one language."""

    ASK = "ask", _("is asked for")
    IN_WORK = "in_work", _("somebody works on it already: date and note are kept")
    DONE = "done", _("is translated already")
    OWN = "own", _("has a text of its own there")
    DRAFT = "draft", _("is not published yet")
    COPY = "copy", _("is a translation itself: ask for its source")
    NO_TEXT = "no_text", _("has no text to translate")
    FORBIDDEN = "forbidden", _("is not yours to ask for")
    NOT_THEIRS = "not_theirs", _("the person you chose does not translate it")


WILL_BE_ASKED = (Answer.ASK, Answer.IN_WORK)


@dataclass(frozen=True)
class Item:
    """One text in one language."""

    name: str
    title: str
    language: str
    answer: Answer
    words: int = 0


@dataclass(frozen=True)
class Plan:
    """A request as its summary shows it."""

    items: tuple[Item, ...]
    unknown: int = 0

    @property
    def asked(self) -> list[Item]:
        return [item for item in self.items if item.answer in WILL_BE_ASKED]

    @property
    def left_out(self) -> list[Item]:
        return [item for item in self.items if item.answer not in WILL_BE_ASKED]

    @property
    def texts(self) -> int:
        """How many texts are asked for, in however many languages."""
        return len({item.name for item in self.asked})

    @property
    def words(self) -> int:
        return sum(item.words for item in self.asked)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(item.name for item in self.asked))

    def by_language(self) -> list[tuple[str, int, int]]:
        """Return language, texts and words of what is asked."""
        found: dict[str, list[int]] = defaultdict(list)
        for item in self.asked:
            found[item.language].append(item.words)
        return [(language, len(words), sum(words)) for language, words in found.items()]

    def reasons(self) -> list[tuple[Answer, list[tuple[str, list[str]]]]]:
        """Return what is left out, by reason: each text once, with its languages."""
        found: dict[Answer, dict[str, tuple[str, list[str]]]] = defaultdict(dict)
        for item in self.left_out:
            found[item.answer].setdefault(item.name, (item.title, []))[1].append(item.language)
        return [(answer, list(texts.values())) for answer, texts in found.items()]


@dataclass(frozen=True)
class _Ground:
    """What is known of the texts' translations."""

    bonds: dict[tuple[UUID, str], Translation]
    own: set[tuple[UUID, str]]
    written: dict[tuple[UUID, str], set[str]]

    def is_target(self, instance: Any) -> bool:
        """Say whether a text is itself a translation."""
        return (instance.translation_key, instance.locale.language_code) in self.bonds


def plan(*, names: Iterable[str], languages: Iterable[str], user: Any, person: Any = None) -> Plan:
    """Return what asking for these texts would do; a text that is not the person's is not named."""
    wanted = list(dict.fromkeys(names))[:MOST_TEXTS]
    found = sources.find(wanted)
    locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=list(languages))}
    judge = _Judge(user, person, _ground(list(found.values())))
    items = [item for name, instance in found.items() for item in judge.items(name, instance, locales.values())]
    known = {item.name for item in items if item.answer is not Answer.FORBIDDEN}
    hidden = {item.name for item in items} - known
    shown = tuple(item for item in items if item.name in known)
    return Plan(shown, unknown=len(wanted) - len(found) + len(hidden))


def may_be_translated(instance: Any, locale: Locale) -> bool:
    """Say whether a text is a live source that has no text of its own in a language, nor one in work."""
    ground = _ground([instance])
    place = instance.translation_key, locale.language_code
    is_other = instance.locale_id != locale.pk and not ground.is_target(instance)
    return is_other and sources.is_live(instance) and place not in ground.own and bool(texts_of(instance))


def _ground(instances: list[Any]) -> _Ground:
    keys = {instance.translation_key for instance in instances}
    translations = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    bonds = {
        (item.source.object_id, item.target_locale.language_code): item
        for item in translations.select_related("work", "source__locale", "target_locale")
    }
    own = set()
    pages = own_texts(Page.objects.filter(translation_key__in=keys))
    own |= set(pages.values_list("translation_key", "locale__language_code"))
    for model in {type(instance) for instance in instances if not isinstance(instance, Page)}:
        rows = model._default_manager.filter(translation_key__in=keys)
        own |= set(rows.values_list("translation_key", "locale__language_code"))
    return _Ground(bonds, own, _written(keys))


def _written(keys: set[UUID]) -> dict[tuple[UUID, str], set[str]]:
    found: dict[tuple[UUID, str], set[str]] = defaultdict(set)
    strings = StringTranslation.objects.filter(context__object_id__in=keys, has_error=False).exclude(
        translation_type=measures.MACHINE
    )
    names = ("context__object_id", "locale__language_code", "context__path", "translation_of__data")
    for key, language, path, data in strings.values_list(*names):
        found[key, language].add(key_of(path, data))
    return found


@dataclass(frozen=True)
class _Judge:
    """Judges each text and language for one person who asks."""

    user: Any
    person: Any
    ground: _Ground

    def items(self, name: str, instance: Any, locales: Iterable[Locale]) -> Iterator[Item]:
        texts = [(text.key, measures.words_in(text.source)) for text in texts_of(instance)]
        for locale in locales:
            code = locale.language_code
            if code == instance.locale.language_code:
                continue
            written = self.ground.written.get((instance.translation_key, code), set())
            left = [number for key, number in texts if key not in written]
            answer = self._refusal(instance, locale) or self._answer(instance, code, is_complete=not left)
            if not texts and answer is Answer.ASK:
                answer = Answer.NO_TEXT
            yield Item(name, str(instance), code, answer, sum(left) if answer in WILL_BE_ASKED else 0)

    def _refusal(self, instance: Any, locale: Locale) -> Answer | None:
        if not permissions.may_ask_into(self.user, instance, locale):
            return Answer.FORBIDDEN
        if self.ground.is_target(instance):
            return Answer.COPY
        if not sources.is_live(instance):
            return Answer.DRAFT
        if self.person is not None and not permissions.may_begin(self.person, instance, locale):
            return Answer.NOT_THEIRS
        return None

    def _answer(self, instance: Any, code: str, *, is_complete: bool) -> Answer:
        place = instance.translation_key, code
        bond = self.ground.bonds.get(place)
        if bond is None:
            return Answer.OWN if place in self.ground.own else Answer.ASK
        work = getattr(bond, "work", None)
        if work is not None and work.state not in {*FREE, WorkState.PUBLISHED}:
            return Answer.IN_WORK
        return Answer.DONE if is_complete and place in self.ground.own else Answer.ASK
