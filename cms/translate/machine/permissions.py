"""What may be sent to a machine: public texts whose model says so, never what tells of persons."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

# The attribute by which a model says that a machine may read its texts. Without it, none may.
READABLE = "machine_may_read"


def may_be_read(instance: Any) -> bool:
    """Say whether the texts of `instance` may be sent. A page that is not open to everybody stays here. One query."""
    if not getattr(type(instance), READABLE, False):
        return False
    return not (isinstance(instance, Page) and instance.pk and instance.get_view_restrictions().exists())


def may_be_sent(translation: Translation) -> bool:
    """Say the same of a translation's source, as it stands now."""
    model: Any = translation.source.specific_content_type.model_class()
    if not getattr(model, READABLE, False):
        return False
    source = model.objects.filter(translation_key=translation.source.object_id, locale=translation.source.locale)
    instance = source.first()
    return instance is not None and may_be_read(instance)
