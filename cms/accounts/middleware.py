"""Staff must have a second factor where the installation asks for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from .permissions import must_enrol


class SecondFactorMiddleware:
    """Leads people who work in /cms/ and have no second factor to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(reverse("wagtailadmin_home")) and must_enrol(request.user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
