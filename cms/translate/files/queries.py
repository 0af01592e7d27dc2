"""Which translations a person may take away as files."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from cms.core.trail import SITE_ROOT_DEPTH
from cms.core.translations import language_codes

from ..work import permissions
from .packing import unpack
from .units import FileRefused

MOST_LISTED = 200
MOST_TAKEN = 100


def translations_for(user: Any, language: str) -> QuerySet[Translation]:
    """Return the translations into `language` that `user` may write, the newest source first. Two queries.

    Those that do not stand in the tree yet are for who may change the language's home page. Each is judged again
    when it is taken.
    """
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change", "publish"])
    pages = pages.filter(locale__language_code=language)
    mine = Exists(pages.filter(translation_key=OuterRef("source__object_id")))
    keeps_home = pages.filter(depth=SITE_ROOT_DEPTH).exists()
    stands = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale__language_code=language, alias_of=None
    )
    found = Translation.objects.filter(enabled=True, target_locale__language_code=language)
    found = found.filter(Q(mine) | ~Q(Exists(stands))) if keeps_home else found.filter(mine)
    return found.select_related("source__locale", "target_locale").order_by("-source__last_updated_at", "pk")


def languages_for(user: Any) -> list[str]:
    """Return the languages in whose trees `user` may write somewhere. One query."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change", "publish"])
    found = set(pages.values_list("locale__language_code", flat=True).distinct())
    return [code for code in language_codes() if code in found]


def first_language(codes: list[str]) -> str:
    """Return the first of some languages into which anything is translated, else the first of all. One query."""
    languages = Translation.objects.filter(enabled=True).values_list("target_locale__language_code", flat=True)
    found = set(languages.distinct())
    return next((code for code in codes if code in found), codes[0])


def chosen(user: Any, keys: list[str]) -> list[Translation] | None:
    """Return the translations with these ids, None unless `user` may translate every one of them."""
    numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 12}
    found = list(
        Translation.objects.filter(pk__in=numbers, enabled=True).select_related("source__locale", "target_locale")
    )
    is_all = len(found) == len(keys) and all(permissions.may_translate(user, item) for item in found)
    return found if is_all else None


def wrong_text(file: Any, asked: str) -> str:
    """Say, before a file is kept, that it cannot be read or is for another text than the one it was asked for."""
    try:
        uuids = {texts.uuid for texts in unpack(file.read())}
    except FileRefused as error:
        return str(error)
    if not asked.isascii() or not asked.isdigit():
        return ""
    translation = Translation.objects.filter(pk=int(asked[:12])).first()
    if translation is not None and uuids != {str(translation.uuid)}:
        return _("This file is not for “%(title)s”.") % {"title": translation.source.object_repr}
    return ""
