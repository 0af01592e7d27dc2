"""Writes of starters: made from a page, made into a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core import audit

from ..models import Starter
from . import queries, snapshot

MOST_PER_PERSON = 100
LARGEST = 1_000_000
# What a page gets from its place, and is not there to be checked before.
GIVEN_BY_THE_TREE = ["path", "depth", "numchild", "url_path", "content_type"]


class StarterError(ValueError):
    """What was asked cannot be done; says why to the person who asked."""


@dataclass(frozen=True)
class Applied:
    """The new draft, and in words what the starter held that no longer exists."""

    page: Any
    skipped: list[str] = field(default_factory=list)


@transaction.atomic
def make_starter(*, page: Page, user: Any, name: str, description: str = "", is_shared: bool = False) -> Starter:
    """Keep the newest text of `page` as a starter of `user`.

    Raises StarterError when the person has MOST_PER_PERSON of them or the page is larger than LARGEST bytes.
    """
    if user is not None and queries.number_of(user) >= MOST_PER_PERSON:
        raise StarterError(_("You have %(number)s starters: delete one first.") % {"number": MOST_PER_PERSON})
    source = page.get_latest_revision_as_object()
    content = snapshot.take(source)
    if len(json.dumps(content, cls=DjangoJSONEncoder).encode()) > LARGEST:
        raise StarterError(_("This page is too long for a starter."))
    starter = Starter.objects.create(
        name=name,
        description=description,
        kind=ContentType.objects.get_for_model(type(source)),
        language=source.locale.language_code,
        content=content,
        owner=user,
        is_shared=is_shared,
    )
    audit.record(actor=user, action="starter.made", obj=starter, data={"page": page.pk, "shared": is_shared})
    return starter


@transaction.atomic
def apply_starter(
    *,
    starter: Starter,
    parent: Page,
    user: Any,
    title: str = "",
    may_use: Callable[[Any], bool] = lambda target: True,
) -> Applied:
    """Make a draft below `parent`, in its language, with new block ids and nothing that belonged to the first page.

    `title` is the starter's own by default; `may_use(object)` says which pictures, documents and others it may show.
    The caller judges what `user` may. Raises StarterError when such a page cannot stand there, ValidationError when
    the content breaks a rule of today.
    """
    model: Any = starter.kind.model_class()
    if model is None:
        raise StarterError(_("Pages of this type do not exist any more."))
    parent = Page.objects.select_for_update().get(pk=parent.pk).specific
    if not model.can_create_at(parent):
        raise StarterError(_("Such a page cannot stand below “%(title)s”.") % {"title": parent.title})
    page, skipped = snapshot.give(model, starter.content, may_use)
    page.title = title or page.title
    page.draft_title = page.title
    page.slug = find_available_slug(parent, (slugify(page.title) or model._meta.model_name)[:200])
    page.locale, page.owner, page.live, page.has_unpublished_changes = parent.locale, user, False, True
    page.clean_fields(exclude=GIVEN_BY_THE_TREE)
    parent.add_child(instance=page)
    page.save_revision(user=user, changed=True)
    log(instance=page, action="wagtail.create", user=user)
    Starter.objects.filter(pk=starter.pk).update(use_count=F("use_count") + 1, used_at=timezone.now())
    audit.record(actor=user, action="starter.used", obj=starter, data={"page": page.pk, "skipped": len(skipped)})
    return Applied(page, skipped)


@transaction.atomic
def change_starter(*, starter: Starter, user: Any, name: str, description: str, is_shared: bool) -> Starter:
    """Give a starter another name, description or audience; its content stays."""
    starter.name, starter.description, starter.is_shared = name, description, is_shared
    starter.save(update_fields=["name", "description", "is_shared", "changed_at"])
    audit.record(actor=user, action="starter.changed", obj=starter, data={"shared": is_shared})
    return starter


@transaction.atomic
def delete_starter(*, starter: Starter, user: Any) -> None:
    """Delete a starter; the pages made from it stay."""
    audit.record(actor=user, action="starter.deleted", obj=starter, data={"used": starter.use_count})
    starter.delete()
