"""Headers, cookies, content security policy, rates."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

from cms.env import env

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# "old.example=https://new.example,…": a permanent redirect that keeps the path.
HOST_REDIRECTS = dict(pair.split("=", 1) for pair in env.list("HOST_REDIRECTS", default=[]))
DEBUG = False
DEMO = False
BENCH = env.bool("MONDCIVITAN_BENCH", default=False)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.core.views.errors.csrf_failure"

# Players that an embed block may load on a click; each is a host name of a frame.
EMBED_HOSTS = env.list(
    "EMBED_HOSTS",
    default=["www.youtube-nocookie.com", "player.vimeo.com", "framatube.org", "tube.nogafa.org"],
)
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF, *(f"https://{host}" for host in EMBED_HOSTS)],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    },
}
# The editors' screens carry inline scripts of Wagtail's own (wagtail#1288).
CMS_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
}
# POSTs by people who are not signed in, per address.
PUBLIC_POST_RATE = env.str("PUBLIC_POST_RATE", default="30/m/ip")
SEARCH_RATE = env.str("SEARCH_RATE", default="120/m/ip")
# Messages through editors' forms, per address: from browsers that prove work, and from those without scripts.
FORM_RATE = env.str("FORM_RATE", default="20/h/ip")
FORM_RATE_WITHOUT_PROOF = env.str("FORM_RATE_WITHOUT_PROOF", default="5/h/ip")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:security@mondcivitan.example")
# The editors' preview is a frame of our own.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
