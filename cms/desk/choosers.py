"""What forms of the desk share: a chooser of places below which a person may put a page, and what was sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page


class PlaceChooser(AdminPageChooser):
    """Offers places for pages of type `model`; of a place that is not the person's it shows nothing, title included."""

    def __init__(self, *, user: Any, model: type[Page], user_perms: str, **kwargs: Any) -> None:
        super().__init__(target_models=model.allowed_parent_page_models(), user_perms=user_perms, **kwargs)
        self.user = user

    def get_instance(self, value: Any) -> Page | None:
        page = value if isinstance(value, Page) else page_named(value)
        return page.specific if page and page.permissions_for_user(self.user).can_add_subpage() else None


def page_named(value: Any) -> Page | None:
    """Return the page whose id somebody sent, None when it is no id or no page."""
    text = str(value or "")
    return Page.objects.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 19 else None


def asked_words(request: HttpRequest) -> str:
    """Return what somebody looks for in a list; PostgreSQL refuses a text with NUL in it."""
    return request.GET.get("q", "").replace("\0", " ")[:100]


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent, an empty form included; None when it is only shown."""
    return request.POST if request.method == "POST" else None
