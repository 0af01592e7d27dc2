"""People for tests, and the code that their phone would show."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.test import Client

from cms.accounts.models import User
from cms.accounts.services import keep_address
from cms.core.models import Mail

PASSWORD = "milestones and lanterns 7"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def make_person(email: str = "zamira@example.org", *, groups: tuple[str, ...] = (), **fields: Any) -> User:
    """Return somebody whose address is confirmed; the password is PASSWORD unless given, None for none."""
    password = fields.pop("password", PASSWORD)
    user = User.objects.create_user(email, password, **{"first_name": "Zamira", "last_name": "Holm", **fields})
    keep_address(user=user, verified=True)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def make_superuser(email: str = "amina@example.org", **fields: Any) -> User:
    return make_person(email, is_superuser=True, is_staff=True, **fields)


def enrol(user: User) -> str:
    """Give `user` a second factor and recovery codes; return the secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()


def app_code(secret: str, *, at: float | None = None) -> str:
    """Return what an authenticator app shows, by RFC 6238 and nothing of allauth's."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password}, **extra)


def last_mail(to: str) -> Mail:
    return Mail.objects.filter(to=to).latest("pk")


def mailed_code(to: str) -> str:
    """Return the code in the last mail to `to`."""
    found = CODE.search(last_mail(to).text)
    assert found, last_mail(to).text
    return found[0]
