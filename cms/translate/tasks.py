"""Slow work of translation."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from cms.core import clock

from .machine import services as machine
from .memory import publication
from .memory.services import forget_unused, learn_upload
from .work import services as work_services


@task()
def machine_draft(translation_id: int, user_id: int | None) -> int:
    return machine.attempt(translation_id=translation_id, user_id=user_id)


@task()
def carry_out_request(asking_id: int) -> None:
    work_services.carry_out(asking_id=asking_id)


@task()
def learn_from(content_type_id: int, pk: int) -> int:
    return publication.learn_from(content_type_id=content_type_id, pk=pk)


@task()
def learn_tmx(upload_id: int) -> int:
    return learn_upload(upload_id=upload_id)


@task()
def forget_unused_texts() -> int:
    return forget_unused()


def try_machine_again() -> None:
    machine.try_again()


clock.register("translate_machine_again", every=timedelta(minutes=5), function=try_machine_again)
