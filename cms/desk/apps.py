from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"
    verbose_name = _("Editors' desk")

    def ready(self) -> None:
        from . import waiting
        from .registry import register_waiting
        from .trash import permissions, receivers  # noqa: F401 -- registration

        for find in (waiting.reviews, waiting.drafts, waiting.translations):
            register_waiting(find)
