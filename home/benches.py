"""What translators find on their benches in the demonstration."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.accounts.models import User
from cms.core.story import Story
from cms.translate.bench import queries, services
from cms.translate.services.targets import save_draft

STORY = Path(__file__).parent / "story" / "bench.toml"


def lay_out_benches(story: Story) -> None:
    """Leave one page half translated, with an answered comment, and change another, which two languages follow."""
    told = tomllib.loads(STORY.read_text(encoding="utf-8"))
    half, remark, changed = told["half"], told["remark"], told["changed"]
    translator = User.objects.get(email=half["translator"])
    editor = User.objects.get(email=changed["editor"])
    translation = _translate_half(story, half, translator)
    _talk(translation, remark, translator, editor)
    _change(story, changed, editor)
    for answer in told["answer"]:
        _answer(story, changed["page"], answer)


def _translate_half(story: Story, half: dict[str, Any], translator: Any) -> Translation:
    source, _new = TranslationSource.update_or_create_from_instance(story.pages[half["page"]])
    locale = Locale.objects.get(language_code=half["language"])
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=locale)
    save_draft(translation=translation, user=story.user)
    lines = queries.bench_of(translation).lines
    typed = {line.key: text for line, text in zip(lines, half["texts"], strict=False) if not line.data}
    services.keep_lines(translation=translation, typed=typed, seen={}, user=translator)
    services.leave_for_later(translation=translation, key=lines[half["later"]].key, is_later=True, user=translator)
    return translation


def _talk(translation: Translation, told: dict[str, Any], translator: Any, editor: Any) -> None:
    key = queries.bench_of(translation).lines[told["place"]].key
    thread = services.remark(translation=translation, key=key, text=told["text"], user=translator)
    services.answer(thread=thread, text=told["answer"], user=editor)


def _change(story: Story, told: dict[str, Any], editor: Any) -> None:
    page = type(story.pages[told["page"]]).objects.get(pk=story.page_id(told["page"]))
    field = page._meta.get_field("body")
    raw = field.get_prep_value(page.body)
    page.body = field.to_python(_with_words(raw, told["words"]))
    page.save_revision(user=editor, log_action=True).publish(user=editor)


def _answer(story: Story, key: str, told: dict[str, Any]) -> None:
    """Let a language follow the change, so that only the others are outdated."""
    source = TranslationSource.objects.get_for_instance(story.pages[key])
    translation = source.translations.get(target_locale__language_code=told["language"])
    lines = queries.bench_of(translation).lines
    typed = {line.key: _with_words(line.former.text, told["words"]) for line in lines if line.former is not None}
    services.keep_lines(translation=translation, typed=typed, seen={}, user=story.user)
    services.publish(translation=translation, user=story.user)


def _with_words(raw: Any, words: list[list[str]]) -> Any:
    """Return the stored form of a body with other words, at any depth."""
    if isinstance(raw, str):
        for old, new in words:
            raw = raw.replace(old, new)
        return raw
    if isinstance(raw, list):
        return [_with_words(item, words) for item in raw]
    return {name: _with_words(value, words) for name, value in raw.items()} if isinstance(raw, dict) else raw
