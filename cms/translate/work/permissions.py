"""Who may translate, review, and ask for translations: grants say for which languages, page rights say where."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.accounts.queries import language_roles_of
from cms.core import scope
from cms.core.trail import SITE_ROOT_DEPTH

from ..enums import IN_HAND
from ..models import Work

ASK = "wagtail_localize.submit_translation"


def may_translate(user: Any, translation: Translation) -> bool:
    """Say whether `user` may write texts of this translation.

    Who publishes there may. Who may only change needs a grant for the language too: as translator or reviewer.
    """
    place = place_of(translation)
    if place is None or not _is_active(user):
        return False
    if _may_publish_at(user, place):
        return True
    languages = set().union(*language_roles_of(user).values())
    return translation.target_locale.language_code in languages and _may_change_at(user, place)


def may_review(user: Any, translation: Translation) -> bool:
    """Say whether `user` may publish this translation, or give it back."""
    place = place_of(translation)
    return place is not None and _is_active(user) and _may_publish_at(user, place)


def may_work_on(user: Any, work: Work) -> bool:
    """Say whether `user` may go on with a work: not while somebody else has it, unless they review it."""
    if work.is_in_hand and work.assignee_id not in {None, user.pk}:
        return may_review(user, work.translation)
    return may_translate(user, work.translation)


def may_manage(user: Any, work: Work) -> bool:
    """Say whether `user` may assign a work, change its date, or take back what was asked."""
    translation = work.translation
    return may_review(user, translation) or may_ask(user, translation.source.get_source_instance())


def may_ask(user: Any, source: Any) -> bool:
    """Say whether `user` may ask for translations of `source`, a page or another translatable object."""
    if not _is_active(user):
        return False
    if not isinstance(source, Page):
        return scope.allows(user, "change", source)
    rights = source.permissions_for_user(user)
    return bool(rights.can_publish() or (rights.can_edit() and user.has_perm(ASK)))


def place_of(translation: Translation) -> Page | None:
    """Return the page, in the target language, on which rights decide.

    Of a page: its translation, or the nearest page above where it would be made. Of anything else: the language's
    home page, as for all things of one language.
    """
    locale, source = translation.target_locale, translation.source
    here = Page.objects.filter(locale=locale)
    if not issubclass(source.specific_content_type.model_class(), Page):
        return here.filter(depth=SITE_ROOT_DEPTH).order_by("path").first()
    target = here.filter(translation_key=source.object_id).first()
    if target is not None:
        return target
    page = Page.objects.filter(translation_key=source.object_id, locale=source.locale).first()
    if page is None:
        return None
    above = Page.objects.ancestor_of(page).filter(depth__gte=SITE_ROOT_DEPTH).values("translation_key")
    return here.filter(translation_key__in=above).order_by("-depth").first()


def _may_change_at(user: Any, place: Page) -> bool:
    rights = place.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_add_subpage())


def _may_publish_at(user: Any, place: Page) -> bool:
    rights = place.permissions_for_user(user)
    return bool(rights.can_publish() or rights.can_publish_subpage())


def _is_active(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


__all__ = ["IN_HAND", "may_ask", "may_manage", "may_review", "may_translate", "may_work_on", "place_of"]
