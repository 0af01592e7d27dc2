"""Who may translate, review, and ask for translations: grants say for which languages, page rights say where."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from cms.accounts.queries import language_roles_of
from cms.core import scope
from cms.core.trail import SITE_ROOT_DEPTH

from ..models import Work

ASK = "wagtail_localize.submit_translation"


def may_translate(user: Any, translation: Translation) -> bool:
    """Say whether `user` may write texts of this translation.

    Who publishes there may. Who may only change needs a grant for the language too: as translator or reviewer.
    """
    place = place_of(translation)
    return place is not None and may_translate_at(user, place, translation.target_locale.language_code)


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
    source = source_of(work.translation)
    return may_review(user, work.translation) or (source is not None and may_ask(user, source))


def source_of(translation: Translation) -> Any:
    """Return what is translated, None when it is gone."""
    try:
        return translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return None


def may_ask(user: Any, source: Any) -> bool:
    """Say whether `user` may ask for translations of `source`, a page or another translatable object."""
    if not _is_active(user):
        return False
    if not isinstance(source, Page):
        return scope.allows(user, "change", source)
    rights = source.permissions_for_user(user)
    return bool(rights.can_publish() or (rights.can_edit() and user.has_perm(ASK)))


def may_ask_somewhere(user: Any) -> bool:
    """Say whether `user` may ask for translations of some page, by rights that Wagtail has read for the frame."""
    if user.is_superuser:
        return True
    rights = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    own = [right for right in rights if right.page.depth >= SITE_ROOT_DEPTH]
    return any(right.permission.codename == "publish_page" for right in own) or bool(own and user.has_perm(ASK))


def may_ask_into(user: Any, source: Any, locale: Locale) -> bool:
    """Say whether `user` may ask for one language: also who publishes in it may."""
    if may_ask(user, source):
        return True
    place = place_for(source, locale)
    return place is not None and _is_active(user) and _may_publish_at(user, place)


def may_begin(user: Any, source: Any, locale: Locale) -> bool:
    """Say whether `user` may translate `source` into a language for which nobody has asked yet."""
    place = place_for(source, locale)
    return place is not None and may_translate_at(user, place, locale.language_code)


def may_translate_at(user: Any, place: Page, language: str) -> bool:
    """Say whether `user` may write texts of a language at a place. Who publishes there may; the others need a grant."""
    if not _is_active(user):
        return False
    if _may_publish_at(user, place):
        return True
    return language in set().union(*language_roles_of(user).values()) and _may_change_at(user, place)


def place_of(translation: Translation) -> Page | None:
    """Return the page, in the target language, on which rights decide.

    Of a page: its translation, or the nearest page above where it would be made. Of anything else: the language's
    home page, as for all things of one language.
    """
    locale, source = translation.target_locale, translation.source
    if not issubclass(source.specific_content_type.model_class(), Page):
        return _home_of(locale)
    pages = Page.objects.filter(translation_key=source.object_id)
    target = pages.filter(locale=locale).first()
    if target is not None:
        return target
    page = pages.filter(locale=source.locale).first()
    return _nearest_above(page, locale) if page is not None else None


def place_for(source: Any, locale: Locale) -> Page | None:
    """Return the same for a source that has no translation yet."""
    if not isinstance(source, Page):
        return _home_of(locale)
    target = Page.objects.filter(translation_key=source.translation_key, locale=locale).first()
    return target or _nearest_above(source, locale)


def _home_of(locale: Locale) -> Page | None:
    return Page.objects.filter(locale=locale, depth=SITE_ROOT_DEPTH).order_by("path").first()


def _nearest_above(page: Page, locale: Locale) -> Page | None:
    above = Page.objects.ancestor_of(page).filter(depth__gte=SITE_ROOT_DEPTH).values("translation_key")
    return Page.objects.filter(locale=locale, translation_key__in=above).order_by("-depth").first()


def _may_change_at(user: Any, place: Page) -> bool:
    rights = place.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_add_subpage())


def _may_publish_at(user: Any, place: Page) -> bool:
    rights = place.permissions_for_user(user)
    return bool(rights.can_publish() or rights.can_publish_subpage())


def _is_active(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)
