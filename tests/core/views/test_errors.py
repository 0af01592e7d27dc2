"""Error pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path as url
from django.utils.translation import override

from cms.core.views import errors
from cms.urls import urlpatterns as site_patterns

SAFE = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")


FAILURES = {"400": SuspiciousOperation, "403": PermissionDenied, "500": RuntimeError, "503": OperationalError}


def fail(request: HttpRequest, kind: str) -> None:
    raise FAILURES[kind]("a secret of the inside")


urlpatterns = [url("fail/<kind>/", fail), url("eo/fail/<kind>/", fail), *site_patterns]
handler400, handler403 = errors.bad_request, errors.permission_denied
handler404, handler500 = errors.not_found, errors.server_error

PAGES = {
    400: lambda request: errors.bad_request(request, Exception()),
    403: lambda request: errors.permission_denied(request, Exception()),
    404: lambda request: errors.not_found(request, Exception()),
    429: errors.too_many_requests,
    500: errors.server_error,
    503: errors.service_unavailable,
}


def check(response: Any, status: int, language: str) -> str:
    html = response.content.decode()
    assert response.status_code == status
    assert response["Content-Language"] == language
    assert f'lang="{language}"' in html
    assert "secret" not in html
    assert "no-store" in response["Cache-Control"]
    assert all(name in response.headers for name in SAFE)
    return html


@pytest.fixture
def broken(client: Client, settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_errors_are_styled_in_the_language_of_the_address(broken: Client, status: int) -> None:
    response = broken.get(f"/eo/fail/{status}/" if status != 404 else "/eo/nenio/")

    assert "<h1" in check(response, status, "eo")


@pytest.mark.django_db
def test_without_a_prefix_the_browsers_language_counts(broken: Client) -> None:
    check(broken.get("/fail/403/", headers={"accept-language": "xx, ar;q=0.9, fr;q=0.5"}), 403, "ar")


@pytest.mark.parametrize("status", [500, 503])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_our_own_failures_need_no_database_and_no_session(status: int, language: str) -> None:
    """Without the `django_db` mark every query raises."""
    html = check(PAGES[status](RequestFactory().get(f"/{language}/")), status, language)

    assert ('dir="rtl"' in html) is (language == "ar")


@pytest.mark.parametrize("status", PAGES)
def test_context_processors_run_for_the_visitors_errors_only(status: int, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "errors").mkdir()
    content = "{% if request %}with{% else %}without{% endif %} {{ status }} {{ language }} {{ home_url }}"
    (tmp_path / "errors" / f"{status}.html").write_text(content, encoding="utf-8")
    processors = {"context_processors": ["django.template.context_processors.request"]}
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path], "APP_DIRS": False, "OPTIONS": processors}]

    html = PAGES[status](RequestFactory().get("/de/")).content.decode()

    assert html == f"{'without' if status in (500, 503) else 'with'} {status} de /de/"


@pytest.mark.parametrize("status", PAGES)
def test_a_page_appears_although_everything_fails(
    status: int, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No template, no database, no session: then the page is plain, but it is there."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path], "APP_DIRS": False}]

    html = check(PAGES[status](RequestFactory().get("/de/")), status, "de")

    assert "<h1>" in html
    assert "could not be rendered" in caplog.text


@pytest.mark.parametrize(("status", "seconds"), [(429, "60"), (503, "30")])
def test_who_must_wait_is_told_how_long(status: int, seconds: str) -> None:
    request = RequestFactory().get("/fr/")

    assert PAGES[status](request)["Retry-After"] == seconds


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_advice(settings: Any) -> None:
    client = Client(enforce_csrf_checks=True)

    html = check(client.post("/robots.txt", headers={"accept-language": "en"}), 403, "en")

    assert "reload the page" in html


def test_the_page_does_not_change_the_language_of_what_follows() -> None:
    with override("es"):
        errors.server_error(RequestFactory().get("/de/"))
        assert errors.translation.get_language() == "es"
