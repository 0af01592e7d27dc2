from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from . import checks, notices, receivers  # noqa: F401 -- they register, once models are there
