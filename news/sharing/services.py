"""Every write about shared posts: proposing, taking over, following, parting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from centres.queries import centre_of
from cms.core import audit

from ..pages import NewsIndexPage, NewsPage
from . import queries
from .models import Proposal, Takeover
from .texts import digest_of, give_text


@transaction.atomic
def propose(*, page: NewsPage, user: Any, note: str = "") -> Proposal:
    """Offer a post, in all its languages, to the network; twice is once, with the latest note.

    Raises ValidationError for a page that is no live post of a centre.
    """
    centre = centre_of(page)
    if centre is None or not page.live:
        raise ValidationError(_("Only a published post of a centre can be proposed."))
    proposal, is_new = Proposal.objects.update_or_create(
        post_key=page.translation_key,
        defaults={"note": note},
        create_defaults={"note": note, "centre": centre, "proposed_by": user if getattr(user, "pk", None) else None},
    )
    if is_new:
        audit.record(actor=user, action="news.proposed", obj=page, data={"centre": centre.slug})
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, user: Any) -> None:
    """Offer a post no more. Copies that were made stay as they are."""
    audit.record(actor=user, action="news.withdrawn", obj=proposal.centre, data={"post": str(proposal.post_key)})
    proposal.delete()


@transaction.atomic
def take_over(*, proposal: Proposal, index: NewsIndexPage, languages: Iterable[str], user: Any) -> list[Takeover]:
    """Copy a proposed post below `index` and its translations, in these languages, as drafts; return the copies.

    The caller judges what `user` may. Raises ValidationError where the post is not live any more, or is there already.
    """
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    texts = queries.texts_of(proposal.post_key)
    places = {place.locale.language_code: place for place in index.get_translations(inclusive=True).specific()}
    wanted = [code for code in languages if code in texts and code in places]
    if not wanted:
        raise ValidationError(_("The post cannot be read in these languages any more."))
    if proposal.post_key in queries.keys_taken(list(places.values())):
        raise ValidationError(_("This post was taken over here already."))
    key = uuid4()
    made = [_copy(proposal, texts[code], places[code], key, user) for code in wanted]
    audit.record(actor=user, action="news.taken_over", obj=index, data={"post": str(proposal.post_key)})
    return made


def _copy(proposal: Proposal, original: NewsPage, place: Page, key: Any, user: Any) -> Takeover:
    """Make one draft. Its text is that of the published original, never of a draft."""
    copy = NewsPage(
        title=original.title,
        slug=find_available_slug(place, original.slug),
        locale=place.locale,
        translation_key=key,
        date=original.date,
        live=False,
        owner=user if getattr(user, "pk", None) else None,
    )
    place.add_child(instance=copy)
    give_text(original, copy)
    row = Takeover.objects.create(
        copy=copy, original=original, centre=proposal.centre, digest=digest_of(copy), taken_by=copy.owner
    )
    copy.save_revision(user=user)
    return row


@transaction.atomic
def follow(*, takeover: Takeover) -> bool:
    """Give a copy the text that its original has now; return whether there was anything to do.

    A copy that visitors read is published again, a draft stays a draft. A copy that was edited is left alone.
    """
    row = Takeover.objects.select_for_update(of=("self",)).select_related("original", "copy").get(pk=takeover.pk)
    original, copy = row.original, row.copy
    if not row.follows or original is None or not original.live or digest_of(original) == row.digest:
        return False
    give_text(original, copy)
    Takeover.objects.filter(pk=row.pk).update(digest=digest_of(copy))
    revision = copy.save_revision()
    if copy.live:
        revision.publish()
    return True


@transaction.atomic
def take_back(*, original: NewsPage) -> int:
    """Take the copies that follow an original out of the site with it; return how many. Independent ones stay."""
    rows = Takeover.objects.filter(original=original, copy__live=True).exclude(digest="").select_related("copy")
    for row in rows:
        row.copy.unpublish()
        audit.record(actor=None, action="news.taken_back", obj=row.copy)
    return len(rows)


def part(*, takeover: Takeover, actor: Any) -> None:
    """Let a copy be independent from now on: somebody wrote another text."""
    Takeover.objects.filter(pk=takeover.pk).update(digest="")
    audit.record(actor=actor, action="news.parted", obj=takeover.copy)
