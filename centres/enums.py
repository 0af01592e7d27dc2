"""States of a centre, roles in its team."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CentreState(models.TextChoices):
    """A centre's life, in the order of the convention."""

    CANDIDATE = "candidate", pgettext_lazy("state of a centre", "candidate")
    AFFILIATED = "affiliated", pgettext_lazy("state of a centre", "affiliated")
    DORMANT = "dormant", pgettext_lazy("state of a centre", "dormant")
    SUSPENDED = "suspended", pgettext_lazy("state of a centre", "suspended")
    CLOSED = "closed", pgettext_lazy("state of a centre", "closed")


# What may follow what; a closed centre is founded again by becoming affiliated.
NEXT_STATES: dict[CentreState, frozenset[CentreState]] = {
    CentreState.CANDIDATE: frozenset({CentreState.AFFILIATED, CentreState.CLOSED}),
    CentreState.AFFILIATED: frozenset({CentreState.DORMANT, CentreState.SUSPENDED, CentreState.CLOSED}),
    CentreState.DORMANT: frozenset({CentreState.AFFILIATED, CentreState.SUSPENDED, CentreState.CLOSED}),
    CentreState.SUSPENDED: frozenset({CentreState.AFFILIATED, CentreState.DORMANT, CentreState.CLOSED}),
    CentreState.CLOSED: frozenset({CentreState.AFFILIATED}),
}
# The team works; visitors find the centre.
OPEN_STATES = frozenset({CentreState.AFFILIATED, CentreState.DORMANT})


class Role(models.TextChoices):
    """What somebody does in a centre's team."""

    MANAGER = "manager", pgettext_lazy("role in a centre", "manager")
    EDITOR = "editor", pgettext_lazy("role in a centre", "editor")
    OFFICER = "officer", pgettext_lazy("role in a centre", "officer")
    TRANSLATOR = "translator", pgettext_lazy("role in a centre", "translator")
    TREASURER = "treasurer", pgettext_lazy("role in a centre", "treasurer")


# Rights on the centre's pages in all languages; a translator's are on one language's page only.
PAGE_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.MANAGER: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    Role.EDITOR: ("add", "change", "publish"),
    Role.OFFICER: (),
    Role.TREASURER: (),
    Role.TRANSLATOR: ("change",),
}
FILE_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.MANAGER: ("add", "change", "choose"),
    Role.EDITOR: ("add", "change", "choose"),
    Role.OFFICER: ("add", "choose"),
    Role.TREASURER: ("add", "choose"),
    Role.TRANSLATOR: ("choose",),
}

HUES = (
    (165, _("green")),
    (255, _("blue")),
    (330, _("pink")),
    (60, _("ochre")),
)
