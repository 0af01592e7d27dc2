from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from cms.core import frame, story

        from . import blocks, demo, desk, publishing, queries, receivers, search_kinds, volume  # noqa: F401 -- registration

        if queries.feed_address not in frame.feed_address:
            frame.feed_address.append(queries.feed_address)
        if volume.make_volume not in story.volume_makers:
            story.volume_makers.append(volume.make_volume)
