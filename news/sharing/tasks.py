"""Thin wrappers that carry ids only."""

from __future__ import annotations

from django_tasks import task

from . import services
from .models import Takeover


@task()
def follow(takeover_id: int) -> None:
    row = Takeover.objects.filter(pk=takeover_id).first()
    if row is not None:
        services.follow(takeover=row)
