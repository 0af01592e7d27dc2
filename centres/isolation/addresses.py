"""What the parameters of addresses in /cms/ name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from cms.core.judges import ITSELF, Judge, model_of_view, register_judge
from cms.core.overrides import Override

from ..models import Centre
from .files import Document, Image
from .parts import JudgesPart

WORDS = (
    "action",
    "action_name",
    "app_label",
    "app_name",
    "content_type_app_name",
    "content_type_model_name",
    "filter_spec",
    "language",
    "mode",
    "model_name",
    "key",
    "token",
    "uidb64",
)


def named_model(_view: Any, kwargs: Mapping[str, Any]) -> Any:
    """Return the model that an address names by its app and its name."""
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return None


def named_setting(_view: Any, kwargs: Mapping[str, Any]) -> Any:
    """Return the model of the settings that an address names."""
    return settings_registry.get_by_natural_key(kwargs["app_name"], kwargs["model_name"]) or Site


EVERYWHERE = (
    *(Judge("*", name, None) for name in WORDS),
    Judge("*", "pk", model_of_view),
    Judge("*", "page_id", Page),
    Judge("*", "page_pk", Page),
    Judge("*", "parent_page_id", Page),
    Judge("*", "page_to_move_id", Page),
    Judge("*", "destination_id", Page),
    Judge("*", "revision_id", Revision),
    Judge("*", "revision_id_a", Revision),
    Judge("*", "revision_id_b", Revision),
    Judge("*", "task_id", Task, ITSELF),
    Judge("*", "task_state_id", TaskState),
    Judge("*", "workflow_state_id", WorkflowState),
    Judge("*", "workflow_pk", Workflow),
    Judge("*", "image_id", Image),
    Judge("*", "document_id", Document),
    Judge("*", "doc_id", Document),
    Judge("*", "collection_id", Collection),
    Judge("*", "centre_id", Centre, ITSELF),
    Judge("*", "redirect_id", Redirect),
    Judge("*", "locale_id", Locale),
    Judge("*", "user_id", get_user_model()),
    Judge("*", "translation_id", Translation, "change"),
    Judge("*", "translation_source_id", TranslationSource, ITSELF),
    Judge("*", "string_segment_id", StringSegment),
    Judge("*", "overridable_segment_id", OverridableSegment),
)
SPECIAL = (
    Judge("wagtailimages_chooser:*", "pk", Image, ITSELF),
    Judge("wagtaildocs_chooser:*", "pk", Document, ITSELF),
    Judge("wagtailsnippetchoosers_*", "pk", model_of_view, ITSELF),
    Judge("wagtail_localize:snippets_api_detail", "pk", named_model, ITSELF),
    Judge("wagtailadmin_choose_page_child", "parent_page_id", Page, ITSELF),
    # Each object of a bulk action is judged by itself, by Wagtail: what is not theirs stays, and the rest is done.
    Judge("wagtail_bulk_action", "id", named_model, ITSELF, query=True),
    Judge("wagtail_bulk_action", "childOf", Page, ITSELF, query=True),
    Judge("wagtailadmin_pages:revisions_compare", "pk", Page),
    Judge("wagtailadmin_api:pages:*", "pk", Page),
    Judge("wagtailadmin_api:images:*", "pk", Image),
    Judge("wagtailadmin_api:documents:*", "pk", Document),
    Judge("wagtailadmin_workflows:*_task", "pk", Task),
    Judge("wagtailadmin_workflows:enable", "pk", Workflow),
    Judge("wagtailadmin_editing_sessions:ping", "object_id", named_model),
    Judge("wagtailadmin_editing_sessions:*", "session_id", EditingSession, ITSELF),
    Judge("wagtailsettings:*", "pk", named_setting),
    Judge("wagtailimages:*", "uploaded_file_id", UploadedFile, ITSELF),
    Judge("wagtaildocs:*", "uploaded_file_id", UploadedFile, ITSELF),
    Judge("wagtail_localize:submit_snippet_translation", "pk", named_model, ITSELF),
)
CHOSEN = (
    Judge("wagtailadmin_choose_page_child", "parent_page_id", Page, "choose"),
    Judge("wagtailadmin_choose_page_chosen_multiple", "id", Page, "choose", query=True),
    Judge("wagtaildocs_chooser:*", "pk", Document, "choose"),
    Judge("wagtaildocs_chooser:chosen_multiple", "id", Document, "choose", query=True),
    Judge("wagtailimages_chooser:*", "pk", Image, "choose"),
    Judge("wagtailimages_chooser:chosen_multiple", "id", Image, "choose", query=True),
    Judge("wagtailsnippetchoosers_*", "pk", model_of_view, "choose"),
    Judge("wagtailsnippetchoosers_*:chosen_multiple", "id", model_of_view, "choose", query=True),
    Judge("wagtail_localize:snippets_api_detail", "pk", named_model, "choose"),
)
OVERRIDES = (
    Override(
        "chosen by address", "the title of whatever has the id that somebody gives to a chooser", [JudgesPart(CHOSEN)]
    ),
)


def register() -> None:
    register_judge(*EVERYWHERE, *SPECIAL)
