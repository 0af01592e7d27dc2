"""Rows of the platform itself: what was done, what is mailed, what was uploaded, which job ran."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import MAIL_CLOSED, UPLOAD_OPEN, MailState, UploadState


class AppendOnly(PermissionDenied):
    """Somebody tried to change or delete what may only be added to."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and adds; refuses everything else, but that a deleted person's entries let go of the person."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[AuditEntry]:
        if kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        if kwargs != {"actor": None}:
            self._refuse()
        return super().update(**kwargs)

    def delete(self) -> NoReturn:
        self._refuse()

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]

    def _refuse(self) -> NoReturn:
        raise AppendOnly("the audit log is append-only")


class AuditEntry(models.Model):
    """Who did what to which object, kept as words so that it outlives both."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("actor"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_label = models.CharField(_("name of the actor"), max_length=255, blank=True)
    action = models.CharField(_("action"), max_length=100, db_index=True)
    object_type = models.CharField(_("kind of object"), max_length=100, blank=True)
    object_id = models.CharField(_("identifier of the object"), max_length=64, blank=True)
    object_label = models.CharField(_("name of the object"), max_length=255, blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True)

    objects: ClassVar[models.Manager[AuditEntry]] = models.Manager.from_queryset(AuditQuerySet)()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        base_manager_name = "objects"
        indexes = [models.Index(fields=["object_type", "object_id", "-at"], name="core_audit_object")]
        constraints = [models.CheckConstraint(condition=~Q(action=""), name="core_audit_action_named")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.action} {self.object_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("an audit entry is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("an audit entry is never deleted")


class Mail(models.Model):
    """One message to one person: written with what caused it, sent afterwards, scrubbed later."""

    to = models.CharField(_("to"), max_length=320)
    from_email = models.CharField(_("from"), max_length=320)
    reply_to = models.CharField(_("reply to"), max_length=320, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("formatted text"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    attachments = models.JSONField(
        _("attachments"), default=list, blank=True, help_text=_("Name, type and content in base 64 of each.")
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    notice = models.CharField(_("notice"), max_length=100, blank=True, db_index=True)
    key = models.CharField(
        _("key"), max_length=200, unique=True, null=True, blank=True, help_text=_("What may be said only once.")
    )
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"), default=timezone.now)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    scrubbed_at = models.DateTimeField(_("content removed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="core_mail_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="core_mail_state"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="core_mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENDING, claimed_until__isnull=False)
                | (~Q(state=MailState.SENDING) & Q(claimed_until__isnull=True)),
                name="core_mail_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(scrubbed_at__isnull=True) | Q(state__in=MAIL_CLOSED, text="", html=""),
                name="core_mail_scrubbed_is_empty",
            ),
            models.CheckConstraint(condition=~Q(to=""), name="core_mail_has_recipient"),
            models.CheckConstraint(condition=Q(key__isnull=True) | ~Q(key=""), name="core_mail_key_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.subject}"


def staged_path(instance: StagedUpload, filename: str) -> str:
    """Return a neutral private name: what a person called the file is data, not a path."""
    return f"staged/{secrets.token_hex(16)}"


class StagedUpload(models.Model):
    """A file that is looked at before it changes anything: uploaded, checked, then applied or refused."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="+"
    )
    purpose = models.CharField(_("purpose"), max_length=100)
    file = models.FileField(_("file"), upload_to=staged_path)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    digest = models.CharField(_("SHA-256 digest"), max_length=64, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=UploadState.choices, default=UploadState.UPLOADED)
    report = models.JSONField(_("report"), default=dict, blank=True)
    once_key = models.CharField(_("applied only once"), max_length=200, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"), db_index=True)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("staged upload")
        verbose_name_plural = _("staged uploads")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="core_upload_state"),
            models.CheckConstraint(
                condition=Q(state=UploadState.APPLIED, applied_at__isnull=False)
                | (~Q(state=UploadState.APPLIED) & Q(applied_at__isnull=True)),
                name="core_upload_applied_has_time",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="core_upload_not_empty"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="core_upload_expires_later"),
            models.CheckConstraint(
                condition=Q(once_key__isnull=True) | Q(state=UploadState.APPLIED), name="core_upload_once_is_applied"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.name}"

    @property
    def is_open(self) -> bool:
        return self.state in UPLOAD_OPEN


class JobRun(models.Model):
    """The last run of a job of the clock, and its lock."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True)
    lock_token = models.CharField(_("lock token"), max_length=32, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("succeeded at"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    duration = models.DurationField(_("duration"), null=True, blank=True)

    class Meta:
        verbose_name = _("job of the clock")
        verbose_name_plural = _("jobs of the clock")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="core_job_named"),
            models.CheckConstraint(
                condition=Q(locked_until__isnull=True, lock_token="")
                | (Q(locked_until__isnull=False) & ~Q(lock_token="")),
                name="core_job_lock_has_token",
            ),
        ]

    def __str__(self) -> str:
        return self.name
