"""Messages about comments on texts."""

from __future__ import annotations

from cms.core.notices import Notice


class TranslationRemark(Notice):
    """To those who edit a source: a translator asks or says something about one of its texts."""

    name = "translation_remark"
    category = "translation"
    can_opt_out = True


class TranslationAnswer(Notice):
    """To those who spoke in a thread: somebody answered."""

    name = "translation_answer"
    category = "translation"
    can_opt_out = True
