"""The person who signs in: the e-mail address is the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .enums import LanguageRole


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address, kept in lower case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Somebody with an account: staff of the office, an editor, a translator, later a citizen."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    is_demonstration = models.BooleanField(
        _("demonstration account"),
        default=False,
        editable=False,
        help_text=_("Made by the demonstration; production refuses to start with such accounts."),
    )

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def get_session_auth_hash(self) -> str:
        """Sessions end when the password changes and, unlike Django's, when the address does."""
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under former secret keys, which Django tries before it ends a session."""
        return (self._session_hash(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str | None = None) -> str:
        value = f"{self.password}\n{self.email.lower()}"
        return salted_hmac("cms.accounts.models.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class LanguageGrant(models.Model):
    """A group works for a language: it says for whom a text waits; where they may write, rights on pages say."""

    ROLES = ((LanguageRole.TRANSLATOR.value, _("translates")), (LanguageRole.REVIEWER.value, _("reads and publishes")))

    group = models.ForeignKey(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="language_grants")
    language = models.CharField(_("language"), max_length=10)
    role = models.CharField(_("role"), max_length=12, choices=ROLES)

    class Meta:
        verbose_name = _("work for a language")
        verbose_name_plural = _("work for languages")
        constraints = [
            models.UniqueConstraint(fields=["group", "language", "role"], name="accounts_languagegrant_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in LanguageRole]), name="accounts_languagegrant_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.language} ({self.role})"


class NoticeRefusal(models.Model):
    """A person does not want a category of our notices."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_refusals")
    category = models.CharField(max_length=50)

    class Meta:
        verbose_name = _("refused notice")
        verbose_name_plural = _("refused notices")
        constraints = [models.UniqueConstraint(fields=["user", "category"], name="accounts_noticerefusal_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.category}"
