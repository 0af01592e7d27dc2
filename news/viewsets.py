"""Editors' screens of topics and authors."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from cms.core.collation import ranked
from cms.desk.registry import SHARED_MENU

from .directory import read_directory
from .enums import AUTHOR
from .models import Author, Topic

USES_SHOWN = 10


class DeleteNamedView(DeleteView):
    """Says where a topic or author is used before it goes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        finder = AdminURLFinder(self.request.user)
        uses = [item for item, _references in self.usage[:USES_SHOWN]] if self.usage else []
        context["uses"] = [{"title": str(item), "url": finder.get_edit_url(item)} for item in uses]
        context["more_uses"] = max(0, context.get("usage_count", 0) - USES_SHOWN)
        return context


class NamedViewSet(SnippetViewSet):
    """What topics and authors have in common."""

    menu_hook = SHARED_MENU
    list_per_page = 50
    # By the columns themselves: the search of one database knows no single field.
    search_backend_name = None
    search_fields = ("name",)
    ordering = ("name",)
    delete_view_class = DeleteNamedView
    delete_template_name = "desk/delete_named.html"
    usage_view_enabled = True


class TopicViewSet(NamedViewSet):
    model = Topic
    icon = "tag"
    menu_order = 30
    list_display = ("name", LocaleColumn(), "slug")


class OneOfEach:
    """Offers each author once: the text of the source language, else of the next that has one."""

    def get_object_list(self) -> QuerySet[Author]:
        names = read_directory().all(AUTHOR, settings.LANGUAGE_CODE)
        authors: QuerySet[Author] = super().get_object_list()  # type: ignore[misc] -- of the view
        return ranked(authors, [name.pk for name in names])


class ChooseAuthorView(OneOfEach, ChooseView):
    pass


class ChooseAuthorResultsView(OneOfEach, ChooseResultsView):
    pass


class AuthorChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseAuthorView
    choose_results_view_class = ChooseAuthorResultsView
    form_fields = ("name", "slug", "role", "biography")
    creation_tab_label = _("New author")


class AuthorViewSet(NamedViewSet):
    model = Author
    icon = "user"
    menu_order = 40
    list_display = ("name", LocaleColumn(), "role", "slug")
    chooser_viewset_class = AuthorChooserViewSet
