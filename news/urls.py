"""Feeds of news below /feeds/<language>/news: of all, of a topic, of an author, of one index; in RSS and in JSON."""

from django.urls import URLPattern, path

from .addresses import JSON, RSS
from .enums import AUTHOR, TOPIC
from .feeds import feed


def pair(route: str, name: str, kind: str = "") -> list[URLPattern]:
    options = {"kind": kind} if kind else {}
    return [
        path(f"<slug:language>/{route}/", feed, {**options, "form": RSS}, name=name),
        path(f"<slug:language>/{route}.json", feed, {**options, "form": JSON}, name=f"{name}_json"),
    ]


urlpatterns = [
    *pair("news", "news_feed"),
    *pair("news/topic/<slug:slug>", "topic_feed", TOPIC),
    *pair("news/author/<slug:slug>", "author_feed", AUTHOR),
    *pair("news/in/<int:index_id>", "index_feed"),
]
