"""Old host names lead to the new one."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from cms.core.middleware.hosts import HostRedirectMiddleware


@pytest.fixture(autouse=True)
def redirects(settings: Any) -> None:
    settings.HOST_REDIRECTS = {"old.example": "https://new.example", "www.new.example": "https://new.example/"}


@pytest.mark.parametrize(
    ("host", "path", "location"),
    [
        ("old.example", "/fr/a/?q=1&r=%C3%A9", "https://new.example/fr/a/?q=1&r=%C3%A9"),
        ("OLD.example:8080", "/", "https://new.example/"),
        ("old.example.", "/x", "https://new.example/x"),
        ("www.new.example", "/x", "https://new.example/x"),
        ("old.example", "/%0d%0aSet-Cookie:a=b", "https://new.example/%0D%0ASet-Cookie:a%3Db"),
    ],
)
def test_the_path_is_kept_and_the_host_is_ours(client: Client, host: str, path: str, location: str) -> None:
    response = client.generic("GET", path, headers={"host": host})

    assert (response.status_code, response["Location"]) == (301, location)


def test_a_path_that_looks_like_a_host_stays_a_path() -> None:
    request = RequestFactory().generic("GET", "/", headers={"host": "old.example"}, PATH_INFO="//evil.example/x")

    assert HostRedirectMiddleware(lambda request: HttpResponse())(request)["Location"] == (
        "https://new.example//evil.example/x"
    )


def test_a_form_keeps_its_method(client: Client) -> None:
    response = client.post("/fr/form/", {"a": "b"}, headers={"host": "old.example"})

    assert (response.status_code, response["Location"]) == (308, "https://new.example/fr/form/")


@pytest.mark.parametrize("host", ["testserver", "evil.example", "evil.old.example", "old.example@evil.example", ""])
def test_other_hosts_pass(host: str) -> None:
    request = RequestFactory().get("/", headers={"host": host})

    assert HostRedirectMiddleware(lambda request: "passed")(request) == "passed"  # type: ignore[arg-type, return-value]


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_a_safe_400(client: Client) -> None:
    response = client.get("/healthz", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode() + str(response.headers)
    assert "default-src 'none'" in response["Content-Security-Policy"]
