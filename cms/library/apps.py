from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "cms.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from . import blocks, media_blocks, permissions, receivers  # noqa: F401 -- registration
