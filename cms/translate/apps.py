from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslateConfig(AppConfig):
    name = "cms.translate"
    label = "translate"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from cms.core import wishes

        from . import notices, queries, receivers, services, tasks  # noqa: F401 -- registration
        from .bench import notices as bench_notices  # noqa: F401 -- registration
        from .files.roads import ROAD as FILES_ROAD
        from .glossary.roads import ROAD as GLOSSARY_ROAD
        from .memory import receivers as memory_receivers  # noqa: F401 -- registration
        from .memory.roads import ROAD as MEMORY_ROAD
        from .uploads.registry import register_road
        from .work import ages, digests  # noqa: F401 -- registration

        for road in (FILES_ROAD, GLOSSARY_ROAD, MEMORY_ROAD):
            register_road(road)
        wishes.use_languages(wishes.Languages(rows=queries.rows, fulfil=services.fulfil))
