"""The translators' work in the editors' screens: list, asking, matrix, figures."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale

from cms.core.desk_header import desk_header
from cms.core.frame import language_name
from cms.core.translations import language_codes

from . import addresses, bulk, exports, permissions, planning, queries, services, sources
from .errors import WorkRefusedError
from .figures import figures_for
from .forms import AskForm
from .listing import Listing, Part
from .matrix_screen import MatrixScreen
from .reach import Reach, reach_of


def _reach(request: HttpRequest) -> Reach:
    """Return what the person meets; raises PermissionDenied for those who have nothing to do with translations."""
    reach = reach_of(request.user)
    if reach.is_nothing:
        raise PermissionDenied
    return reach


def _header(title: str, here: str) -> dict[str, Any]:
    return {**desk_header(title, icon="wagtail-localize-language"), "here": here}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List works. Context: listing, parts, people, asking (what is being carried out), and the header's."""
    reach = _reach(request)
    listing = Listing(user=request.user, reach=reach, data=request.GET)
    context = {
        "listing": listing,
        "parts": Part.choices,
        "people": bulk.people_for(listing.entries, reach),
        "askings": queries.unfinished_requests(request.user),
        "may_ask": reach.asks_somewhere,
        **_header(_("Translations"), "works"),
    }
    return render(request, "desk/translate/works.html", context)


@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Do one thing with each chosen work, each judged by itself."""
    done, refused = bulk.carry_out(user=request.user, reach=_reach(request), data=request.POST)
    if done:
        messages.success(request, done)
    for text in refused:
        messages.error(request, text)
    return redirect(get_valid_next_url_from_request(request) or addresses.list_address())


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for translations: form, then summary, then sending. Context: form, plan, alone, and the header's."""
    reach = _reach(request)
    data = request.POST if request.method == "POST" else None
    named = (data or request.GET).getlist("text")
    form = AskForm(data, user=request.user, reach=reach, named=named, initial=_asked(request))
    plan = _plan(request, form) if data is not None and form.is_valid() else None
    if plan is not None and plan.asked and request.POST.get("confirm") == "yes":
        return _send(request, form, plan)
    context = {"form": form, "plan": plan, "alone": _alone(request, reach), "may_ask": reach.asks_somewhere}
    context |= _header(_("Ask for translations"), "ask")
    return render(request, "desk/translate/summary.html" if plan else "desk/translate/ask.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Return what the address of the form fills in."""
    named = request.GET.getlist("text")
    return {"text": named, "languages": request.GET.getlist("language"), "below": "below" in request.GET}


def _plan(request: HttpRequest, form: AskForm) -> planning.Plan:
    found = form.cleaned_data
    return planning.plan(names=found["names"], languages=found["languages"], user=request.user, person=found["person"])


def _send(request: HttpRequest, form: AskForm, plan: planning.Plan) -> HttpResponse:
    found = form.cleaned_data
    services.request_translations(
        names=plan.names,
        languages=found["languages"],
        user=request.user,
        person=found["person"],
        due=found["due"],
        note=found["note"],
    )
    messages.success(request, _("Your request is sent. The people are written to when all texts are there."))
    return redirect(f"{addresses.list_address()}?part={Part.ASKED.value}")


def _alone(request: HttpRequest, reach: Reach) -> dict[str, str] | None:
    """Return the one text and language of the address which this person may translate without being asked."""
    names, languages = request.GET.getlist("text"), request.GET.getlist("language")
    if len(names) != 1 or len(languages) != 1:
        return None
    titles = sources.titles(names, user=request.user, reach=reach)
    locale = Locale.objects.filter(language_code=languages[0]).first()
    instance = sources.find(names).get(names[0])
    name = language_name(languages[0])
    may = titles and locale and permissions.may_begin(request.user, instance, locale)
    return {"text": names[0], "title": titles[0][1], "language": languages[0], "language_name": name} if may else None


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Take a text for which nobody asked, and open it."""
    name, language = request.POST.get("text", ""), request.POST.get("language", "")
    instance = sources.find([name]).get(name)
    locale = Locale.objects.filter(language_code=language).first()
    if instance is None or locale is None:
        raise Http404
    try:
        work = services.begin(instance=instance, locale=locale, user=request.user)
    except WorkRefusedError as error:
        messages.error(request, str(error))
        return redirect(addresses.list_address())
    return redirect(addresses.work_address(work))


@require_safe
def matrix(request: HttpRequest) -> HttpResponseBase:
    """Show pages by languages. Context: screen and the header's."""
    screen = MatrixScreen(reach=_reach(request), data=request.GET)
    if request.GET.get("export") == "csv":
        return exports.as_csv(screen.table(), name="translations")
    context = {"screen": screen, "may_ask": screen.reach.asks_somewhere, **_header(_("Pages by language"), "matrix")}
    return render(request, "desk/translate/matrix.html", context)


@require_safe
def figures(request: HttpRequest) -> HttpResponseBase:
    """Show what was translated. Context: figures, languages and the header's."""
    _reach(request)
    found = figures_for(request.GET)
    if request.GET.get("export") == "csv":
        return exports.as_csv(found.table(), name="translated")
    languages = [(code, language_name(code)) for code in language_codes()]
    context = {"figures": found, "languages": languages, **_header(_("Figures of translations"), "figures")}
    return render(request, "desk/translate/figures.html", context)
