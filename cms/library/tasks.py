"""Tasks of the library."""

from __future__ import annotations

from django_tasks import task

from cms.core.enums import Urgency

from . import services
from .models import Image


@task(priority=Urgency.SHOWN)
def prepare_picture(image_id: int) -> int:
    """Make what is missing of an image; nothing when it was deleted meanwhile."""
    image = Image.objects.filter(pk=image_id).first()
    return services.prepare_picture(image=image) if image else 0
