"""Editors' screens of topics."""

from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ("name", "slug")
    add_to_admin_menu = True
    menu_order = 250
