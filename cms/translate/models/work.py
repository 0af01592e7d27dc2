"""Who translates what, until when, and how far it is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from ..enums import IN_HAND, OPEN, WorkState


class WorkQuerySet(models.QuerySet["Work"]):
    """Ways to narrow works."""

    def open(self) -> WorkQuerySet:
        """Return those that somebody still has to do something for."""
        return self.filter(state__in=OPEN)

    def into(self, languages: Any) -> WorkQuerySet:
        return self.filter(translation__target_locale__language_code__in=languages)

    def with_source(self) -> WorkQuerySet:
        return self.select_related(
            "translation__source__locale", "translation__target_locale", "assignee", "reviewer", "asker"
        )


class Work(models.Model):
    """The work on one translation of wagtail-localize, which keeps the texts.

    A translation that is live stays live whatever the state: `outdated_since` says that its source has moved since.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="work")
    state = models.CharField(_("state"), max_length=16, choices=WorkState, default=WorkState.WANTED)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translation_works",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translation_reviews",
    )
    due = models.DateField(_("until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    reason = models.TextField(_("why it came back"), blank=True, max_length=1000)
    words = models.PositiveIntegerField(_("words to translate"), default=0)
    # A digest of the source's texts that the live translation answers; "" while none is live.
    answered = models.CharField(max_length=64, blank=True, editable=False)
    outdated_since = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    taken_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation work")
        verbose_name_plural = _("translation works")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=WorkState.values), name="translate_work_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=WorkState.OUTDATED) | models.Q(outdated_since__isnull=False),
                name="translate_work_outdated_says_since_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="translate_work_state")]

    def __str__(self) -> str:
        return f"{self.title} → {self.language}"

    @property
    def title(self) -> str:
        """The name of the source."""
        return str(self.translation.source.object_repr)

    @property
    def language(self) -> str:
        """The language it is translated into."""
        return str(self.translation.target_locale.language_code)

    @property
    def source_language(self) -> str:
        return str(self.translation.source.locale.language_code)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_in_hand(self) -> bool:
        return self.state in IN_HAND


class Delivery(models.Model):
    """What one person's translating brought to one publication: figures are sums of these, whatever becomes of it."""

    # The translation key of the text, which outlives its work.
    text = models.UUIDField()
    language = models.CharField(_("language"), max_length=10)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.PositiveIntegerField(_("words"))
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("delivered translation")
        verbose_name_plural = _("delivered translations")
        indexes = [models.Index(fields=["published_at", "language"], name="translate_delivery_month")]

    def __str__(self) -> str:
        return f"{self.language}: {self.words}"


class Asking(models.Model):
    """One request for many texts, carried out by a task, a text at a time: `done` says how far it is."""

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.CASCADE, related_name="+"
    )
    # Names of texts ("page:12", "news.topic:3"), codes of languages, ids of works, and what was refused and why.
    texts = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    works = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("translator"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateField(_("until"), null=True)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request for translations")
        verbose_name_plural = _("requests for translations")

    def __str__(self) -> str:
        return f"{self.asker}: {len(self.texts)}"
