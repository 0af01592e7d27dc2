"""Messages to translators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.notices import Notice


class TranslationWanted(Notice):
    """To the translators of a language: somebody asks for a page in it."""

    name = "translation_wanted"
    category = "translation"
    category_label = _("Translations that somebody asks of you or gives back to you")
    can_opt_out = True


class TranslationReturned(Notice):
    """To a translator: a reviewer asks for changes."""

    name = "translation_returned"
    category = "translation"
    category_label = _("Translations that somebody asks of you or gives back to you")
    can_opt_out = True


class TranslationDigest(Notice):
    """To translators and reviewers: what waits for them, at most once a day."""

    name = "translation_digest"
    category = "translation_digest"
    category_label = _("What waits to be translated, once a day at most")
    can_opt_out = True
