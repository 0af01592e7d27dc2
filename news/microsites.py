"""The blog of a centre: a news index in its microsite, and its latest posts on the microsite's first page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Page

from centres.microsites import Ground, Section, Starter, register_section, register_starter
from centres.services import ensure_part
from centres.surroundings import microsite_path
from cms.core.cards import cards_for, load_pictures
from cms.core.translations import address_of, in_language

from . import queries
from .pages import NewsIndexPage

if TYPE_CHECKING:
    from django.http import HttpRequest

    from centres.models import CentrePage

BLOG = "blog"
SHOWN = 3


def new_blog(home: CentrePage) -> NewsIndexPage:
    """Return the first text of a centre's blog, in the active language."""
    summary = gettext("What happens at the centre, told by those who are there.")
    return NewsIndexPage(title=gettext("Blog"), slug=BLOG, summary=summary, show_in_menus=True)


def ensure_blog(ground: Ground) -> None:
    ensure_part(ground=ground, name=BLOG, make=new_blog)


def own_blog(request: HttpRequest, page: Any) -> NewsIndexPage | None:
    """Return the first news index of the microsite in which a page stands, for the visitor; None outside microsites."""
    path = microsite_path(request, page)
    if not path:
        return None
    homes = Page.objects.filter(path=path).values("translation_key")
    places = queries.below(homes[:1])
    return in_language(queries.open_indexes().filter(places), queries.active_language()).order_by("path").first()


def latest_posts(page: CentrePage, request: HttpRequest) -> dict[str, Any] | None:
    """Return the latest posts of a centre, None where it has none."""
    blog = own_blog(request, page)
    posts = load_pictures(list(queries.news_below(blog)[:SHOWN])) if blog else []
    if blog is None or not posts:
        return None
    return {"cards": cards_for(posts, request=request), "title": blog.title, "url": address_of(blog, request=request)}


register_starter(Starter(BLOG, gettext_lazy("Blog"), ensure_blog, order=30))
register_section(Section(BLOG, "pages/news/latest_posts.html", latest_posts, order=30))
