"""Links that prove themselves: signed, dated, bound to one purpose and, where wanted, good for one use.

One use needs no table: the link carries a digest of a state that its use changes (a password hash, a status), and is
dead once that state has moved on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "cms.core.signed_links"


class LinkError(Exception):
    """The link is not good."""


class Forged(LinkError):
    """The link was not made here, or not for this purpose, or was altered."""


class Expired(LinkError):
    """The link was good once, too long ago."""


class Used(LinkError):
    """The link was good until what it is about changed."""


def make(purpose: str, value: Any, *, state: str = "") -> str:
    """Return a token for an address; `value` is what JSON can hold, readable by whoever has the link."""
    return signing.dumps({"v": value, "s": _digest(purpose, state)}, salt=f"{SALT}.{purpose}")


def read(purpose: str, token: str, max_age: timedelta | int, *, state: str | Callable[[Any], str] = "") -> Any:
    """Return the value of a token not older than `max_age` (a timedelta or seconds).

    `state` must be what `make` was given: the text itself, or a function of the value that returns it.
    Raises Expired, Used or Forged, all of them LinkError.
    """
    try:
        payload = signing.loads(token, salt=f"{SALT}.{purpose}", max_age=max_age)
    except signing.SignatureExpired as error:
        raise Expired(purpose) from error
    except (signing.BadSignature, ValueError) as error:
        raise Forged(purpose) from error
    current = state(payload["v"]) if callable(state) else state
    if not constant_time_compare(payload["s"], _digest(purpose, current)):
        raise Used(purpose)
    return payload["v"]


def _digest(purpose: str, state: str) -> str:
    return salted_hmac(f"{SALT}.{purpose}.state", state).hexdigest()[:32] if state else ""
