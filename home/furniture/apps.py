from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FurnitureConfig(AppConfig):
    name = "home.furniture"
    verbose_name = _("Around the pages")

    def ready(self) -> None:
        from . import permissions, receivers  # noqa: F401 -- registration

        permissions.register()
