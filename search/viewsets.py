"""Editors' screens of search: recommendations, and what was not found."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView

from cms.core.scoped_viewsets import ScopedViewSet

from .models import Promotion
from .permissions import may_see_missed_words
from .views import missed_words
from .words import MAX_QUERY_LENGTH


class PromotionCreateView(CreateView):
    """Begins with the words and the language that its address gives, as the list of words not found does."""

    def get_initial_form_instance(self) -> Promotion:
        given = self.request.GET
        locale = next((item for item in Locale.objects.all() if item.language_code == given.get("language")), None)
        return Promotion(phrases=given.get("phrases", "")[:MAX_QUERY_LENGTH], locale=locale)


class PromotionViewSet(ScopedViewSet):
    model = Promotion
    add_view_class = PromotionCreateView
    icon = "pick"
    menu_label = _("Recommendations")
    list_display: ClassVar[list[Any]] = ["__str__", Column("locale", label=_("Language"), accessor="locale")]
    list_filter: ClassVar[list[str]] = ["locale"]
    explanation = _("Pages to show above the results when somebody searches for certain words.")


class MissedWordsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_see_missed_words(request.user)


class MissedWordsViewSet(ViewSet):
    """The list of what was asked for and not found."""

    name = "search-missed"
    icon = "search"
    menu_label = _("Words not found")
    menu_item_class = MissedWordsItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", missed_words, name="index")]
