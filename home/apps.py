from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from . import blocks, demo, desk, listing_kinds, navigation, search_kinds  # noqa: F401 -- registration
        from .forms import blocks as form_blocks  # noqa: F401 -- registration
        from .forms import permissions as form_permissions  # noqa: F401 -- registration
        from .forms import receivers as form_receivers  # noqa: F401 -- registration
        from .furniture import permissions as furniture_permissions
        from .furniture import receivers as furniture_receivers  # noqa: F401 -- registration
        from .reusable import blocks as reusable_blocks  # noqa: F401 -- registration
        from .reusable import receivers as reusable_receivers  # noqa: F401 -- registration

        furniture_permissions.register()
