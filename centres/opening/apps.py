from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpeningConfig(AppConfig):
    name = "centres.opening"
    verbose_name = _("Opening days")

    def ready(self) -> None:
        from . import permissions  # noqa: F401 -- registration
