from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"
    verbose_name = _("Editors' desk")

    def ready(self) -> None:
        from cms.core.judges import ITSELF, Judge, register_judge
        from cms.core.scope import register_provider

        from . import waiting
        from .models import Starter, TrashEntry
        from .publish import checks  # noqa: F401 -- registration
        from .registry import register_shortcut, register_waiting
        from .starters.menu import SHORTCUT
        from .starters.permissions import SCOPE
        from .trash import permissions, receivers  # noqa: F401 -- registration
        from .tutorials import own  # noqa: F401 -- registration

        for find in (waiting.reviews, waiting.drafts, waiting.translations):
            register_waiting(find)
        register_shortcut(SHORTCUT)
        register_provider(Starter, SCOPE)
        register_judge(
            Judge("desk_starters_*", "pk", Starter, ITSELF),
            Judge("desk_trash_*", "pk", TrashEntry, ITSELF),
        )
