"""Does what was pressed in the bench's form, and answers as HTTP."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from ..models import Remark
from ..work.errors import WorkRefusedError
from . import services
from .addresses import addresses_of
from .errors import GoneError, LineRefusedError
from .forms import Posted
from .notifying import address_of

LINES = {"later", "now", "unchanged", "remark"}
ENDS = {"send", "publish", "return"}


def act(request: HttpRequest, translation: Translation, form: Posted) -> HttpResponse | None:
    """Keep what was typed, then do what was pressed; None when the bench should be shown with what went wrong."""
    try:
        refused = _keep(translation, form, request.user)
        if form.addresses and (words := _keep_addresses(translation, form, request.user)):
            messages.error(request, words)
            return redirect(_address(translation))
        if refused:
            first, words = next(iter(refused.items()))
            messages.error(request, " ".join([_kept_words(len(refused)), words]))
            return redirect(f"{_address(translation)}#line-{first}")
        return _do(request, translation, form)
    except (WorkRefusedError, LineRefusedError) as refusal:
        messages.error(request, str(refusal))
    except GoneError:
        messages.error(request, _("The source has no such text any more."))
    except ValueError:
        messages.error(request, _("Write your comment first."))
    return redirect(f"{_address(translation)}{_fragment(form)}")


def _keep(translation: Translation, form: Posted, user: Any) -> dict[str, str]:
    if not form.typed:
        return {}
    return services.keep_lines(translation=translation, typed=form.typed, seen=form.seen, user=user)


def _keep_addresses(translation: Translation, form: Posted, user: Any) -> str:
    """Keep what differs from what is kept; return why some could not be."""
    known = {address.pk: address.own for address in addresses_of(translation)}
    typed = {pk: own for pk, own in form.addresses.items() if own != known.get(pk, own)}
    refused = services.keep_addresses(translation=translation, typed=typed, user=user) if typed else []
    return " ".join(refused)


def _kept_words(number: int) -> str:
    text = ngettext(
        "%(number)s text is not kept yet; all others are.", "%(number)s texts are not kept yet; all others are.", number
    )
    return text % {"number": number}


def _do(request: HttpRequest, translation: Translation, form: Posted) -> HttpResponse:
    if form.act in ENDS:
        return _end(request, translation, form)
    if form.act in {"answer", "resolve"}:
        return redirect(address_of(_thread(request, translation, form)))
    if form.act in LINES:
        _about_line(translation, form, request.user)
    else:
        messages.success(request, _("Saved."))
    return redirect(f"{_address(translation)}{_fragment(form)}")


def _about_line(translation: Translation, form: Posted, user: Any) -> None:
    if form.act == "unchanged" and not form.about:
        services.carry_over_all(translation=translation, user=user)
    elif form.act == "remark":
        services.remark(translation=translation, key=form.about, text=form.words, user=user)
    elif form.act == "unchanged":
        services.carry_over(translation=translation, key=form.about, user=user)
    else:
        is_later = form.act == "later"
        services.leave_for_later(translation=translation, key=form.about, is_later=is_later, user=user)


def _thread(request: HttpRequest, translation: Translation, form: Posted) -> Remark:
    found = Remark.objects.select_related("translation").filter(translation=translation, thread=None)
    thread = found.filter(pk=int(form.about)).first() if form.about.isdecimal() else None
    if thread is None:
        raise PermissionDenied
    if form.act == "answer":
        return services.answer(thread=thread, text=form.words, user=request.user)
    return services.resolve(thread=thread, user=request.user)


def _end(request: HttpRequest, translation: Translation, form: Posted) -> HttpResponse:
    if form.act == "publish":
        services.publish(translation=translation, user=request.user)
        messages.success(request, _("Published: visitors read this translation now."))
        return redirect(_address(translation))
    if form.act == "return":
        services.give_back(translation=translation, user=request.user, reason=form.words)
        messages.success(request, _("Returned to the translator, with your reason."))
    else:
        services.hand_in(translation=translation, user=request.user)
        messages.success(request, _("Sent to review. Thank you."))
    return redirect(reverse("translate_works"))


def _address(translation: Translation) -> str:
    return reverse("translate_bench", args=[translation.pk])


def _fragment(form: Posted) -> str:
    return f"#line-{form.about}" if form.act in LINES and form.about.isalnum() else ""
