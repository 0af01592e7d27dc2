"""Every id in an address of /cms/ is judged before its view runs: "this parameter names that model; may they?"

A parameter is known by its name everywhere (`page_id`), by the model of the view that takes it (`pk`), or by an entry
for one address. What is neither an object nor a plain word makes the test of isolation fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import models
from wagtail.permissions import policy_registry

from . import scope

# The view answers for itself, as the screens of our own apps do by `core.scope`.
ITSELF = ""
ModelOf = Callable[[Any, Mapping[str, Any]], "type[models.Model] | None"]


@dataclass(frozen=True)
class Judge:
    """What a parameter names and what its reader must be allowed; `query` finds it in the query string instead."""

    views: str
    parameter: str
    model: type[models.Model] | ModelOf | None
    action: str = "open"
    query: bool = False

    def model_for(self, view: Any, kwargs: Mapping[str, Any]) -> type[models.Model] | None:
        """Return the model whose id is asked for, None when the parameter is a plain word."""
        if self.model is None or isinstance(self.model, type):
            return self.model
        return self.model(view, kwargs)


_judges: list[Judge] = []
# Views that answer in the place of those that an address leads to, by its name; superusers get the original.
answers: dict[str, Callable[..., Any]] = {}


def register_judge(*judges: Judge) -> None:
    """Add judges.

    Raises ImproperlyConfigured when one of them is there already.
    """
    for judge in judges:
        if judge in _judges:
            raise ImproperlyConfigured(f"the judge of {judge.views} {judge.parameter} is registered twice")
        _judges.append(judge)


def unregister_judge(*judges: Judge) -> None:
    for judge in judges:
        _judges.remove(judge)


def judge_of(view_name: str, parameter: str, *, query: bool = False) -> Judge | None:
    """Return who judges a parameter of an address: of those that fit, the last with the longest pattern."""
    fitting = [
        judge
        for judge in _judges
        if judge.parameter == parameter and judge.query == query and fnmatchcase(view_name, judge.views)
    ]
    return max(reversed(fitting), key=lambda judge: len(judge.views), default=None)


def query_judges(view_name: str) -> list[Judge]:
    """Return the judges of what the query string of an address names."""
    return [judge for judge in _judges if judge.query and fnmatchcase(view_name, judge.views)]


def model_of_view(view: Any, _kwargs: Mapping[str, Any]) -> type[models.Model] | None:
    """Return the model of a class-based view."""
    given = getattr(view, "view_initkwargs", {}).get("model")
    found = given or getattr(getattr(view, "view_class", None), "model", None)
    return found if isinstance(found, type) else None


def objects_of(
    view_name: str, view: Any, kwargs: Mapping[str, Any], query: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, models.Model]]:
    """Yield what an address names, each with the action that its reader needs; what does not exist is left out."""
    for name, value in kwargs.items():
        judge = judge_of(view_name, name)
        if judge:
            yield from _named(judge, judge.model_for(view, kwargs), [value])
    for judge in query_judges(view_name):
        yield from _named(judge, judge.model_for(view, kwargs), query.get(judge.parameter, []))


def _named(judge: Judge, model: Any, values: Sequence[Any]) -> Iterator[tuple[str, models.Model]]:
    for value in values if model is not None else ():
        try:
            found = model._base_manager.filter(pk=value).first()
        except (ValueError, TypeError, OverflowError, ValidationError, FieldError):
            found = None
        if found is not None:
            yield judge.action, found


def allows_address(user: Any, view_name: str, view: Any, kwargs: Mapping[str, Any], query: Any) -> bool:
    """Say whether `user` may ask an address, by everything that it names."""
    return all(may(user, action, obj) for action, obj in objects_of(view_name, view, kwargs, query))


def may(user: Any, action: str, obj: models.Model) -> bool:
    """Say whether `user` may do `action` to `obj`: "open" its screens, "choose" it, or what its provider knows.

    What no provider judges belongs to those who have a right on all of its model; what is live may be chosen.
    """
    if action == ITSELF:
        return True
    if scope.provider_of(type(obj)) is not None:
        return sees(user, obj) if action == "open" else scope.allows(user, action, obj)
    if action == "choose" and getattr(obj, "live", True):
        return True
    wanted = {"add", "change", "delete", "view"} if action in {"open", "choose"} else {action}
    policy = policy_registry.get_by_type(type(obj))
    return bool(policy.user_has_any_permission_for_instance(user, wanted, obj))


def sees(user: Any, obj: models.Model) -> bool:
    """Say whether `user` finds `obj` in a list of what `core.scope` shows."""
    opens = getattr(scope.provider_of(type(obj)), "opens", None)
    if opens is not None and not user.is_superuser:
        return bool(opens(user, obj))
    return scope.visible(user, type(obj)._base_manager.filter(pk=obj.pk)).exists()
