"""Starters: page templates that editors make themselves."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.frame import language_name


class Starter(models.Model):
    """What a page was when somebody made a starter of it; the page may change or go.

    `content` maps field names to values in the form that revisions have, without what belongs to one page only.
    """

    name = models.CharField(_("name"), max_length=120, help_text=_("What the new page will be, such as: Invitation."))
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("When to use it, in a sentence.")
    )
    kind = models.ForeignKey(ContentType, verbose_name=_("type"), on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_shared = models.BooleanField(_("everybody may use it"), default=False)
    use_count = models.PositiveIntegerField(_("pages made"), default=0)
    used_at = models.DateTimeField(_("last used"), null=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("starter")
        verbose_name_plural = _("starters")
        ordering = ("name", "pk")
        permissions = [("share_starter", "Can offer starters to everybody")]
        indexes = [models.Index(fields=["is_shared", "owner"], name="desk_starter_offered")]

    def __str__(self) -> str:
        return self.name

    @property
    def language_name(self) -> str:
        return language_name(self.language)
