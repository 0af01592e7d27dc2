"""Editors' screens of reusable content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, TitleColumn
from wagtail.admin.ui.tables import Table as WagtailTable
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, UsageView

from cms.core.frame import language_name
from cms.desk.queries import changeable_pages
from cms.desk.registry import SHARED_MENU

from . import queries, services
from .models import ReusableContent, ReusableUse

USAGE = "wagtailsnippets_reusable_reusablecontent:usage"
EDIT = "wagtailsnippets_reusable_reusablecontent:edit"


def state_of(use: ReusableUse) -> str:
    """Return in which text of its owner a content stands."""
    if use.in_live and use.in_newest:
        return gettext("Live")
    return gettext("Live, no longer in the draft") if use.in_live else gettext("Draft")


class WhereUsedView(UsageView):
    """Pages and contents that show this one, in every language; links lead only where the person may go."""

    def get_queryset(self) -> Any:
        return queries.uses_of(self.object)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("label", label=_("Title"), accessor="label", get_url=lambda row: row["url"]),
            Column("language", label=_("Language"), accessor="language"),
            Column("kind", label=_("Type"), accessor="kind"),
            Column("state", label=_("Text"), accessor="state"),
        ]

    def get_table(self, object_list: Iterable[ReusableUse], **kwargs: Any) -> WagtailTable:
        uses = list(object_list)
        mine = set(
            changeable_pages(self.request.user)
            .filter(pk__in=[use.page_id for use in uses])
            .values_list("pk", flat=True)
        )
        may_edit = policy_registry.get_by_type(ReusableContent).user_has_permission(self.request.user, "change")
        rows = [row_of(use) for use in uses if (use.page_id in mine if use.page_id else may_edit)]
        hidden = len(uses) - len(rows)
        if hidden:
            text = ngettext("%(number)s more that you may not see", "%(number)s more that you may not see", hidden)
            rows.append({"label": text % {"number": hidden}, "url": None, "language": "", "kind": "", "state": ""})
        return self.table_class(self.columns, rows, **self.get_table_kwargs())


def row_of(use: ReusableUse) -> dict[str, Any]:
    """Return what the list says of one use."""
    owner = use.page or use.holder
    url = reverse("wagtailadmin_pages:edit", args=[owner.pk]) if use.page else reverse(EDIT, args=[owner.pk])
    kind = use.page.content_type.name if use.page else ReusableContent._meta.verbose_name
    return {
        "label": owner.get_admin_display_title() if use.page else owner.title,
        "url": url,
        "language": language_name(owner.locale.language_code),
        "kind": capfirst(kind),
        "state": state_of(use),
    }


class RefusesCircles:
    """What the check before saving could not see, because somebody else saved meanwhile, is told like it."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except ValidationError as error:
            form.add_error(None, error)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined,no-any-return]
        return response


class AddContentView(RefusesCircles, CreateView):
    pass


class EditContentView(RefusesCircles, EditView):
    pass


class ReusableContentViewSet(SnippetViewSet):
    model = ReusableContent
    icon = "copy"
    add_view_class = AddContentView
    edit_view_class = EditContentView
    usage_view_class = WhereUsedView
    list_display: ClassVar[list[Any]] = [
        "title",
        LocaleColumn(),
        Column("use_count", label=_("Uses"), accessor="use_count"),
        LiveStatusTagColumn(),
    ]
    menu_hook = SHARED_MENU
    menu_label = _("Reusable content")
    menu_order = 10

    def get_queryset(self, request: HttpRequest) -> Any:
        return queries.with_use_count(ReusableContent.objects.all())


def refused_deletion(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Lead to the places that use a content instead of deleting it."""
    for content in instances:
        if isinstance(content, ReusableContent):
            try:
                services.refuse_deletion(content=content)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                return HttpResponseRedirect(reverse(USAGE, args=[content.pk]))
    return None
