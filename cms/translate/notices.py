"""Messages to translators."""

from __future__ import annotations

from cms.core.notices import Notice


class TranslationWanted(Notice):
    """To the translators of a language: somebody asks for a page in it."""

    name = "translation_wanted"
    category = "translation"
    can_opt_out = True


class TranslationReturned(Notice):
    """To a translator: a reviewer asks for changes."""

    name = "translation_returned"
    category = "translation"
    can_opt_out = True
