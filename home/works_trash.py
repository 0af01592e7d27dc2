"""The works of translators go into the trash with their translations, and come back."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.desk.trash.followers import Keys, register_follower, translation_rows
from cms.translate.models import LineNote, Remark, Work


def works_of(pages: Iterable[Page], gone: Iterable[Page]) -> Keys:
    """Return the works on translations that go with the pages, and what their benches keep."""
    translations = translation_rows(pages, gone)[Translation]
    return {
        model: set(model.objects.filter(translation__in=translations).values_list("pk", flat=True))
        for model in (Work, LineNote, Remark)
    }


register_follower(works_of)
