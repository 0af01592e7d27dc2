"""Slow work of translation."""

from __future__ import annotations

from django_tasks import task

from . import services
from .work import services as work_services


@task()
def machine_draft(translation_id: int, user_id: int | None) -> int:
    return services.draft_by_machine(translation_id=translation_id, user_id=user_id)


@task()
def carry_out_request(asking_id: int) -> None:
    work_services.carry_out(asking_id=asking_id)
