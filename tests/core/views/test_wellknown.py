"""Addresses that machines expect."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db


def fields(client: Client) -> dict[str, str]:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_robots_see_pages_and_nothing_personal(client: Client) -> None:
    response = client.get("/robots.txt")
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())

    assert response["Content-Type"].startswith("text/plain")
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]
    allowed = ["/", "/fr/", "/eo/novajxoj/", "/media/images/a.avif", "/static/css/site.css", "/feeds/fr/"]
    refused = ["/cms/", "/accounts/login/", "/search/suggest/?q=a", "/fr/search/?q=a", "/ar/search/", "/demo/mailbox/"]
    assert [path for path in allowed if not robots.can_fetch("*", path)] == []
    assert [path for path in refused if robots.can_fetch("*", path)] == []


def test_weaknesses_have_an_address_that_has_not_expired(client: Client) -> None:
    found = fields(client)
    expires = datetime.fromisoformat(found["Expires"])

    assert found["Contact"] == settings.SECURITY_CONTACT
    assert timedelta(days=30) < expires - timezone.now() <= timedelta(days=365)
    assert found["Expires"].endswith("Z")
    assert found["Canonical"] == "http://testserver/.well-known/security.txt"
    assert found["Preferred-Languages"] == "fr, en, es, de, eo, ar"


def test_password_managers_find_the_page(client: Client) -> None:
    response = client.get("/.well-known/change-password")

    assert (response.status_code, response["Location"]) == (302, "/accounts/password/change/")


def test_the_mark_is_found_at_the_root(client: Client) -> None:
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.ico")


def test_the_manifest_speaks_the_visitors_language(client: Client) -> None:
    response = client.get("/site.webmanifest", headers={"accept-language": "eo"})

    assert response["Content-Type"] == "application/manifest+json"
    assert (response.json()["lang"], response.json()["start_url"]) == ("eo", "/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("path", ["/robots.txt", "/site.webmanifest", "/favicon.ico", "/.well-known/security.txt"])
def test_nothing_here_opens_a_session(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert "max-age" in response["Cache-Control"]
