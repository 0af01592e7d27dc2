"""How a page stands in its other languages, and what waits for a translator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from wagtail.models import Locale, Page, Revision
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation

from cms.accounts.enums import LanguageRole
from cms.accounts.models import LanguageGrant
from cms.core.trail import SITE_ROOT_DEPTH
from cms.core.translations import language_codes
from cms.core.wishes import Row, Status, Text, Wish

from . import permissions
from .bench import formers
from .bench.lines import Line
from .machine import permissions as machine_permissions
from .texts import NOT_ASKED, as_typed, key_of, source_data_of, texts_of

Written = dict[str, tuple[str, bool]]


@dataclass(frozen=True)
class Ground:
    """What is known of a page's languages, by language code, in a handful of questions."""

    locales: dict[str, Locale]
    pages: dict[str, Any]
    parents: dict[str, Page]
    written: dict[str, Written]
    before: dict[str, list[formers.Written]]
    linked: dict[str, str]
    people: dict[str, list[tuple[int, str]]]
    scheduled: set[int]


def rows(*, page: Any, user: Any) -> list[Row]:
    """Return the other content languages of `page`, with what `user` may ask for in each. The queries do not grow."""
    ground = _ground(page)
    source = ground.linked.get(page.locale.language_code)
    texts = texts_of(page)
    others = (code for code in language_codes() if code != page.locale.language_code and code in ground.locales)
    return [_row(page, user, code, texts, ground, may_be_asked=source is None) for code in others]


def _ground(page: Any) -> Ground:
    key = page.translation_key
    found = type(page).objects.filter(translation_key=key).exclude(pk=page.pk).select_related("locale", "alias_of")
    pages = {item.locale.language_code: item for item in found}
    written, before = _written(key)
    links = Translation.objects.filter(source__object_id=key, enabled=True)
    return Ground(
        locales={item.language_code: item for item in Locale.objects.all()},
        pages=pages,
        parents=_parents(page),
        written=written,
        before=before,
        linked=dict(links.values_list("target_locale__language_code", "source__locale__language_code")),
        people=_people(page),
        scheduled=_scheduled(item.pk for item in pages.values()),
    )


def _scheduled(page_ids: Iterable[int]) -> set[int]:
    """Return which pages wait for the clock."""
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in page_ids])
    return {int(pk) for pk in revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True)}


def _parents(page: Any) -> dict[str, Page]:
    """Return, by language, the nearest page above that stands there: where a translation would be made."""
    above = Page.objects.ancestor_of(page).filter(depth__gte=2).order_by("depth")
    order = {key: depth for depth, key in enumerate(above.values_list("translation_key", flat=True))}
    found = Page.objects.filter(translation_key__in=order).select_related("locale")
    ranked = sorted(found, key=lambda item: order[item.translation_key])
    return {item.locale.language_code: item for item in ranked}


def _written(key: Any) -> tuple[dict[str, Written], dict[str, list[formers.Written]]]:
    """Return (data, made by a machine) by language and text key, and all that people wrote, by language."""
    found: dict[str, Written] = defaultdict(dict)
    before: dict[str, list[formers.Written]] = defaultdict(list)
    strings = StringTranslation.objects.filter(context__object_id=key, has_error=False).exclude(
        context__path__in=NOT_ASKED
    )
    names = ("locale__language_code", "context__path", "translation_of__data", "data", "translation_type")
    for code, path, source, data, kind in strings.values_list(*names):
        is_machine = kind == StringTranslation.TRANSLATION_TYPE_MACHINE
        found[code][key_of(path, source)] = data, is_machine
        if not is_machine:
            before[code].append(formers.Written(path, source, data))
    return found, before


def _people(page: Any) -> dict[str, list[tuple[int, str]]]:
    """Return the active translators of each language whose rights cover this part of the tree."""
    above = Page.objects.ancestor_of(page, inclusive=True).filter(depth__gte=SITE_ROOT_DEPTH)
    grants = LanguageGrant.objects.filter(
        role=LanguageRole.TRANSLATOR,
        group__user__is_active=True,
        group__page_permissions__page__translation_key__in=above.values("translation_key"),
    ).order_by("group__user__first_name", "group__user__last_name", "group__user")
    found: dict[str, dict[int, str]] = defaultdict(dict)
    names = ("language", "group__user", "group__user__first_name", "group__user__last_name", "group__user__email")
    for language, pk, first, last, email in grants.values_list(*names):
        found[language][pk] = f"{first} {last}".strip() or email
    return {language: list(names.items()) for language, names in found.items()}


def _row(page: Any, user: Any, code: str, texts: list[Text], ground: Ground, *, may_be_asked: bool) -> Row:
    target = ground.pages.get(code)
    stands = target is not None and not is_foreign_alias(target)
    is_linked = ground.linked.get(code) == page.locale.language_code
    known = _with_translations(texts, ground.written.get(code, {})) if is_linked else tuple(texts)
    parent = ground.parents.get(code)
    is_scheduled = target is not None and target.pk in ground.scheduled
    is_open = not is_scheduled and not permissions.is_locked_for(user, target)
    status = _status(page, target if stands else None, known, is_linked=is_linked)
    wishes: list[Wish] = []
    if may_be_asked and is_open and (is_linked or not stands):
        can_write = permissions.may_write(user, target, parent)
        wishes += [Wish.WRITE] if can_write else []
        wishes += [Wish.MACHINE] if can_write and _machine_can(page, ground.locales[code], known) else []
        can_ask = ground.people.get(code) and permissions.may_ask(user, can_write=can_write)
        wishes += [Wish.PERSON] if can_ask else []
        wishes += [Wish.KEEP] if status is Status.BEHIND and _may_keep(known, ground.before.get(code, [])) else []
    return Row(
        code=code,
        status=Status.SCHEDULED if is_scheduled and status in {Status.DRAFT, Status.MACHINE} else status,
        page=target if stands else None,
        texts=known,
        wishes=(Wish.NOTHING, *wishes) if wishes else (),
        may_publish=permissions.may_publish(user, target, parent),
        people=tuple(ground.people.get(code, ())) if Wish.PERSON in wishes else (),
    )


def _may_keep(texts: tuple[Text, ...], before: list[formers.Written]) -> bool:
    """Say whether each text that changed has a translation of before which may stand for it."""
    current = {text.key for text in texts}
    written = [replace(item, is_current=key_of(item.path, item.source_data) in current) for item in before]
    return formers.may_all_stand((_line(text) for text in texts), written)


def _line(text: Text) -> Line:
    return Line(text.key, text.path, source_data_of(text), 0, 0, data=text.text)


def is_foreign_alias(page: Any) -> bool:
    """Say whether a page only stands for another language's text."""
    return bool(page.alias_of_id and page.alias_of.locale_id != page.locale_id)


def _with_translations(texts: list[Text], written: Written) -> tuple[Text, ...]:
    found = []
    for text in texts:
        data, is_machine = written.get(text.key, ("", False))
        found.append(replace(text, text=as_typed(text, data), is_machine=is_machine))
    return tuple(found)


def _status(page: Any, target: Any, texts: tuple[Text, ...], *, is_linked: bool) -> Status:
    if target is None:
        return Status.MISSING
    is_complete = all(text.text and not text.is_machine for text in texts)
    if not target.live:
        return Status.MACHINE if is_linked and any(text.is_machine for text in texts) else Status.DRAFT
    return Status.LIVE if not is_linked or (is_complete and not _differs(page, target)) else Status.BEHIND


def _differs(page: Any, target: Any) -> bool:
    """Say whether a field that all languages share (picture, date) is another one here."""
    shared = (item.field_name for item in page.override_translatable_fields if isinstance(item, SynchronizedField))
    fields = (page._meta.get_field(name) for name in shared)
    columns = (item.attname for item in fields if item.concrete and not item.many_to_many)
    return any(getattr(page, name) != getattr(target, name) for name in columns)


def _machine_can(page: Any, locale: Locale, texts: tuple[Text, ...]) -> bool:
    machine = get_machine_translator()
    if machine is None or all(text.text for text in texts) or not machine_permissions.may_be_read(page):
        return False
    return bool(machine.can_translate(page.locale, locale))
