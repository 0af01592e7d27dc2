from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from . import (  # noqa: F401 -- registration  # noqa: F401 -- registration
            blocks,
            demo,
            desk,
            listing_kinds,
            microsites,
            navigation,
            publishing,
            remarks,
            search_kinds,
            works_trash,
        )
        from .forms import blocks as form_blocks  # noqa: F401 -- registration
        from .forms import permissions, receivers  # noqa: F401 -- registration
