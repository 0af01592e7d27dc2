"""The glossary in the editors' screens."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core.frame import language_name
from cms.core.translations import language_codes

from ..models import GlossaryTerm
from . import csv_files, permissions, queries, services
from .forms import TermForm
from .presentation import card_of

PER_PAGE = 50
LONGEST_WORDS = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List terms. Context: cards, page_obj, words, language, languages, only_proposed, may_keep, may_propose."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    words, language = request.GET.get("q", "")[:LONGEST_WORDS], request.GET.get("language", "")
    only_proposed = request.GET.get("proposed") == "1"
    context = {
        "words": words,
        "language": language,
        "languages": [(code, language_name(code)) for code in language_codes()],
        "only_proposed": only_proposed,
    }
    terms = queries.terms_with(words, only_proposed=only_proposed)
    context |= {**_cards(request, terms, language), **_rights(request)}
    return render(request, "desk/translate/glossary/index.html", context)


def _cards(request: HttpRequest, terms: list[GlossaryTerm], language: str) -> dict[str, Any]:
    page_obj = Paginator(terms, PER_PAGE).get_page(request.GET.get("p"))
    codes = [language] if language in language_codes() else language_codes()
    return {
        "page_obj": page_obj,
        "elided_page_range": page_obj.paginator.get_elided_page_range(page_obj.number),
        "cards": [card_of(term, codes) for term in page_obj.object_list],
    }


def _rights(request: HttpRequest) -> dict[str, bool]:
    user = request.user
    return {"may_keep": permissions.may_keep(user), "may_propose": permissions.may_propose(user)}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(queries.listed_terms(), pk=pk))


def _edit(request: HttpRequest, term: GlossaryTerm | None) -> HttpResponse:
    """Context: form, term, card, may_keep, may_propose."""
    if not permissions.may_propose(request.user):
        raise PermissionDenied
    rights = _rights(request)
    posted = request.POST if request.method == "POST" else None
    languages = permissions.languages_of(request.user)
    card = card_of(term, language_codes()) if term else None
    form = TermForm(posted, instance=term, languages=languages, may_keep=rights["may_keep"])
    if posted is not None and form.is_valid():
        return _saved(request, form)
    context = {"form": form, "term": term, "card": card, **rights}
    return render(request, "desk/translate/glossary/edit.html", context)


def _saved(request: HttpRequest, form: TermForm) -> HttpResponse:
    may_keep = permissions.may_keep(request.user)
    save = services.keep_term if may_keep else services.propose
    # The form's own instance says already what was typed.
    term = GlossaryTerm.objects.filter(pk=form.instance.pk).first()
    save(term=term, user=request.user, said=form.said, **form.words)
    messages.success(request, _("The term was saved.") if may_keep else _("Thank you. Your proposal waits."))
    return redirect("translate_glossary")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Context: term."""
    term = get_object_or_404(GlossaryTerm, pk=pk)
    if not permissions.may_keep(request.user):
        raise PermissionDenied
    if request.method == "POST":
        services.delete_term(term=term, user=request.user)
        messages.success(request, _("“%(term)s” was deleted.") % {"term": term.term})
        return redirect("translate_glossary")
    return render(request, "desk/translate/glossary/delete.html", {"term": term})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    if not permissions.may_read(request.user):
        raise PermissionDenied
    terms = [term for term in queries.terms_with("") if not term.is_proposed]
    response = HttpResponse(csv_files.write(terms), content_type="text/csv; charset=utf-8")
    name = f"glossary-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
