"""Which texts a person meets in lists, and what they may do with each: read once, asked about many.

Lists only show; each write is judged by its own object (`permissions`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q
from wagtail.models import GroupPagePermission, Page

from cms.accounts.enums import LanguageRole
from cms.accounts.queries import language_roles_of
from cms.core.trail import SITE_ROOT_DEPTH

from ..models.work import WorkQuerySet
from .permissions import ASK

CHANGE, PUBLISH = "change_page", "publish_page"
WRITE = frozenset({"add_page", CHANGE, PUBLISH})


@dataclass(frozen=True)
class Root:
    """A page on which a person's groups hold rights, and where it stands in each language."""

    language: str
    rights: frozenset[str]
    depth: int
    paths: dict[str, str]


@dataclass(frozen=True)
class Reach:
    """The parts of the tree and the languages of one person."""

    user_id: int
    is_all: bool = False
    may_ask_where_editing: bool = False
    translates: frozenset[str] = frozenset()
    reviews: frozenset[str] = frozenset()
    roots: tuple[Root, ...] = field(default=())

    @property
    def languages(self) -> frozenset[str]:
        """The languages of this person's groups."""
        return self.translates | self.reviews

    @property
    def is_nothing(self) -> bool:
        """Say whether this person works on no part of the site."""
        return not self.is_all and not self.roots

    @property
    def asks_somewhere(self) -> bool:
        """Say whether this person may ask for translations of some page."""
        return self.is_all or any(PUBLISH in root.rights or self.may_ask_where_editing for root in self.roots)

    def pages(self) -> Q:
        """Return the condition for pages of the parts that this person works in, in any language."""
        if self.is_all:
            return Q()
        return _below(path for root in self.roots for path in root.paths.values())

    def may_change(self, path: str, language: str, target: str) -> bool:
        """Say whether this person may write the `target` text of a source at `path`."""
        if self.may_publish(path, language, target):
            return True
        return target in self.languages and self._has(path, language, target, frozenset({"add_page", CHANGE}))

    def may_publish(self, path: str, language: str, target: str) -> bool:
        return self.is_all or self._has(path, language, target, frozenset({PUBLISH}))

    def may_ask(self, path: str, language: str) -> bool:
        """Say whether this person may ask for translations of the source at `path`."""
        if self.is_all or self._has(path, language, language, frozenset({PUBLISH})):
            return True
        return self.may_ask_where_editing and self._has(path, language, language, frozenset({CHANGE}))

    def may_see(self, path: str, language: str, target: str) -> bool:
        """Say whether the state of one language of a source is this person's business."""
        return self.is_all or target in self.languages or self._has(path, language, language, WRITE)

    def works(self, works: WorkQuerySet) -> WorkQuerySet:
        """Narrow works to those that are this person's business."""
        if self.is_all:
            return works
        own = Q(asker=self.user_id) | Q(assignee=self.user_id) | Q(reviewer=self.user_id)
        same = Page.objects.filter(
            translation_key=OuterRef("translation__source__object_id"), locale=OuterRef("translation__source__locale")
        )
        here = Exists(same.filter(self.pages())) if self.roots else Q(pk=None)
        editable = _below(root.paths.get(root.language, "") for root in self.roots if root.rights & WRITE)
        mine = Q(translation__target_locale__language_code__in=self.languages)
        edited = Exists(same.filter(editable)) if editable else Q(pk=None)
        things = (
            ~Exists(same)
            & mine
            & Q(
                translation__target_locale__language_code__in=[
                    root.language for root in self.roots if root.depth == SITE_ROOT_DEPTH
                ]
            )
        )
        return works.filter(own | (Q(here) & mine) | Q(edited) | things)

    def _has(self, path: str, language: str, target: str, rights: frozenset[str]) -> bool:
        return any(
            root.language == target and root.rights & rights and path.startswith(root.paths.get(language, "\0"))
            for root in self.roots
        )


def reach_of(user: Any) -> Reach:
    """Return what a person meets. At most four queries."""
    if user.is_superuser and user.is_active:
        roles = language_roles_of(user)
        return Reach(
            user.pk,
            is_all=True,
            translates=frozenset(roles[LanguageRole.TRANSLATOR]),
            reviews=frozenset(roles[LanguageRole.REVIEWER]),
        )
    roles = language_roles_of(user)
    return Reach(
        user.pk,
        may_ask_where_editing=user.has_perm(ASK),
        translates=frozenset(roles[LanguageRole.TRANSLATOR]),
        reviews=frozenset(roles[LanguageRole.REVIEWER]),
        roots=_roots(user) if user.is_active else (),
    )


def _roots(user: Any) -> tuple[Root, ...]:
    granted: dict[tuple[Any, str, int], set[str]] = {}
    rows = GroupPagePermission.objects.filter(group__user=user, page__depth__gte=SITE_ROOT_DEPTH).values_list(
        "page__translation_key", "page__locale__language_code", "page__depth", "permission__codename"
    )
    for key, language, depth, right in rows:
        granted.setdefault((key, language, depth), set()).add(right)
    family: dict[Any, dict[str, str]] = {}
    pages = Page.objects.filter(translation_key__in={key for key, _language, _depth in granted})
    for key, language, path in pages.values_list("translation_key", "locale__language_code", "path"):
        family.setdefault(key, {})[language] = path
    return tuple(
        Root(language, frozenset(rights), depth, family.get(key, {}))
        for (key, language, depth), rights in granted.items()
    )


def _below(paths: Any) -> Q:
    """Return the condition of lying below one of the paths; none that another covers is named."""
    condition = Q()
    kept: list[str] = []
    for path in sorted({path for path in paths if path}):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
            condition |= Q(path__startswith=path)
    return condition if kept else Q(pk=None)
