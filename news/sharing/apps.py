from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "news.sharing"
    verbose_name = _("Shared posts")

    def ready(self) -> None:
        from . import desk, parts, permissions, receivers  # noqa: F401 -- registration
