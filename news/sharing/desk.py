"""Shared posts on the editors' desk and in the publish panel."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.desk.publish.registry import Channel, register_channel
from cms.desk.registry import Waiting, register_waiting

from . import permissions, queries


def waiting(user: Any) -> list[Waiting]:
    """Posts that others propose and that this person has not taken over."""
    proposals, taken = queries.foreign_proposals(user)
    number = sum(item.post_key not in taken for item in proposals)
    text = ngettext(
        "%(number)s post is proposed to the network", "%(number)s posts are proposed to the network", number
    )
    return [Waiting(text % {"number": number}, reverse("sharing"))] if number else []


def reach(page: Any, languages: list[str]) -> dict[str, str]:
    """Return the screen where a post of a centre is offered to the others."""
    if not permissions.is_of_centre(page):
        return {}
    return dict.fromkeys(languages, reverse("sharing_propose", args=[page.pk]))


register_waiting(waiting)
register_channel(Channel("network", _("The network: propose the post to it once it is live"), "globe", reach, order=20))
