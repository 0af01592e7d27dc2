"""The pages of the person who is signed in, beside allauth's."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.notices import refusable_categories
from cms.core.signed_links import LinkError

from .adapter import is_own_address, remember_language
from .forms import LanguageForm, NoticesForm
from .models import User
from .permissions import has_second_factor, may_enter_office, must_enrol
from .preferences import read_token
from .queries import preferred_language, refused_categories, session_count
from .services import choose_language, choose_notices
from .services import refuse_notices as stop_notices
from .told import told


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Show what a person can do with the account. See the template for the context."""
    context = {
        "has_second_factor": has_second_factor(request.user),
        "session_count": session_count(request.user),
        "may_enter_office": may_enter_office(request.user),
        "must_enrol": must_enrol(request.user),
        "told": told(request.user),
    }
    return render(request, "pages/accounts/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language. Context: form."""
    current = preferred_language(request.user) or get_language()
    form = LanguageForm(request.POST or None, initial={"language": current})
    if not form.is_valid():
        return render(request, "pages/accounts/language.html", {"form": form})
    chosen = form.cleaned_data["language"]
    choose_language(user=cast("User", request.user), language=chosen)
    with override(chosen):
        messages.success(request, _("Your language is kept."))
    response = redirect("accounts_start")
    remember_language(response, chosen)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Choose which mails to get. Context: form."""
    form = NoticesForm(request.POST if request.method == "POST" else None, initial=_wanted(request.user))
    if not form.is_valid():
        return render(request, "pages/accounts/notices.html", {"form": form})
    choose_notices(user=cast("User", request.user), wanted=form.cleaned_data["wanted"])
    messages.success(request, _("Your choice of mails is kept."))
    return redirect("accounts_start")


def _wanted(user: Any) -> dict[str, list[str]]:
    refused = refused_categories(user)
    return {"wanted": [category for category in refusable_categories() if category not in refused]}


@csrf_exempt  # a mail programme that posts one click (RFC 8058) has no cookie; the signed token says who
@require_http_methods(["GET", "HEAD", "POST"])
def refuse_notices(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a category of mails by the link in one of them. Context: label, is_done."""
    try:
        email, category = read_token(token)
    except LinkError as error:
        raise Http404 from error
    is_done = request.method == "POST" and stop_notices(email=email, category=category)
    label = refusable_categories().get(category, category)
    return render(request, "pages/accounts/refuse_notices.html", {"label": label, "is_done": is_done})


class SignInView(LoginView):
    """allauth's, which leads nobody who is signed in back to where they were refused: that would never end."""

    def get_authenticated_redirect_url(self) -> str:
        target: str = super().get_authenticated_redirect_url()
        is_office = target.startswith(reverse("wagtailadmin_home"))
        return reverse("accounts_start") if is_office and not may_enter_office(self.request.user) else target


class ActivateSecondFactorView(ActivateTOTPView):
    """allauth's, which also says why when the editors' screens ask for it. Context: is_required."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_required": must_enrol(self.request.user)}


def office_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Stand in for the sign-in pages of Wagtail, which know no second factor; `next` is kept when it is ours."""
    target = request.GET.get("next", "")
    response = redirect("account_login")
    if is_own_address(target, request):
        response["Location"] += f"?{urlencode({'next': target})}"
    return response
