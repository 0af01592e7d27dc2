"""Registers topics and authors in the editors' screens."""

from wagtail.snippets.models import register_snippet

from .viewsets import AuthorViewSet, TopicViewSet

register_snippet(TopicViewSet)
register_snippet(AuthorViewSet)
