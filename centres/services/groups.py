"""A centre's groups: one for each role, one for each language of its translators, with rights on its part only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.accounts.enums import LanguageRole
from cms.accounts.services import grant_language
from cms.core import trees

from ..enums import FILE_RIGHTS, PAGE_RIGHTS, Role
from ..models import Centre, CentreGroup
from ..queries import pages_of

FILES = (("image", "wagtailimages"), ("document", "wagtaildocs"))


@transaction.atomic
def ensure_groups(*, centre: Centre) -> list[CentreGroup]:
    """Make what is missing of a centre's collection, groups and rights. Idempotent; called again for a new language."""
    _ensure_collection(centre)
    codes = list(centre.languages.values_list("code", flat=True))
    wanted: list[tuple[Role, str]] = [(role, "") for role in Role if role != Role.TRANSLATOR]
    wanted += [(Role.TRANSLATOR, code) for code in codes]
    return [_ensure_group(centre, role, language) for role, language in wanted]


def _ensure_collection(centre: Centre) -> None:
    if centre.collection_id is None:
        centre.collection = Collection.get_first_root_node().add_child(name=f"{centre.name} ({centre.slug})"[:255])
        centre.save(update_fields=["collection"])


def _ensure_group(centre: Centre, role: Role, language: str) -> CentreGroup:
    row = CentreGroup.objects.filter(centre=centre, role=role, language=language).first()
    if row is None:
        name = ":".join(filter(None, ("centre", centre.slug, role, language)))
        group, _new = Group.objects.get_or_create(name=name)
        row = CentreGroup.objects.create(centre=centre, role=role, language=language, group=group)
    row.group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    if language in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        grant_language(group=row.group, language=language, role=LanguageRole.TRANSLATOR)
    _give_pages(row)
    _give_files(row)
    return row


def _give_pages(row: CentreGroup) -> None:
    rights = PAGE_RIGHTS[Role(row.role)]
    for page in pages_of(row.centre):
        if not row.language:
            trees.grant(group=row.group, root=page, permissions=rights)
            return
        if page.locale.language_code == row.language:
            for right in rights:
                GroupPagePermission.objects.get_or_create(
                    group=row.group,
                    page_id=page.pk,
                    permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{right}_page"),
                )


def _give_files(row: CentreGroup) -> None:
    for kind, app_label in FILES:
        codenames = [f"{right}_{kind}" for right in FILE_RIGHTS[Role(row.role)]]
        for permission in Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(
                group=row.group, collection_id=row.centre.collection_id, permission=permission
            )
