"""What the bench's form sends: texts by key, the versions they were typed over, and what was pressed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from ..models.bench import LONGEST_REMARK
from ..texts import LONGEST

TEXT, SEEN, SHOWN, ADDRESS = "t-", "v-", "s-", "a-"


@dataclass(frozen=True)
class Posted:
    """`typed` holds only what differs from what the form showed; `act` is a verb, `about` its key or id."""

    typed: dict[str, str]
    seen: dict[str, str]
    act: str
    about: str
    words: str
    addresses: dict[int, str]


def posted(data: QueryDict) -> Posted:
    """Read the whole form, as it comes without scripts."""
    act, _colon, about = data.get("act", "save").partition(":")
    typed = {
        name.removeprefix(TEXT): _lines(value)[: LONGEST + 1]
        for name, value in data.items()
        if name.startswith(TEXT) and _lines(value) != _lines(data.get(name.replace(TEXT, SHOWN, 1), ""))
    }
    seen = {key: data.get(f"{SEEN}{key}", "") for key in typed}
    words = data.get(f"{act}-{about}" if about else act, "")[:LONGEST_REMARK]
    return Posted(typed, seen, act, about, words.strip(), _addresses(data))


def _addresses(data: QueryDict) -> dict[int, str]:
    named = ((name.removeprefix(ADDRESS), value) for name, value in data.items() if name.startswith(ADDRESS))
    return {int(name): value.strip() for name, value in named if name.isdecimal()}


def in_hand(data: QueryDict) -> dict[str, str]:
    """Return every text that was sent, for a look at the page with it."""
    return {name.removeprefix(TEXT): _lines(value)[:LONGEST] for name, value in data.items() if name.startswith(TEXT)}


def _lines(value: str) -> str:
    """Browsers send line ends of their own."""
    return value.replace("\r\n", "\n").strip()
