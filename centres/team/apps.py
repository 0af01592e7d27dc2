from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamConfig(AppConfig):
    name = "centres.team"
    label = "team"
    verbose_name = _("Team")

    def ready(self) -> None:
        from . import checks, demo, jobs, notices, receivers, scopes, told  # noqa: F401 -- registration
