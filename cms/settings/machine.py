"""Machine translation: off unless the environment names a service."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from cms.env import env

# "", "libretranslate" or "deepl".
MACHINE_TRANSLATION = env.str("MACHINE_TRANSLATION", default="")
MACHINE_TRANSLATION_URL = env.str("MACHINE_TRANSLATION_URL", default="")
MACHINE_TRANSLATION_KEY = env.str("MACHINE_TRANSLATION_KEY", default="")
MACHINE_TRANSLATION_SECONDS = env.int("MACHINE_TRANSLATION_SECONDS", default=30)
# The languages that the service knows; empty for all.
MACHINE_TRANSLATION_LANGUAGES = env.list("MACHINE_TRANSLATION_LANGUAGES", default=[])

_options: dict[str, Any] = {"TIMEOUT": MACHINE_TRANSLATION_SECONDS, "LANGUAGES": MACHINE_TRANSLATION_LANGUAGES}
WAGTAILLOCALIZE_MACHINE_TRANSLATOR: dict[str, Any] | None = None
if MACHINE_TRANSLATION == "libretranslate":
    if not MACHINE_TRANSLATION_URL:
        raise ImproperlyConfigured("MACHINE_TRANSLATION=libretranslate needs MACHINE_TRANSLATION_URL")
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translate.machine.translators.LibreTranslate",
        "OPTIONS": {
            **_options,
            "LIBRETRANSLATE_URL": MACHINE_TRANSLATION_URL.rstrip("/"),
            "API_KEY": MACHINE_TRANSLATION_KEY,
        },
    }
elif MACHINE_TRANSLATION == "deepl":
    if not MACHINE_TRANSLATION_KEY:
        raise ImproperlyConfigured("MACHINE_TRANSLATION=deepl needs MACHINE_TRANSLATION_KEY")
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translate.machine.translators.DeepL",
        "OPTIONS": {**_options, "AUTH_KEY": MACHINE_TRANSLATION_KEY, "URL": MACHINE_TRANSLATION_URL},
    }
elif MACHINE_TRANSLATION:
    raise ImproperlyConfigured(f"MACHINE_TRANSLATION is {MACHINE_TRANSLATION!r}: libretranslate, deepl or nothing")
