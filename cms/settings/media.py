"""Static files and the two media stores: all lies in the private one, what is published is copied to the public one."""

from cms.env import BASE_DIR, VAR_DIR

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("", VAR_DIR / "bundled")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "private"
PUBLIC_MEDIA_ROOT = VAR_DIR / "public"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PUBLIC_MEDIA_ROOT), "base_url": MEDIA_URL},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
