"""The bar that people of the office see above public pages: what they may do with the page, in links only.

Wagtail's own user bar writes scripts and styles into the page, which the public site's policy refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.accounts.permissions import may_enter_office
from cms.accounts.queries import languages_translated_by
from cms.core.frame import language_name

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.core.pages import BasePage


class BarLink(NamedTuple):
    label: str
    url: str
    icon: str


class DeskBar:
    """`desk_bar.links` in templates: empty for strangers, whose session is not even opened."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def links(self) -> list[BarLink]:
        page: BasePage | None = getattr(self.request, "shown_page", None)
        if page is None or getattr(self.request, "is_preview", False) or not self._is_of_the_office():
            return []
        rights = page.permissions_for_user(self.request.user)
        links = [BarLink(_("Your desk"), reverse("wagtailadmin_home"), "layout-dashboard")]
        if rights.can_edit():
            links.append(BarLink(_("Edit this page"), reverse("wagtailadmin_pages:edit", args=[page.pk]), "pencil"))
        links += self._translation(page)
        if rights.can_add_subpage():
            address = reverse("wagtailadmin_pages:add_subpage", args=[page.pk])
            links.append(BarLink(_("Add a page below"), address, "plus"))
        if rights.can_edit() or rights.can_add_subpage():
            links.append(
                BarLink(_("See it among the pages"), reverse("wagtailadmin_explore", args=[page.pk]), "folder-tree")
            )
        return links

    def _is_of_the_office(self) -> bool:
        return settings.SESSION_COOKIE_NAME in self.request.COOKIES and may_enter_office(self.request.user)

    def _translation(self, page: BasePage) -> list[BarLink]:
        """Return how to translate a page that is shown for want of a translation."""
        language = get_language() or settings.LANGUAGE_CODE
        locale = Locale.objects.filter(language_code=language).first()
        if page.language == language or locale is None:
            return []
        name = {"language": language_name(language)}
        draft = page.get_translation_or_none(locale)
        if draft is not None and draft.alias_of_id is None:
            if not draft.permissions_for_user(self.request.user).can_edit():
                return []
            address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
            return [BarLink(_("Go on translating into %(language)s") % name, address, "languages")]
        address = self._begin(page, language)
        return [BarLink(_("Translate into %(language)s") % name, address, "languages")] if address else []

    def _begin(self, page: BasePage, language: str) -> str:
        """Return where a person begins a translation: who translates into the language takes it, others submit it."""
        if language in languages_translated_by(self.request.user):
            question = urlencode({"text": f"page:{page.pk}", "language": language})
            return f"{reverse('translate_ask')}?{question}"
        if self.request.user.has_perm("wagtail_localize.submit_translation"):
            address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
            return f"{address}?select_locale={language}"
        return ""


def desk_bar(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `desk_bar` in every template."""
    return {"desk_bar": DeskBar(request)}
