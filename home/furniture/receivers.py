"""Profiles change what every page shows; they are not translatable, so the page store does not watch them itself."""

from django.db.models.signals import post_delete, post_save

from cms.core.receivers import forget_pages

from .models import SocialProfile

for _signal in (post_save, post_delete):
    _signal.connect(forget_pages, sender=SocialProfile, dispatch_uid="home.furniture.profile")
