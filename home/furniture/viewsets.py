"""Editors' screens of what stands around pages, under one entry of the menu."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.scoped_viewsets import ScopedViewSet
from search.viewsets import MissedWordsViewSet, PromotionViewSet

from .models import Alert, Footer, MainMenu, SocialProfile


class MainMenuViewSet(ScopedViewSet):
    model = MainMenu
    icon = "list-ul"
    menu_label = _("Menus")
    explanation = _(
        "One menu for each language. Without one, a language shows the source language’s menu; without any, the pages "
        "marked “show in menus” are listed by themselves."
    )


class FooterViewSet(ScopedViewSet):
    model = Footer
    icon = "minus"
    menu_label = _("Footers")
    explanation = _("The motto, the columns of links and the legal line at the end of every page, for each language.")


class SocialProfileViewSet(ScopedViewSet):
    model = SocialProfile
    icon = "link"
    menu_label = _("Social profiles")
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("network", label=_("Network"), accessor="get_network_display"),
        Column("locale", label=_("Language"), accessor="locale"),
    ]
    explanation = _(
        "Where people can follow us, shown in the footer. Nothing is asked of these networks before a visitor’s click."
    )


class AlertViewSet(ScopedViewSet):
    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("locale", label=_("Language"), accessor="locale"),
        Column("state", label=_("State"), accessor="state"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        "branch",
        "starts_at",
        "ends_at",
    ]
    list_filter: ClassVar[list[str]] = ["locale", "kind"]
    explanation = _(
        "A few words under the header for a time: a meeting, a failure, a change of date. On the whole site, or on one "
        "part of it."
    )


class SiteGroup(SnippetViewSetGroup):
    """What stands around pages and above search results."""

    items = (
        MainMenuViewSet,
        FooterViewSet,
        SocialProfileViewSet,
        AlertViewSet,
        PromotionViewSet,
        MissedWordsViewSet,
    )
    menu_label = _("Site")
    menu_name = "mc-site"
    menu_icon = "desktop"
    menu_order = 800
