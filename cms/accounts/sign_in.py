"""Signs somebody in who has just proved who they are by other means than a password or a mailed code."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse


def sign_in_new_person(request: HttpRequest, user: Any, *, redirect_url: str) -> HttpResponse:
    """Sign in the owner of an account made a moment ago from a mailed link, which counts as a mailed code.

    Never for an account that stood before: there, the link must not replace password and second factor.
    """
    record_authentication(request, user, method="code", email=user.email)
    response: HttpResponse = perform_login(request, Login(user=user, email=user.email, redirect_url=redirect_url))
    return response
