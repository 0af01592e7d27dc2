from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.core.queries import register_probe

        from . import basic_facets, demo, permissions, receivers, tasks  # noqa: F401 -- registration
        from .services import probe

        register_probe("search", probe)
        permissions.register()
