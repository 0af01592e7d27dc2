from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslateConfig(AppConfig):
    name = "cms.translate"
    label = "translate"
    verbose_name = _("Translation")
