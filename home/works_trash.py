"""The works of translators go into the trash with their translations, and come back."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.desk.trash.followers import Keys, register_follower, translation_rows
from cms.translate.models import Work


def works_of(pages: Iterable[Page], gone: Iterable[Page]) -> Keys:
    """Return the works on translations that go with the pages."""
    translations = translation_rows(pages, gone)[Translation]
    return {Work: set(Work.objects.filter(translation__in=translations).values_list("pk", flat=True))}


register_follower(works_of)
