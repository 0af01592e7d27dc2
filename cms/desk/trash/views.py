"""The trash in the editors' screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, ReferenceIndex

from cms.core import scope
from cms.core.desk_header import desk_header
from cms.core.frame import language_name
from cms.desk.models import TrashEntry

from ..choosers import asked_words
from . import permissions, queries, services
from .errors import TrashError
from .forms import DeleteForm, RestoreForm
from .words import reason_of

PER_PAGE = 20


@dataclass(frozen=True)
class Card:
    """An entry as the list shows it."""

    entry: TrashEntry
    place: Page | None
    may_restore: bool
    may_delete: bool

    @property
    def kind(self) -> str:
        try:
            return str(apps.get_model(self.entry.kind)._meta.verbose_name)
        except LookupError:
            return self.entry.kind

    @property
    def languages(self) -> list[str]:
        return [language_name(code) for code in self.entry.languages]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    page_obj = Paginator(queries.entries_for(request.user, words=words), PER_PAGE).get_page(request.GET.get("p"))
    cards = _cards(request.user, list(page_obj.object_list))
    context = {"cards": cards, "page_obj": page_obj, "words": words, **_header(gettext("Trash"))}
    return render(request, "desk/trash/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk, "restore")
    form = RestoreForm(
        request.POST if request.method == "POST" else None,
        lost=queries.lost_places(entry),
        user=request.user,
        is_live=bool(entry.live_count),
    )
    if request.method == "POST" and form.is_valid():
        return _restored(request, entry, form.parents())
    context = {"card": _cards(request.user, [entry])[0], "form": form, **_header(gettext("Restore"), entry)}
    return render(request, "desk/trash/restore.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk, "delete")
    if request.method != "POST":
        context = {"card": _cards(request.user, [entry])[0], **_header(gettext("Delete for good"), entry)}
        return render(request, "desk/trash/delete_for_good.html", context)
    try:
        services.delete_for_good(entry_id=entry.pk, actor=request.user)
        messages.success(request, gettext("“%(title)s” is gone for good.") % {"title": entry.title})
    except TrashError as error:
        messages.error(request, reason_of(error))
    return redirect("desk_trash")


def delete_page(request: HttpRequest, page: Page) -> HttpResponse:
    """Stand in for Wagtail's own screen, which has checked that this person may delete `page`."""
    mirrors = _deletable_mirrors(request.user, page)
    usage = ReferenceIndex.get_references_to(page).group_by_source_object()
    along = mirrors if page.locale == page.locale.__class__.get_default() else []
    form = DeleteForm(request.POST if request.method == "POST" else None, mirrors=mirrors, initial={"along": along})
    if request.method == "POST" and usage.is_protected:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        return _deleted(request, page, form.cleaned_data)
    context = _delete_context(request, page, form, usage)
    return render(request, "desk/trash/delete.html", context)


def _deleted(request: HttpRequest, page: Page, data: dict[str, Any]) -> HttpResponse:
    parent = page.get_parent()
    services.trash(page=page, along=data.get("along", ()), actor=request.user, reason=data["reason"])
    messages.success(
        request,
        gettext("“%(title)s” is in the trash for 30 days.") % {"title": page.get_admin_display_title()},
        buttons=[messages.button(reverse("desk_trash"), gettext("Open the trash"))],
    )
    for after in hooks.get_hooks("after_delete_page"):
        result = after(request, page)
        if isinstance(result, HttpResponse):
            return result
    # An address, never the name of a view: `redirect` would look the visitor's word up.
    above = reverse("wagtailadmin_explore", args=[parent.pk])
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or above)


def _delete_context(request: HttpRequest, page: Page, form: DeleteForm, usage: Any) -> dict[str, Any]:
    return {
        "page": page,
        "form": form,
        "below_count": page.get_descendant_count(),
        "kept_count": queries.mirrors_of(page).count() - len(_deletable_mirrors(request.user, page)),
        "next": get_valid_next_url_from_request(request),
        "model_opts": page._meta,
        "usage_url": reverse("wagtailadmin_pages:usage", args=[page.pk]) + "?describe_on_delete=1",
        "usage_count": usage.count(),
        "is_protected": usage.is_protected,
        **_header(gettext("Delete"), page.get_admin_display_title()),
    }


def _deletable_mirrors(user: Any, page: Page) -> list[Page]:
    return [item for item in queries.mirrors_of(page) if item.permissions_for_user(user).can_delete()]


def _restored(request: HttpRequest, entry: TrashEntry, parents: dict[int, Page]) -> HttpResponse:
    try:
        restored = services.restore(entry_id=entry.pk, actor=request.user, parents=parents)
    except TrashError as error:
        messages.error(request, reason_of(error))
        return redirect("desk_trash")
    edit = reverse("wagtailadmin_pages:edit", args=[restored.pages[0].pk])
    text = gettext("“%(title)s” is back, with everything that belongs to it.") % {"title": entry.title}
    messages.success(request, text, buttons=[messages.button(edit, gettext("Edit"))])
    for note in restored.notes:
        messages.warning(request, str(note))
    return redirect("desk_trash")


def _entry(request: HttpRequest, pk: int, action: str) -> TrashEntry:
    """Return an entry that the person may see; refuse an action that is not theirs."""
    entry = get_object_or_404(queries.entries_for(request.user), pk=pk)
    if not scope.allows(request.user, action, entry):
        raise PermissionDenied
    return entry


def _cards(user: Any, entries: list[TrashEntry]) -> list[Card]:
    places = queries.places_of(entries)
    return [
        Card(
            entry,
            places[entry.pk][0],
            permissions.may(user, "restore", entry, places[entry.pk]),
            permissions.may(user, "delete", entry, places[entry.pk]),
        )
        for entry in entries
    ]


def _header(title: str, subtitle: object = "") -> dict[str, Any]:
    about = subtitle.title if isinstance(subtitle, TrashEntry) else str(subtitle)
    return desk_header(title, icon="bin", subtitle=about)
