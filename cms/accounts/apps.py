from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from cms.core.notices import set_preferences

        from . import checks, notices, receivers  # noqa: F401 -- they register, once models are there
        from .preferences import OwnPreferences

        set_preferences(OwnPreferences())
