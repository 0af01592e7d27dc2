from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from cms.core import frame, story
        from cms.core.views import sitemap

        from . import (  # noqa: F401 -- registration
            addresses,
            blocks,
            centre_story,
            demo,
            desk,
            listing_kinds,
            microsites,
            publishing,
            receivers,
            search_kinds,
            sitemaps,
            volume,
        )

        if addresses.feeds_of_site not in frame.site_feeds:
            frame.site_feeds.append(addresses.feeds_of_site)
        if sitemaps.groups not in sitemap.more_groups:
            sitemap.more_groups.append(sitemaps.groups)
        if volume.make_volume not in story.volume_makers:
            story.volume_makers.append(volume.make_volume)
