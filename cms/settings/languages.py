"""Languages of the site and of the editors' screens."""

from zoneinfo import available_timezones

from cms.env import BASE_DIR, env

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fr", "Français"),
    ("en", "English"),
    ("es", "Español"),
    ("de", "Deutsch"),
    ("eo", "Esperanto"),
    ("ar", "العربية"),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# What stands first wins: our own words, then the Esperanto of the packages' screens.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Paris")
# The machine's list has names such as "localtime", at which a browser's script stops.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(name for name in available_timezones() if name[:4] != "Etc/" and "/" in name)]
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Addresses that have no language prefix and never lead to one.
UNPREFIXED_PATHS = (
    "cms",
    "accounts",
    "search",
    "feeds",
    "payments",
    "api",
    "verify",
    "documents",
    "media",
    "static",
    "demo",
    "bench",
    "language",
    "healthz",
    "readyz",
    "robots.txt",
    "sitemap.xml",
    "favicon.ico",
    "site.webmanifest",
    ".well-known",
)
