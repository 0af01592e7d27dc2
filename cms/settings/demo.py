"""The demonstration: everything embedded, on one machine, nothing leaves it."""

from django.core.management.utils import get_random_secret_key

from cms.env import VAR_DIR

from .base import *

DEMO = True
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _kept_secret() -> str:
    """Return the secret key of this machine, made once and kept in the var folder."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.write_text(get_random_secret_key(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


SECRET_KEY = SECRET_KEY or _kept_secret()
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", ".localhost"]
