"""What translators did goes into the trash with their pages, comes back, and is forgotten when these are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.desk.trash.followers import Keys, register_follower, translation_rows
from cms.desk.trash.signals import pages_gone
from cms.translate.models import LineNote, Remark, Work
from cms.translate.tasks import forget_unused_texts


def works_of(pages: Iterable[Page], gone: Iterable[Page]) -> Keys:
    """Return the works on translations that go with the pages, and what their benches keep."""
    translations = translation_rows(pages, gone)[Translation]
    return {
        model: set(model.objects.filter(translation__in=translations).values_list("pk", flat=True))
        for model in (Work, LineNote, Remark)
    }


register_follower(works_of)


@receiver(pages_gone, dispatch_uid="home.forget_unused_texts")
def forget_what_they_said(sender: Any, **kwargs: Any) -> None:
    """The translators' memory keeps no words of what was deleted for good."""
    forget_unused_texts.enqueue()
