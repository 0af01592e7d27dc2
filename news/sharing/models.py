"""Posts that centres propose to the network, and the copies that others made of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """A centre offers one of its posts, in all its languages, to the main site and to other centres."""

    post_key = models.UUIDField(unique=True)
    centre = models.ForeignKey("centres.Centre", on_delete=models.CASCADE, related_name="proposals")
    note = models.CharField(_("note"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.centre}: {self.post_key}"


class Takeover(models.Model):
    """One language of a post, copied below another news index.

    While `digest` is set the copy follows its original: it is the digest of the text that we wrote, and an editor who
    writes another text empties it.
    """

    copy = models.OneToOneField("news.NewsPage", on_delete=models.CASCADE, related_name="takeover")
    original = models.ForeignKey(
        "news.NewsPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="takeovers"
    )
    centre = models.ForeignKey("centres.Centre", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=32, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("taken-over post")
        verbose_name_plural = _("taken-over posts")
        constraints = [
            models.CheckConstraint(condition=~Q(copy=models.F("original")), name="sharing_copy_is_another_page")
        ]

    def __str__(self) -> str:
        return f"{self.copy} ← {self.centre}"

    @property
    def follows(self) -> bool:
        return bool(self.digest and self.original_id)
