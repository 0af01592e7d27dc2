"""Who works with applications, correspondents and the network."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from centres.scopes import NETWORK, keeps_network
from cms.core import scope

ModelT = TypeVar("ModelT", bound=models.Model)
# Every correspondent's group holds it: the menu asks it without a question to the database.
REPORTS = "affiliation.add_report"
View = Callable[..., HttpResponseBase]

__all__ = ["NETWORK", "REPORTS", "for_the_secretariat", "keeps_network", "one"]


def for_the_secretariat(view: View) -> View:
    """Refuse everybody else before the view looks anything up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_network(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def one(user: Any, queryset: models.QuerySet[ModelT], pk: int) -> ModelT:
    """Return the row of an id when this person may see it; Http404 for all others alike."""
    return get_object_or_404(scope.visible(user, queryset), pk=pk)
