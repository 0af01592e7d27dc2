"""What the editors' screens say of pages and people that are not the viewer's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.models import AbstractPage, Page

from cms.core import judges
from cms.core.overrides import Override, Patch
from cms.core.viewer import viewer

from .files import Document
from .pages import is_public, leads_to_work, works_on
from .people import hidden_people

User = get_user_model()
# What the scripts of some choosers read beside the title.
UNTOLD = {"parent_id": None, "preview": {"url": "", "width": 0, "height": 0}, "default_alt_text": ""}


def _title(original: Callable[[Any], str]) -> Callable[[Any], str]:
    """Of others' pages say what visitors read, never the title of a draft."""

    def get_admin_display_title(self: Page) -> str:
        user = viewer()
        if user is None or not self.path or works_on(user, self) or leads_to_work(user, self):
            return original(self)
        return self.title if is_public(self) else _("(private page)")

    return get_admin_display_title


def _name(original: Callable[[Any], str]) -> Callable[[Any], str]:
    """Of people of other centres say nothing."""

    def named(self: Any) -> str:
        user = viewer()
        is_hidden = user is not None and self.pk is not None and self.pk != user.pk and self.pk in hidden_people(user)
        return _("somebody of another centre") if is_hidden else original(self)

    return named


def _chosen(original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Of a chosen thing that is not theirs keep the id alone: saving leaves it as it is, and nothing is told."""

    def get_value_data(self: BaseChooser, value: Any) -> Any:
        user, instance = viewer(), None
        if user is not None:
            instance = self.get_instance(value)
        if not isinstance(instance, Model) or judges.may(user, "choose", instance):
            return original(self, value)
        return {"id": instance.pk, "edit_url": None, self.display_title_key: _("(private)"), **UNTOLD}

    return get_value_data


def _linked(original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Of a page or document that is not theirs, a link in a text tells no address."""

    def get_attribute_data(self: Any, attrs: Any) -> Any:
        user, told = viewer(), original(self, attrs)
        model = Page if isinstance(self, PageLinkElementHandler) else Document
        found = model._base_manager.filter(pk=told.get("id")).first() if user is not None else None
        if found is None or judges.may(user, "choose", found):
            return told
        return {**dict.fromkeys(told), "id": told["id"]}

    return get_attribute_data


OVERRIDES = (
    Override(
        "titles of pages",
        "titles of drafts, wherever a page is named: choosers, panels, error messages",
        [Patch(AbstractPage, "get_admin_display_title", _title)],
    ),
    Override(
        "names of people",
        "names and mail addresses of other centres' people in histories, reports and lists",
        [Patch(User, name, _name) for name in ("get_full_name", "get_username", "__str__")],
    ),
    Override(
        "chosen things",
        "titles and pictures of what a form refers to, when somebody posts an id",
        [Patch(BaseChooser, "get_value_data", _chosen)],
    ),
    Override(
        "links in texts",
        "addresses of drafts and private documents that a text links to, when somebody posts an id",
        [
            Patch(handler, "get_attribute_data", _linked)
            for handler in (PageLinkElementHandler, DocumentLinkElementHandler)
        ],
    ),
)
