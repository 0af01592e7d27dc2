"""Headers that every answer carries."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cms.core.middleware.headers import HeadersMiddleware

SAFE = {
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def answer(request: HttpRequest, **headers: str) -> Any:
    return HeadersMiddleware(lambda request: HttpResponse("x", headers=headers))(request)


def directives(response: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


@pytest.mark.parametrize("path", ["/fr/", "/healthz", "/search/suggest/", "/accounts/login/", "/cmsx/"])
def test_pages_allow_nothing_inline(path: str) -> None:
    response = answer(RequestFactory().get(path))

    policy = directives(response)
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert {name: response[name] for name in SAFE} == SAFE


def test_the_editors_screens_have_their_own_policy() -> None:
    policy = directives(answer(RequestFactory().get("/cms/pages/1/")))

    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"


def test_a_policy_that_a_view_chose_is_kept() -> None:
    response = answer(RequestFactory().get("/fr/"), **{"Content-Security-Policy": "sandbox"})

    assert response["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize("path", ["/media/images/a.avif", "/static/css/site.css"])
def test_files_are_left_alone(path: str) -> None:
    request = RequestFactory().get(path)
    request.user, request.COOKIES = get_user_model()(), {"sessionid": "x"}
    given = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=31536000"}

    assert dict(answer(request, **given).headers) == given


@pytest.mark.parametrize("path", ["/cms/", "/accounts/login/"])
def test_personal_addresses_are_never_stored(path: str) -> None:
    assert answer(RequestFactory().get(path))["Cache-Control"] == "private, no-store"


def test_what_a_signed_in_person_gets_is_never_stored() -> None:
    request = RequestFactory().get("/fr/")
    request.user, request.COOKIES = get_user_model()(), {"sessionid": "x"}

    assert answer(request)["Cache-Control"] == "private, no-store"
    assert answer(request, **{"Cache-Control": "public, max-age=600"})["Cache-Control"] == "private, no-store"
    never = "max-age=0, no-cache, no-store, must-revalidate, private"
    assert answer(request, **{"Cache-Control": never})["Cache-Control"] == never


def test_what_everybody_gets_may_be_stored() -> None:
    request = RequestFactory().get("/fr/")
    request.user, request.COOKIES = AnonymousUser(), {"sessionid": "stale"}

    assert "Cache-Control" not in answer(request)
    assert answer(request, **{"Cache-Control": "public, max-age=600"})["Cache-Control"] == "public, max-age=600"


def test_without_a_session_cookie_nobody_is_asked() -> None:
    class Trap:
        @property
        def is_authenticated(self) -> bool:
            raise AssertionError("the session was opened")

    request = RequestFactory().get("/fr/")
    request.user = Trap()  # type: ignore[assignment]

    assert "Cache-Control" not in answer(request)


def test_the_language_is_told_for_pages_only() -> None:
    request = RequestFactory().get("/eo/")
    request.LANGUAGE_CODE = "eo"

    assert answer(request)["Content-Language"] == "eo"
    assert answer(request, **{"Content-Language": "fr"})["Content-Language"] == "fr"
    assert "Content-Language" not in answer(request, **{"Content-Type": "application/json"})


@pytest.mark.django_db
def test_through_all_middleware_the_cookie_of_a_person_forbids_storing(client: Client) -> None:
    assert "private" not in client.get("/robots.txt")["Cache-Control"]
    client.force_login(get_user_model().objects.create_user("ana@citizens.example"))

    assert client.get("/robots.txt")["Cache-Control"] == "private, no-store"
