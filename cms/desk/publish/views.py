"""The publish panel: a page of its own, which the editor loads into a dialog."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.core import wishes
from cms.core.wishes import WishRefusedError

from . import permissions, queries, services
from .forms import PanelForm
from .presentation import Panel, shown_outcomes

# The whole page, and its inside.
PANEL = ("desk/publish/panel.html", "desk/publish/panel_inside.html")
PUBLISHED = ("desk/publish/published.html", "desk/publish/published_inside.html")


def panel(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what stands before a publication, and do it."""
    page = _page(request, page_id)
    rows = wishes.rows(page=page, user=request.user)
    data = request.POST if request.method == "POST" else None
    form = PanelForm(page=page, rows=rows, token=queries.token_of(page), data=data)
    if data is not None:
        key = _confirmed(request, page, form)
        if key is not None:
            return redirect("desk_published", page_id=page.pk, key=key)
    context = {"panel": Panel(page=page, user=request.user, rows=rows, form=form), "form": form, "page": page}
    return _answer(request, PANEL, context)


def published(request: HttpRequest, page_id: int, key: UUID) -> HttpResponse:
    """Show what a confirmation did, as often as it is asked for."""
    page = _page(request, page_id)
    entry = queries.confirmation(page.pk, key)
    if entry is None:
        raise Http404
    outcomes = shown_outcomes(queries.outcomes_of(entry))
    return _answer(request, PUBLISHED, {"page": page, "outcomes": outcomes, "entry": entry})


def _page(request: HttpRequest, page_id: int) -> Any:
    page = queries.latest_text(page_id)
    if page is None:
        raise Http404
    if not permissions.may_open(request.user, page):
        raise PermissionDenied
    return page


def _confirmed(request: HttpRequest, page: Any, form: PanelForm) -> UUID | None:
    """Confirm what was posted; return its key, None when the form says why it could not."""
    if not form.is_valid():
        form.errors.append(_("Something is missing below. What you typed is kept."))
        return None
    try:
        services.confirm(page_id=page.pk, user=request.user, asked=form.confirmation)
    except services.StaleError:
        form.renew(queries.token_of(page))
        form.errors.append(_stale_words(page))
    except services.NotReadyError:
        form.errors.append(_("Mend first what the list below asks for."))
    except services.NothingAskedError:
        form.errors.append(_("Visitors see this text already, and nothing is asked for other languages."))
    except WishRefusedError as refusal:
        form.errors.append(_("One language could not be done, so nothing was. What you typed is kept."))
        form.refuse(refusal.code, refusal.message, refusal.texts)
    else:
        return form.confirmation.key
    return None


def _stale_words(page: Any) -> str:
    person = str(page.latest_revision.user or "") if page.latest_revision else ""
    return _(
        "The page was saved after you opened this panel, last by %(person)s. "
        "You see the text as it is now; what you typed is kept. Look at it, then confirm again."
    ) % {"person": person or _("somebody")}


def _answer(request: HttpRequest, templates: tuple[str, str], context: dict[str, Any]) -> HttpResponse:
    """Answer with the whole page, or with its inside for the editor's dialog."""
    is_inside = request.headers.get("X-Requested-With") == "mc-publish"
    return render(request, templates[is_inside], {**context, "is_inside": is_inside})
