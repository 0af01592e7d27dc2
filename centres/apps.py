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
        from datetime import timedelta

        from cms.core import clock

        from . import search_facet, surroundings  # noqa: F401 -- registration
        from .services import complete_microsites

        clock.register("centres.complete_microsites", every=timedelta(hours=1), function=complete_microsites)
