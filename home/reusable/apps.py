from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReusableConfig(AppConfig):
    name = "home.reusable"
    verbose_name = _("Reusable content")

    def ready(self) -> None:
        from . import blocks, receivers  # noqa: F401 -- registration
