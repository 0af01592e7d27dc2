"""Limits on what people who are not signed in may ask for."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.test import Client, RequestFactory

from cms.core.middleware import rates

pytestmark = pytest.mark.django_db


def post(client: Client, address: str = "192.0.2.1", **headers: str) -> Any:
    return client.post("/robots.txt", REMOTE_ADDR=address, headers=headers)


def statuses(client: Client, number: int, **given: Any) -> list[int]:
    return [post(client, **given).status_code for _ in range(number)]


@pytest.fixture(autouse=True)
def three_a_minute(settings: Any) -> None:
    settings.PUBLIC_POST_RATE = "3/m/ip"


def test_after_the_last_allowed_post_comes_a_styled_429(client: Client) -> None:
    assert statuses(client, 3) == [405, 405, 405]
    response = post(client)

    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "<h1" in response.content.decode()
    assert "Set-Cookie" not in response.headers


def test_reading_is_not_counted(client: Client) -> None:
    for _ in range(5):
        assert client.get("/robots.txt", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_another_address_has_its_own_count(client: Client) -> None:
    statuses(client, 4)

    assert post(client, "192.0.2.2").status_code == 405


def test_people_who_are_signed_in_are_not_counted(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user("ana@citizens.example"))

    assert statuses(client, 5) == [405] * 5


def test_a_forged_address_gains_nothing(client: Client) -> None:
    for number in range(3):
        post(client, **{"x-forwarded-for": f"198.51.100.{number}"})

    assert post(client, **{"x-forwarded-for": "198.51.100.99"}).status_code == 429


def test_behind_a_proxy_only_its_own_word_counts(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        post(client, **{"x-forwarded-for": f"198.51.100.{number}, 203.0.113.5"})

    assert post(client, **{"x-forwarded-for": "10.0.0.1, 203.0.113.5"}).status_code == 429
    assert post(client, **{"x-forwarded-for": "10.0.0.1, 203.0.113.6"}).status_code == 405


@pytest.mark.parametrize("forged", ["", "junk", ",", "1.2.3.4", "a" * 5000])
def test_a_header_that_lacks_a_proxy_never_breaks_and_never_frees(settings: Any, forged: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forged})

    assert rates.client_address(request) == "192.0.2.1"


def test_a_whole_network_counts_as_one_address() -> None:
    def address(value: str) -> str:
        request = HttpRequest()
        request.META["REMOTE_ADDR"] = value
        return rates.client_address(request)

    assert address("2001:db8::1") == address("2001:db8::ffff")
    assert address("2001:db8::1") != address("2001:db9::1")


def test_requests_without_any_address_share_one_count() -> None:
    first, second = HttpRequest(), HttpRequest()
    second.META["HTTP_X_FORWARDED_FOR"] = "198.51.100.1"

    assert rates.client_address(first) == rates.client_address(second) != ""


def test_searching_has_its_own_limit(settings: Any) -> None:
    settings.SEARCH_RATE = "2/m/ip"
    request = RequestFactory().get("/fr/search/?q=a", REMOTE_ADDR="192.0.2.1")

    assert [rates.search_refused(request), rates.search_refused(request)] == [None, None]
    refusal = rates.search_refused(request)
    assert refusal is not None
    assert refusal.status_code == 429
    assert rates.refused(request, "post", settings.PUBLIC_POST_RATE) is None
