"""Feeds of news: /feeds/<language>/news/."""

from django.urls import path

from .feeds import NewsFeed

urlpatterns = [path("<slug:language>/news/", NewsFeed(), name="news_feed")]
