"""The microsites of the demonstration: their words, opening days and posts; the main site takes one over."""

from __future__ import annotations

import tomllib
from datetime import time, timedelta
from typing import Any

from django.utils.html import format_html
from wagtail.models import Page

from centres.affiliation.golive.services import go_live
from centres.models import Centre, CentrePage
from centres.opening.enums import OpeningKind
from centres.opening.hours import occurrences
from centres.opening.models import Opening
from centres.opening.services import put_down, save_opening
from cms.core.story import Chapter, Fields, Story, register_chapter

from .demo import STORY
from .models import Topic
from .pages import NewsIndexPage, NewsPage
from .queries import news_index_of
from .sharing.services import propose, take_over

# Among the days of so many, helpers are put down.
SERVED_DAYS = 14


def write_microsites(story: Story) -> None:
    """Fill and publish every microsite that the story knows; none where no chapter founded the centres."""
    for slug, facts in tomllib.loads((STORY / "centres.toml").read_text(encoding="utf-8")).items():
        centre = Centre.objects.filter(slug=slug).first()
        if centre is not None:
            write_microsite(centre, facts, story)


def write_microsite(centre: Centre, facts: Fields, story: Story) -> None:
    homes = {page.locale.language_code: page for page in centre.pages.select_related("locale")}
    for code, words in facts["words"].items():
        if code in homes:
            _write_home(homes[code], words, facts, story)
    posts = [(post, _write_post(homes, post, story)) for post in facts.get("posts", [])]
    go_live(centre=centre, actor=story.user)
    for post, texts in posts:
        for text in texts:
            text.refresh_from_db()
        if texts and "is_proposed" in post:
            _share(post, texts[0], story)
    _open(centre, facts, story)


def _write_home(home: CentrePage, words: Fields, facts: Fields, story: Story) -> None:
    home.summary, home.picture_alt, home.hours = words["summary"], words["picture_alt"], words["hours"]
    home.picture = story.images.get(facts["picture"])
    home.body = home._meta.get_field("body").to_python([_text(words["about"])])
    home.save()
    home.save_revision(user=story.user)


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "value": format_html("<p>{}</p>", words)}


def _write_post(homes: dict[str, CentrePage], post: Fields, story: Story) -> list[NewsPage]:
    """Return the drafts of a post in the centre's languages, translations of each other."""
    made: list[NewsPage] = []
    for code, home in homes.items():
        blog = NewsIndexPage.objects.child_of(home).first()
        if blog is None or code not in post:
            continue
        text = post[code]
        page = NewsPage(
            title=text["title"],
            slug=text["slug"],
            summary=text["summary"],
            date=post["date"],
            picture=story.images.get(post.get("picture", "")),
            picture_is_decorative="picture" in post,
            locale=home.locale,
            live=False,
            owner=story.user,
        )
        if made:
            page.translation_key = made[0].translation_key
        page.body = page._meta.get_field("body").to_python([_text(text["body"])])
        keys = [story.snippets[f"topic:{key}"] for key in post.get("topics", ())]
        page.topics = list(Topic.objects.filter(locale=home.locale, translation_key__in=keys))
        blog.add_child(instance=page)
        page.save_revision(user=story.user)
        made.append(page)
    return made


def _share(post: Fields, text: NewsPage, story: Story) -> None:
    """Propose a post; the main site takes over those that say so."""
    proposal = propose(page=text, user=story.user, note=post["is_proposed"])
    index = news_index_of("fr")
    if index is None or "taken_over" not in post:
        return
    for row in take_over(proposal=proposal, index=index, languages=post["taken_over"], user=story.user):
        page: Any = Page.objects.get(pk=row.copy_id).specific
        page.get_latest_revision().publish(user=story.user)


def _open(centre: Centre, facts: Fields, story: Story) -> None:
    """Set the opening days, and put helpers down for the first of them: others still have nobody."""
    for weekday, begins, ends, place in facts["weekly"]:
        opening = Opening(
            centre=centre,
            kind=OpeningKind.WEEKLY,
            weekday=weekday,
            begins=time.fromisoformat(begins),
            ends=time.fromisoformat(ends),
            place=place,
        )
        save_opening(opening=opening, actor=story.user)
    if "closed" in facts:
        first, last = (centre.today + timedelta(days=days) for days in facts["closed"])
        closure = Opening(centre=centre, kind=OpeningKind.CLOSED, first_day=first, last_day=last)
        save_opening(opening=closure, actor=story.user)
    days = occurrences(centre.openings.all(), centre.today, SERVED_DAYS)
    for item, name in zip(days, facts.get("serving", []), strict=False):
        put_down(opening=item.opening, day=item.day, name=name)


register_chapter(Chapter(folder=STORY / "microsites", types={}, end=write_microsites, order=70))
