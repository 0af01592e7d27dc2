"""The translators' work in the editors' screens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import queries


def index(request: HttpRequest) -> HttpResponse:
    """List what waits for this person."""
    return render(request, "desk/translate/works.html", {"works": queries.waiting_for(request.user)})
