"""A topic that changes has its new name everywhere at once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from .models import Topic
from .queries import TOPIC_LABELS


def forget_labels(**kwargs: Any) -> None:
    keys = [TOPIC_LABELS.format(code) for code, _name in settings.LANGUAGES]
    transaction.on_commit(lambda: cache.delete_many(keys))


for _signal in (post_save, post_delete):
    _signal.connect(forget_labels, sender=Topic, dispatch_uid="news.topic_labels")
