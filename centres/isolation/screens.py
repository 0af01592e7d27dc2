"""What the addresses of the centres' own screens, and of the translators' below, name; each view judges by scope."""

from __future__ import annotations

from wagtail_localize.models import Translation

from centres.opening.models import Duty, Opening
from centres.team.models import Invitation
from cms.core.judges import ITSELF, Judge, register_judge
from cms.core.models import StagedUpload
from cms.translate.glossary.models import GlossaryTerm
from cms.translate.models import MemoryUnit

from ..models import Term

JUDGES = (
    Judge("team_*", "pk", Term, ITSELF),
    Judge("team_send_again", "pk", Invitation, ITSELF),
    Judge("team_withdraw", "pk", Invitation, ITSELF),
    Judge("centre_*", "pk", Duty, ITSELF),
    Judge("centre_*", "day", None),
    Judge("centre_opening", "pk", Opening, ITSELF),
    Judge("centre_serve", "pk", Opening, ITSELF),
    Judge("centre_assign", "pk", Opening, ITSELF),
    Judge("translate_bench*", "pk", Translation, ITSELF),
    Judge("translate_upload", "pk", StagedUpload, ITSELF),
    Judge("translate_glossary_*", "pk", GlossaryTerm, ITSELF),
    Judge("translate_memory_forget", "pk", MemoryUnit, ITSELF),
)


def register() -> None:
    register_judge(*JUDGES)
