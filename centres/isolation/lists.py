"""Lists that Wagtail and wagtail-localize make of everything: choosers, interfaces, reports, tags, bulk actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin import filters
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.admin.views.reports import page_types_usage
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import chooser as image_chooser
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import policy_registry
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from cms.core import judges, scope
from cms.core.overrides import Override, Patch
from cms.core.viewer import viewer
from cms.library.permissions import ACTIONS

from .files import Document, Image
from .pages import choosable, policy
from .parts import AnswerPart, HookPart

MOST_TAGS = 10
RIGHTS = ("add", "change", "delete")


def offered_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return pages if viewer() is None else choosable(request.user, pages)


def may_choose(queryset: Any) -> Any:
    """Leave of a list what the viewer may choose: what scope shows; without a provider, what is live."""
    user = viewer()
    if user is None or not isinstance(queryset, QuerySet):
        return queryset
    model = queryset.model
    if issubclass(model, Page):
        return choosable(user, queryset)
    if scope.provider_of(model) is not None:
        return scope.visible(user, queryset)
    has_drafts = issubclass(model, DraftStateMixin)
    if has_drafts and not policy_registry.get_by_type(model).user_has_any_permission(user, RIGHTS):
        return queryset.filter(live=True)
    return queryset


def _of_method(original: Callable[..., Any]) -> Callable[..., Any]:
    def narrowed(self: Any, *args: Any, **kwargs: Any) -> Any:
        return may_choose(original(self, *args, **kwargs))

    return narrowed


def _files(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """List the files of one's own collections: a condition that the search knows too."""

    def get_queryset(self: Any) -> Any:
        found, user = original(self), viewer()
        if user is None:
            return found
        return found & policy_registry.get_by_type(found.model).instances_user_has_any_permission_for(user, ACTIONS)

    return get_queryset


def _translations(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Show the translations of texts that the viewer works on in some language."""

    def get_queryset(self: Any) -> Any:
        found, user = original(self), viewer()
        if user is None:
            return found
        keys = policy().explorable_instances(user).values("translation_key")
        page, kinds = ContentType.objects.get_for_model(Page), _kinds_with_rights(user)
        of_others = Q(source__specific_content_type__in=kinds) & ~Q(source__object__content_type=page)
        return found.filter(Q(source__object__translation_key__in=keys) | of_others)

    return get_queryset


def _kinds_with_rights(user: Any) -> list[ContentType]:
    from wagtail.snippets.models import get_editable_models  # noqa: PLC0415 -- the registry is full by now

    return list(ContentType.objects.get_for_models(*get_editable_models(user)).values())


def _page_types(original: Callable[..., Any]) -> Callable[..., Any]:
    """Count, and name as last edited, the viewer's own pages."""

    def annotate(queryset: Any, language_code: Any, site_root_path: Any) -> Any:
        user = viewer()
        if user is None:
            return original(queryset, language_code, site_root_path)
        pages = policy().explorable_instances(user)
        if language_code:
            pages = pages.filter(locale__language_code=language_code)
        if site_root_path:
            pages = pages.filter(path__startswith=site_root_path)
        latest = Page.objects.filter(content_type=OuterRef("pk"), pk__in=pages.values("pk"))
        latest = latest.order_by(F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk")
        return queryset.annotate(
            count=Count("pages", filter=Q(pages__in=pages.values("pk"))),
            last_edited_page_id=Subquery(latest.values("pk")[:1]),
        )

    return annotate


def seen_tags(user: Any, models: Any = (Image, Document)) -> QuerySet[Tag]:
    """Return the tags of the files that somebody sees."""
    of_files = Q(pk__in=[])
    for model in models:
        kind = ContentType.objects.get_for_model(model)
        of_files |= Q(content_type=kind, object_id__in=scope.visible(user, model.objects.all()).values("pk"))
    return Tag.objects.filter(pk__in=TaggedItem.objects.filter(of_files).values("tag"))


def _popular(original: Callable[..., Any]) -> Callable[..., Any]:
    def popular_tags_for_model(model: Any, count: int = MOST_TAGS) -> Any:
        user = viewer()
        if user is None or not issubclass(model, (Image, Document)):
            return original(model, count)
        return seen_tags(user, [model]).order_by("name")[:count]

    return popular_tags_for_model


def completed_tags(request: HttpRequest, **_names: str) -> JsonResponse:
    """Complete a tag from those of the files that the viewer sees."""
    term = request.GET.get("term", "")
    found = seen_tags(request.user).filter(name__istartswith=term) if term else Tag.objects.none()
    return JsonResponse(list(found.order_by("name").values_list("name", flat=True)[:MOST_TAGS]), safe=False)


def _acted_on(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Name what somebody may not change only when they see it."""

    def get_actionable_objects(self: Any) -> Any:
        objects, others = original(self)
        user = viewer()
        if user is not None:
            hidden = others.get("items_with_no_access", [])
            others["items_with_no_access"] = [item for item in hidden if judges.may(user, "open", item)]
        return objects, others

    return get_actionable_objects


TAGS = ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete")
OVERRIDES = (
    Override(
        "page chooser",
        "drafts of other centres when somebody browses or searches for a page to link to",
        [HookPart("construct_page_chooser_queryset", offered_pages)],
    ),
    Override(
        "choosers of rows",
        "drafts of shared texts, and rows of others, in the choosers of snippets",
        [Patch(BaseChooseView, "get_object_list", _of_method)],
    ),
    Override(
        "interface of files",
        "titles and tags of all images and documents at /cms/api/",
        [Patch(view, "get_queryset", _files) for view in (ImagesAdminAPIViewSet, DocumentsAdminAPIViewSet)],
    ),
    Override(
        "interface of snippets",
        "titles of all rows at /cms/localize/api/",
        [Patch(SnippetViewSet, "get_queryset", _of_method)],
    ),
    Override(
        "report of translations",
        "titles of everybody's pages in the report of wagtail-localize",
        [Patch(TranslationsReportView, "get_queryset", _translations)],
    ),
    Override(
        "report of page types",
        "the title of the page that anybody edited last",
        [Patch(page_types_usage, "_annotate_last_edit_info", _page_types)],
    ),
    Override(
        "popular tags",
        "tags of other centres' files among the filters of images and documents",
        [Patch(module, "popular_tags_for_model", _popular) for module in (filters, image_chooser)],
    ),
    Override(
        "completed tags",
        "tags of other centres' files when somebody types one",
        [AnswerPart(name, completed_tags) for name in TAGS],
    ),
    Override(
        "bulk actions",
        "titles of what somebody may not change, when all of a list is asked for",
        [Patch(BulkAction, "get_actionable_objects", _acted_on)],
    ),
)
