"""wagtail-localize's machine translators, with bounded requests and languages, and errors that are raised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import requests
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

MOST_TEXTS = 40
MOST_SIGNS = 20_000


class MachineFailed(RuntimeError):
    """The service gave no answer that can be used; says why, without secrets."""


def batches(strings: list[Any]) -> Iterator[list[Any]]:
    """Yield the texts in portions that a service takes at once."""
    portion: list[Any] = []
    signs = 0
    for string in strings:
        if portion and (len(portion) >= MOST_TEXTS or signs + len(string.data) > MOST_SIGNS):
            yield portion
            portion, signs = [], 0
        portion.append(string)
        signs += len(string.data)
    if portion:
        yield portion


class Bounded:
    """Asks in portions, for the languages that the installation names."""

    options: dict[str, Any]

    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for portion in batches(list(strings)):
            try:
                answers = self.ask(source_locale, target_locale, portion)
            except requests.RequestException as error:
                raise MachineFailed(_reason(error)) from error
            except (KeyError, TypeError, AttributeError) as error:
                raise MachineFailed("unreadable answer") from error
            if len(answers) != len(portion) or not all(isinstance(answer, str) for answer in answers):
                raise MachineFailed("an answer for another number of texts")
            found |= {string: StringValue(answer) for string, answer in zip(portion, answers, strict=True)}
        return found

    def ask(self, source_locale: Any, target_locale: Any, strings: list[Any]) -> list[str]:
        raise NotImplementedError

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        known = self.options.get("LANGUAGES") or []
        codes = {source_locale.language_code, target_locale.language_code}
        return bool((not known or codes <= set(known)) and super().can_translate(source_locale, target_locale))  # type: ignore[misc]


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, ValueError):
        return "unreadable answer"
    if error.response is not None:
        return f"the service answered {error.response.status_code}"
    return "no answer in time" if isinstance(error, requests.Timeout) else "the service cannot be reached"


class LibreTranslate(Bounded, LibreTranslator):
    """LibreTranslate, one's own or somebody's."""

    def ask(self, source_locale: Any, target_locale: Any, strings: list[Any]) -> list[str]:
        response = requests.post(
            f"{self.get_api_endpoint()}/translate",
            json={
                "q": [string.data for string in strings],
                "source": self.language_code(source_locale.language_code),
                "target": self.language_code(target_locale.language_code),
                "format": "html",
                "api_key": self.options.get("API_KEY", ""),
            },
            timeout=self.get_timeout(),
        )
        response.raise_for_status()
        answers: list[str] = response.json()["translatedText"]
        return answers


class DeepL(Bounded, DeepLTranslator):
    """DeepL; `URL` replaces its own address."""

    def get_api_endpoint(self) -> str:
        return str(self.options.get("URL") or super().get_api_endpoint())

    def ask(self, source_locale: Any, target_locale: Any, strings: list[Any]) -> list[str]:
        response = requests.post(
            self.get_api_endpoint(),
            self.get_parameters(source_locale, target_locale, strings),
            timeout=self.options.get("TIMEOUT", 30),
            headers=self.get_headers(),
        )
        response.raise_for_status()
        return [answer["text"] for answer in response.json()["translations"]]
