"""Works of the demonstration: something wanted, taken, begun, to be read, and a translation whose source moved."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.accounts.models import User
from cms.core.story import Story

from ..enums import WorkState
from ..models import Work
from ..services.targets import keep, segments_of
from ..texts import key_of, texts_of
from . import services


def make_works(story: Story, path: Path) -> None:
    """Ask, take, begin and send to review what `path` names, then let sources move."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for facts in told["work"]:
        _make(story, facts)
    for facts in told["moved"]:
        page = story.pages[facts["key"]]
        page.refresh_from_db()
        page.summary = facts["summary"]
        page.save_revision(user=story.user).publish(user=story.user)


def _make(story: Story, facts: dict[str, Any]) -> Work:
    page = type(story.pages[facts["key"]]).objects.get(pk=story.pages[facts["key"]].pk)
    source, _is_new = TranslationSource.get_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=facts["language"])
    translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    due = timezone.localdate() + timedelta(days=facts["days"]) if "days" in facts else None
    work = services.ask(translation=translation, user=story.user, due=due, note=facts.get("note", ""))
    state = facts.get("state", WorkState.WANTED)
    if state == WorkState.WANTED:
        return work
    person = User.objects.get(email=facts["person"])
    work = services.take(work=work, user=person)
    if state == WorkState.TAKEN:
        return work
    work = services.start(work=work, user=person)
    _write(page, translation, facts["texts"], person)
    return services.send_to_review(work=work, user=person) if state == WorkState.IN_REVIEW else work


def _write(page: Any, translation: Translation, texts: list[str], person: User) -> None:
    segments = {key_of(item.context.path, item.string.data): item for item in segments_of(translation)}
    kind = StringTranslation.TRANSLATION_TYPE_MANUAL
    for text, data in zip(texts_of(page), texts, strict=False):
        keep(segment=segments[text.key], translation=translation, data=data, kind=kind, user=person)
