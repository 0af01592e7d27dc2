"""Works of translators in every state, and the people who do them."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.accounts.enums import reviewers, translators
from cms.accounts.models import User
from cms.translate.models import Work
from cms.translate.services.targets import keep, segments_of
from cms.translate.texts import NOT_ASKED
from cms.translate.work import measures, services

from .accounts import make_person


def make_translator(language: str = "eo", email: str = "", **fields: Any) -> User:
    return make_person(email or f"translator-{language}@mondcivitan.example", groups=(translators(language),), **fields)


def make_reviewer(language: str = "eo", email: str = "", **fields: Any) -> User:
    return make_person(email or f"reviewer-{language}@mondcivitan.example", groups=(reviewers(language),), **fields)


def make_translation(page: Any, language: str = "eo") -> Translation:
    """Return wagtail-localize's translation of a page, with nothing written."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=language)
    return Translation.objects.get_or_create(source=source, target_locale=locale)[0]


def make_work(page: Any, asker: User, language: str = "eo", **fields: Any) -> Work:
    return services.ask(translation=make_translation(page, language), user=asker, **{"tell": False, **fields})


def write(translation: Translation, user: User, *, but: int = 0) -> None:
    """Write every text of a translation that is not written yet, all but the last `but`."""
    written = set(measures.written_by_people([translation]).values_list("translation_of", "context"))
    texts = [segment for segment in segments_of(translation) if segment.context.path not in NOT_ASKED]
    kind = StringTranslation.TRANSLATION_TYPE_MANUAL
    for segment in texts[: len(texts) - but]:
        if (segment.string_id, segment.context_id) in written:
            continue
        data = f"{translation.target_locale.language_code}: {segment.string.data}"
        keep(segment=segment, translation=translation, data=data, kind=kind, user=user)


def publish_work(work: Work, translator: User, reviewer: User) -> Work:
    """Take a work through all its states."""
    work = services.take(work=work, user=translator)
    work = services.start(work=work, user=translator)
    write(work.translation, translator)
    work = services.send_to_review(work=work, user=translator)
    return services.publish(work=work, user=reviewer)
