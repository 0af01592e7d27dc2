"""The groups of an installation, and the moderation that publishes what translators send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.urls import get_resolver
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from cms.core import trees

from .. import enums
from ..enums import GroupName, LanguageRole
from ..models import LanguageGrant


@transaction.atomic
def ensure_groups(*, root_pages_by_language: Mapping[str, Page]) -> None:
    """Make what is missing of groups, rights and the moderation, given the home page of each content language.

    Idempotent, and called again when a language was added. It gives and never takes, but for two things that
    migrations of others gave: rights on the whole tree (a page outside the languages' trees is the superusers') and the
    moderators' right to submit any page for translation.
    """
    roots = list(root_pages_by_language.values())
    administrators = _group(GroupName.ADMINISTRATORS, enums.ADMINISTRATORS_PAGES, roots, enums.KEEP_FILES)
    editors = _group(GroupName.EDITORS, enums.EDITORS_PAGES, roots, enums.KEEP_FILES)
    moderators = _group(GroupName.MODERATORS, enums.MODERATORS_PAGES, roots, enums.KEEP_FILES)
    for language, root in root_pages_by_language.items():
        translators = _of_language(enums.translators(language), enums.TRANSLATORS_PAGES, root)
        grant_language(group=translators, language=language, role=LanguageRole.TRANSLATOR)
        reviewers = _of_language(enums.reviewers(language), enums.REVIEWERS_PAGES, root)
        grant_language(group=reviewers, language=language, role=LanguageRole.REVIEWER)
    administrators.permissions.add(*_every_right())
    editors.permissions.add(_submit_translation(), *_rights_on_snippets())
    moderators.permissions.add(*_rights_on_snippets(), *_rights_on_words())
    moderators.permissions.remove(_submit_translation())
    _ensure_moderation(moderators, roots)


def _group(name: str, pages: Iterable[str], roots: Iterable[Page], files: Iterable[str]) -> Group:
    group, _new = Group.objects.get_or_create(name=name)
    group.permissions.add(_access())
    GroupPagePermission.objects.filter(group=group, page__depth=1).delete()
    for root in roots:
        trees.grant(group=group, root=root, permissions=pages)
    _give_files(group, files)
    return group


@transaction.atomic
def grant_language(*, group: Group, language: str, role: LanguageRole) -> LanguageGrant:
    """Let `group` translate into `language`, or read and publish what others translated. Idempotent.

    It says whom to ask; a group that holds no rights on pages of that language can do nothing there.
    Raises ValueError for a language that the site does not have.
    """
    if language not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        raise ValueError(f"not a language of this site: {language}")
    grant, _new = LanguageGrant.objects.get_or_create(group=group, language=language, role=LanguageRole(role).value)
    return grant


@transaction.atomic
def set_languages(*, group: Group, languages: Mapping[LanguageRole, Iterable[str]]) -> None:
    """Let `group` work for these languages and no others. Raises ValueError as `grant_language`."""
    for role, codes in languages.items():
        wanted = set(codes)
        LanguageGrant.objects.filter(group=group, role=role.value).exclude(language__in=wanted).delete()
        for code in wanted:
            grant_language(group=group, language=code, role=role)


def _of_language(name: str, pages: Iterable[str], root: Page) -> Group:
    """Give a language's people rights on its tree, and no other.

    `trees.grant` would give them on every translation of the root.
    """
    group, _new = Group.objects.get_or_create(name=name)
    group.permissions.add(_access())
    for codename in (f"{right}_page" for right in pages):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page_id=root.pk, permission=permission)
    _give_files(group, enums.CHOOSE_FILES)
    return group


def _give_files(group: Group, actions: Iterable[str]) -> None:
    """Give rights on the images and documents of all collections that are not private to somebody else."""
    root = Collection.get_first_root_node()
    for kind, app_label in (("image", "wagtailimages"), ("document", "wagtaildocs")):
        for permission in Permission.objects.filter(
            content_type__app_label=app_label, codename__in=[f"{action}_{kind}" for action in actions]
        ):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _access() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def _submit_translation() -> Permission:
    """Return the right that wagtail-localize checks for all pages at once: never a translator's or a centre's."""
    return Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation")


def _every_right() -> list[Permission]:
    """Return all that Wagtail's own form could give to a group, but what makes superusers."""
    get_resolver().url_patterns  # noqa: B018 -- viewsets offer their rights once the addresses are read
    offered = Permission.objects.none()
    for offer in hooks.get_hooks("register_permissions"):
        offered = offered | offer()
    reserved = Q()
    for app_label, model in enums.SUPERUSERS_ONLY:
        reserved |= Q(content_type__app_label=app_label, content_type__model=model)
    return list(Permission.objects.filter(pk__in=offered.values("pk")).exclude(reserved))


def _rights_on_words() -> list[Permission]:
    """Return the rights to keep the translators' glossary and memory."""
    names = ("keep_glossary", "change_memoryunit")
    return list(Permission.objects.filter(content_type__app_label="translate", codename__in=names))


def _rights_on_snippets() -> list[Permission]:
    """Return the rights to add and change whatever apps above registered as snippets."""
    wanted = Q()
    for model in get_snippet_models():
        names = [f"{action}_{model._meta.model_name}" for action in ("add", "change")]
        wanted |= Q(content_type__app_label=model._meta.app_label, codename__in=names)
    return list(Permission.objects.filter(wanted)) if wanted else []


def _ensure_moderation(moderators: Group, roots: Iterable[Page]) -> None:
    """Let what somebody may not publish wait for a moderator, in every language's tree."""
    task = GroupApprovalTask.objects.filter(name=enums.MODERATION_TASK).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=enums.MODERATION_TASK)
        task.groups.add(moderators)
    workflow, _new = Workflow.objects.get_or_create(name=enums.MODERATION_WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for root in roots:
        WorkflowPage.objects.get_or_create(page_id=root.pk, defaults={"workflow": workflow})
