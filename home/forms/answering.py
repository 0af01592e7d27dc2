"""How a form page answers a visitor: it shows the form, takes what is sent, and shows that it has arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext

from cms.core import guard, signed_links
from cms.core.guard import Ticket
from cms.core.translations import address_of, direction, linked_address

from . import queries, services
from .asking import AnswerForm, kept_words
from .models import Submission

if TYPE_CHECKING:
    from home.form_pages import FormPage

RECEIPT = "form-sent"
RECEIPT_LASTS = timedelta(days=2)
NO_STORE = "private, no-store"
TOO_OFTEN = 429


@dataclass(frozen=True)
class ShownForm:
    """What `components/form.html` needs: the form, where it goes, and what is said around it."""

    page: FormPage
    form: AnswerForm
    ticket: Ticket
    button: str
    promise: str

    @property
    def action(self) -> str:
        return address_of(self.page, get_language())

    @property
    def language(self) -> str:
        return self.page.locale.language_code

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def frame_language(self) -> str:
        """The language of what is said around the questions, "" when it is that of the questions."""
        active = get_language() or ""
        return "" if active == self.language else active

    @property
    def frame_direction(self) -> str:
        return direction(self.frame_language or self.language)

    @property
    def proof_bits(self) -> int:
        return guard.PROOF_BITS

    @property
    def anchor(self) -> str:
        return f"form-{self.page.pk or 0}"


@dataclass(frozen=True)
class Receipt:
    """What a visitor reads after sending."""

    reference: str
    delete_on: date
    is_mailed: bool
    back_url: str


def shown_form(
    page: FormPage,
    *,
    request: HttpRequest | None,
    form: AnswerForm | None = None,
    ticket: Ticket | None = None,
    origin: int = 0,
) -> ShownForm:
    """Return a form to show; without `form` an empty one, without `ticket` with a new one."""
    known: ShownForm | None = getattr(request, "_shown_form", None)
    if known and known.page is page:
        return known
    form = form or AnswerForm(page)
    return ShownForm(
        page=page,
        form=form,
        ticket=ticket or guard.new_ticket(form_key=page.translation_key, origin=origin),
        button=page.action_label or gettext("Send my answers"),
        promise=kept_words(form.source.kept_months) if form.source.kept_months else "",
    )


def answer(request: HttpRequest, page: FormPage) -> HttpResponse:
    if request.method == "POST":
        return _take(request, page)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    receipt = read_receipt(page, request.GET.get("sent", ""))
    if receipt is None:
        return _show(request, page)
    context = {**page.get_context(request), "sent": receipt}
    return _private(TemplateResponse(request, page.sent_template, context))


def _show(request: HttpRequest, page: FormPage, *, status: int = 200) -> HttpResponse:
    return _private(TemplateResponse(request, page.template, page.get_context(request), status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = NO_STORE
    return response


def _take(request: HttpRequest, page: FormPage) -> HttpResponse:
    """Take what was sent; whatever is wrong comes back in words, with the answers as they were.

    Who has answers to mend is not told about the sending: it is judged once they are right.
    """
    form = AnswerForm(page, request.POST)
    ticket = guard.read_ticket(request.POST.get(guard.TICKET_FIELD, ""), form_key=page.translation_key)
    objection = guard.objection(ticket, request.POST) if form.is_valid() else ""
    status = 200
    if form.is_valid() and not objection and ticket is not None:
        known = queries.sent_with(ticket.nonce)
        if known and known.answers == form.answers:
            return _sent(page, known, ticket)
        if known:
            ticket, objection = guard.renewed(ticket), _sent_before(known)
        elif guard.sends_too_often(request, ticket, request.POST):
            status, objection = TOO_OFTEN, gettext("Too much was sent from your network. Try again in an hour.")
        else:
            return _keep(request, page, form, ticket)
    if ticket is not None and ticket.is_old:
        ticket = guard.renewed(ticket)
    if objection:
        form.add_error(None, objection)
    request._shown_form = shown_form(page, request=None, form=form, ticket=ticket)  # type: ignore[attr-defined]
    return _show(request, page, status=status)


def _sent_before(known: Submission) -> str:
    words = gettext(
        "You sent this form before, with the reference %(reference)s. To send it again as changed, send now."
    )
    return words % {"reference": known.reference}


def _keep(request: HttpRequest, page: FormPage, form: AnswerForm, ticket: Ticket) -> HttpResponse:
    address = queries.sender_address(form.source, form.answers)
    confirm = bool(address) and guard.may_confirm(request, address)
    submission, _is_new = services.receive(
        page, language=get_language() or "", answers=form.answers, ticket=ticket.nonce, confirm=confirm
    )
    return _sent(page, submission, ticket)


def _sent(page: FormPage, submission: Submission, ticket: Ticket) -> HttpResponse:
    """Lead to a page that may be loaded again: its address proves what it says."""
    value = {
        "form": page.translation_key.hex,
        "reference": submission.reference,
        "delete_on": submission.delete_on.isoformat(),
        "mailed": queries.is_confirmed(submission),
        "origin": ticket.origin,
    }
    response = HttpResponseRedirect(f"{address_of(page, get_language())}?sent={signed_links.make(RECEIPT, value)}")
    response.status_code = 303
    return response


def read_receipt(page: FormPage, token: str) -> Receipt | None:
    """Return what the address says was sent, None when it is no receipt of this form, or an old one."""
    if not token or len(token) > 1000:
        return None
    try:
        value: dict[str, Any] = signed_links.read(RECEIPT, token, RECEIPT_LASTS)
    except signed_links.LinkError:
        return None
    delete_on = parse_date(value["delete_on"])
    if value["form"] != page.translation_key.hex or delete_on is None:
        return None
    back_url = linked_address(value["origin"]) if value["origin"] else ""
    return Receipt(value["reference"], delete_on, value["mailed"], back_url)


def sample_receipt(page: FormPage) -> Receipt:
    """Return what the editor's preview shows."""
    return Receipt("F-2345-6789", services.months_later(timezone.localdate(), months=page.kept_months or 1), True, "")
