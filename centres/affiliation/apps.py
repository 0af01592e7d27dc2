from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AffiliationConfig(AppConfig):
    name = "centres.affiliation"
    label = "affiliation"
    verbose_name = _("Affiliation")

    def ready(self) -> None:

        from . import demo, receivers, retention, scopes, serving, waiting  # noqa: F401 -- registration
        from .golive import steps  # noqa: F401 -- registration
        from .reports import reminders  # noqa: F401 -- registration
