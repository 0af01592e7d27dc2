from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentresConfig(AppConfig):
    name = "centres"
    verbose_name = _("Centres")

    def ready(self) -> None:
        from . import (
            isolation,
            scopes,  # noqa: F401 -- registration
        )

        isolation.register()
