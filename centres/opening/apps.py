from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpeningConfig(AppConfig):
    name = "centres.opening"
    verbose_name = _("Opening days")

    def ready(self) -> None:
        from datetime import timedelta

        from cms.core import clock

        from . import permissions  # noqa: F401 -- registration
        from .services import forget_past_duties

        clock.register("centres.forget_past_duties", every=timedelta(days=1), function=forget_past_duties)
