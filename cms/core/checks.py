"""What production refuses.

Everything but the demonstration and the tests (DEMO) is production. The checks run with every management command, and
those of the database with `migrate` and `check --deploy`; `refuse_unsafe` lets a server refuse to start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import DatabaseError
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader

SECRET_LENGTH = 50
SECRET_VARIETY = 10
KNOWN_SECRETS = ("django-insecure-", "only-for-tests", "change", "default", "example", "secret")
DUMMY = re.compile(r"^\w+(\.\w+)*\.\w*dummy\w*(\.\w+)*$", re.IGNORECASE)
NOT_SHARED_CACHES = ("locmem", "dummy")
OUTBOX = "cms.core.outbox.OutboxBackend"


def is_weak(secret: str) -> bool:
    """Say whether a secret key is short, monotonous or one that is published somewhere."""
    return len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY or secret.lower().startswith(KNOWN_SECRETS)


def dummies(value: Any, name: str) -> Iterator[str]:
    """Yield the names of settings whose value, at any depth, is the dotted path of a "dummy"."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from dummies(item, f"{name}[{key!r}]")
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from dummies(item, name)
    elif isinstance(value, str) and DUMMY.match(value):
        yield name


def _secret() -> bool:
    return any(is_weak(str(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _debug() -> bool:
    return settings.DEBUG


def _hosts() -> bool:
    return not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS


def _transport() -> bool:
    return bool(settings.MAIL_TRANSPORT != "smtp")


def _email_backend() -> bool:
    return settings.EMAIL_BACKEND != OUTBOX


def _second_factor() -> bool:
    return not settings.STAFF_SECOND_FACTOR_REQUIRED


def _caches() -> bool:
    return any(name in item["BACKEND"] for item in settings.CACHES.values() for name in NOT_SHARED_CACHES)


def _tasks() -> bool:
    return any(name in item["BACKEND"].lower() for item in settings.TASKS.values() for name in ("immediate", "dummy"))


def _bench() -> bool:
    return bool(settings.BENCH)


RULES: tuple[tuple[str, Callable[[], bool], str], ...] = (
    ("core.E001", _secret, "SECRET_KEY (or a fallback) is short, monotonous or a published default."),
    ("core.E002", _debug, "DEBUG is on: error pages would show the inside of the site."),
    ("core.E003", _hosts, "ALLOWED_HOSTS is empty or allows every host."),
    ("core.E004", _transport, "MAIL_TRANSPORT keeps mails in the demonstration mailbox: set EMAIL_URL."),
    ("core.E005", _email_backend, "EMAIL_BACKEND is not the outbox: mails would be lost or sent inside requests."),
    ("core.E006", _second_factor, "STAFF_SECOND_FACTOR_REQUIRED is off."),
    ("core.E007", _caches, "A cache is not shared by the processes: rate limits would not hold."),
    ("core.E008", _tasks, "Tasks would run inside requests, or not at all."),
    ("core.E009", _bench, "BENCH is on: answers would tell what they cost."),
)


def problems() -> list[checks.CheckMessage]:
    """Return what these settings may not be in production, the demonstration switch apart."""
    found: list[checks.CheckMessage] = [checks.Error(text, id=key) for key, is_wrong, text in RULES if is_wrong()]
    names = sorted({where for name in dir(settings) if name.isupper() for where in dummies(_value(name), name)})
    return [*found, *(checks.Error(f"{name} is a dummy.", id="core.E010") for name in names)]


def _value(name: str) -> Any:
    return "" if "SECRET" in name else getattr(settings, name, None)


def demonstration_accounts() -> list[checks.CheckMessage]:
    """Return an error when accounts of the demonstration, whose passwords are published, are in the database."""
    user = get_user_model()
    try:
        user._meta.get_field("is_demonstration")
        count = user._default_manager.filter(is_demonstration=True).count()
    except FieldDoesNotExist:
        return []
    except DatabaseError:
        return [checks.Warning("The database could not be asked for demonstration accounts.", id="core.W012")]
    if not count:
        return []
    return [checks.Error(f"{count} demonstration account(s) are in the database: delete them.", id="core.E012")]


@checks.register(checks.Tags.security)
def check_settings(**kwargs: Any) -> list[checks.CheckMessage]:
    return [] if settings.DEMO else problems()


@checks.register(checks.Tags.security, deploy=True)
def check_deployment(**kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to deploy the demonstration, and production with the demonstration's accounts."""
    if not settings.DEMO:
        return demonstration_accounts()
    return [checks.Error("DEMO is on: use cms.settings.production.", id="core.E011"), *problems()]


@checks.register(checks.Tags.database)
def check_accounts(databases: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Look at the accounts when the database may be asked; before the first migration there are none."""
    if settings.DEMO or "default" not in (databases or ()):
        return []
    return [message for message in demonstration_accounts() if message.id != "core.W012"]


@checks.register(checks.Tags.urls)
def check_host_redirects(**kwargs: Any) -> list[checks.CheckMessage]:
    """A redirect must lead to a whole origin that is not redirected itself."""
    found: list[checks.CheckMessage] = []
    for host, target in settings.HOST_REDIRECTS.items():
        parts = urlsplit(target)
        is_origin = parts.scheme in ("http", "https") and parts.netloc and not parts.path.strip("/")
        if not is_origin or parts.query or parts.fragment or parts.hostname in settings.HOST_REDIRECTS:
            found.append(checks.Error(f"HOST_REDIRECTS: {host} leads to {target!r}.", id="core.E020"))
    return found


@checks.register(checks.Tags.templates)
def check_notices(**kwargs: Any) -> list[checks.CheckMessage]:
    """Every notice has its three templates."""
    from .notices import registered  # noqa: PLC0415 -- notices need the models

    found: list[checks.CheckMessage] = []
    for name in (name for notice in registered() for name in notice.templates()):
        try:
            loader.get_template(name)
        except (TemplateDoesNotExist, TemplateSyntaxError) as error:
            found.append(checks.Warning(f"{name}: {type(error).__name__}", id="core.W030"))
    return found


def refuse_unsafe() -> None:
    """Raise ImproperlyConfigured when production is unsafe; servers call it, as they run no system checks."""
    if settings.DEMO:
        return
    texts = [str(message.msg) for message in problems()]
    if texts:
        raise ImproperlyConfigured("production refuses to start: " + " ".join(texts))
