from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from . import blocks, demo, desk, navigation, publishing, search_kinds  # noqa: F401 -- registration
