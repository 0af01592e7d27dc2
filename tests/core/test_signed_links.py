"""Links that prove themselves."""

from __future__ import annotations

import string
from datetime import timedelta

import pytest
import time_machine

from cms.core import signed_links
from cms.core.signed_links import Expired, Forged, LinkError, Used

DAY = timedelta(days=1)


@pytest.mark.parametrize("value", [7, "ĉu", {"page": 3, "language": "eo"}, None, [1, "a"]])
def test_what_goes_in_comes_out(value: object) -> None:
    assert signed_links.read("verify", signed_links.make("verify", value), DAY) == value


def test_a_link_is_good_for_its_purpose_alone() -> None:
    with pytest.raises(Forged):
        signed_links.read("reset", signed_links.make("verify", 7), DAY)


def test_a_link_ends() -> None:
    with time_machine.travel("2026-09-01T10:00:00Z", tick=False):
        token = signed_links.make("verify", 7)
    with time_machine.travel("2026-09-02T09:59:59Z", tick=False):
        assert signed_links.read("verify", token, DAY) == 7
    with time_machine.travel("2026-09-02T10:00:02Z", tick=False), pytest.raises(Expired):
        signed_links.read("verify", token, DAY)


def test_no_altered_sign_is_accepted() -> None:
    token = signed_links.make("verify", {"page": 3})
    for place, sign in enumerate(token):
        other = next(letter for letter in string.ascii_letters if letter != sign)
        with pytest.raises(LinkError):
            signed_links.read("verify", token[:place] + other + token[place + 1 :], DAY)


@pytest.mark.parametrize("junk", ["", ":", "::", "a:b:c", "\x00", "é" * 50, "." * 5000, "ab:cd:ef:gh", ".a:b:c"])
def test_junk_is_forged(junk: str) -> None:
    with pytest.raises(Forged):
        signed_links.read("verify", junk, DAY)


def test_a_link_of_one_use_dies_when_its_state_moves() -> None:
    states = {7: "new"}
    token = signed_links.make("confirm", 7, state="new")

    assert signed_links.read("confirm", token, DAY, state=lambda value: states[value]) == 7
    states[7] = "confirmed"
    with pytest.raises(Used):
        signed_links.read("confirm", token, DAY, state=lambda value: states[value])


def test_a_link_with_a_state_is_not_read_without_it() -> None:
    with pytest.raises(Used):
        signed_links.read("confirm", signed_links.make("confirm", 7, state="new"), DAY)
    with pytest.raises(Used):
        signed_links.read("confirm", signed_links.make("confirm", 7), DAY, state="new")


def test_the_state_itself_is_not_in_the_link() -> None:
    assert "hunter" not in signed_links.make("confirm", 7, state="hunter")
