from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Platform")

    def ready(self) -> None:
        from . import blocks, checks, receivers, tasks  # noqa: F401 -- registration
