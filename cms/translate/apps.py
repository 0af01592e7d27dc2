from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslateConfig(AppConfig):
    name = "cms.translate"
    label = "translate"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from cms.core import wishes

        from . import notices, queries, receivers, services, tasks  # noqa: F401 -- registration
        from .work import ages, digests  # noqa: F401 -- registration

        wishes.use_languages(wishes.Languages(rows=queries.rows, fulfil=services.fulfil))
