"""Wagtail: pages, images and documents."""

from cms.env import env

WAGTAIL_SITE_NAME = "Mondcivitan"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False

WAGTAILIMAGES_IMAGE_MODEL = "library.Image"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
# Chosen by looking at photographs and drawings: lower shows bands in skies, higher is only heavier.
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 74
WAGTAILIMAGES_JPEG_QUALITY = 76
WAGTAILDOCS_DOCUMENT_MODEL = "library.Document"
# Each kind of file has its own limit; Wagtail's field knows one only, the largest.
DOCUMENT_MAX_BYTES = 10 * 1024 * 1024
AUDIO_MAX_BYTES = env.int("AUDIO_MAX_MB", default=50) * 1024 * 1024
VIDEO_MAX_BYTES = env.int("VIDEO_MAX_MB", default=200) * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(DOCUMENT_MAX_BYTES, AUDIO_MAX_BYTES, VIDEO_MAX_BYTES)
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "epub", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"),
    *("m4a", "mp3", "ogg", "wav", "mp4", "webm", "vtt"),
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.library.forms.PaperForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.library.forms.PictureForm"
