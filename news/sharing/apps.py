from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "news.sharing"
    verbose_name = _("Shared posts")

    def ready(self) -> None:
        from cms.core.views import sitemap

        from . import desk, parts, permissions, queries, receivers  # noqa: F401 -- registration

        if queries.without_copies not in sitemap.narrowings:
            sitemap.narrowings.append(queries.without_copies)
