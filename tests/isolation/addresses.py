"""Every address of the resolver, and what its parameters can be filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms.core.judges import Judge, judge_of, query_judges

from .world import Side


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver, with one choice of its plain words."""

    name: str
    view: Any
    words: tuple[tuple[str, str], ...] = ()
    ids: tuple[tuple[str, type[Model]], ...] = ()

    @property
    def queried(self) -> list[tuple[str, type[Model]]]:
        """The ids that its query string may carry."""
        kwargs = dict(self.words)
        found = [(judge.parameter, judge.model_for(self.view, kwargs)) for judge in query_judges(self.name)]
        return [(name, model) for name, model in found if model is not None]

    def path(self, sides: Mapping[str, Any]) -> str:
        """Return the address with each id of `sides`, by parameter."""
        return reverse(self.name, kwargs={**dict(self.words), **sides})


def leaves(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str], Any]]:
    """Yield name, parameters and view of every named pattern, and the route of those without a name."""
    for item in (resolver or get_resolver()).url_patterns:
        if isinstance(item, URLResolver):
            yield from leaves(item, (*spaces, item.namespace) if item.namespace else spaces)
        elif isinstance(item, URLPattern):
            groups = getattr(item.pattern, "regex", None)
            parameters = list(item.pattern.converters) or (list(groups.groupindex) if groups else [])
            yield ":".join((*spaces, item.name or str(item.pattern))), parameters, item.callback


def is_office(name: str, view: Any) -> bool:
    return name in _office_names()


_names: set[str] = set()


def _office_names() -> set[str]:
    if not _names:
        for item in get_resolver().url_patterns:
            if isinstance(item, URLResolver) and str(item.pattern).startswith("cms/"):
                _names.update(
                    name for name, _parameters, _view in leaves(item, (item.namespace,) if item.namespace else ())
                )
    return _names


def addresses() -> list[Address]:
    """Return every address of /cms/, once for each choice of its plain words."""
    found: dict[tuple[Any, ...], Address] = {}
    for name, parameters, view in leaves():
        if not is_office(name, view):
            continue
        for words in choices(name, parameters):
            ids = tuple(
                (parameter, model_of(name, parameter, view, words))
                for parameter in parameters
                if parameter not in words
            )
            item = Address(name, view, tuple(words.items()), ids)
            found.setdefault((name, item.words, tuple(parameter for parameter, _model in ids)), item)
    return list(found.values())


def model_of(name: str, parameter: str, view: Any, words: Mapping[str, str]) -> Any:
    judge = judge_of(name, parameter)
    return judge.model_for(view, words) if judge else None


def unjudged() -> list[str]:
    """Return the parameters of /cms/ of which nobody said what they name."""
    return [
        f"{address.name} {parameter}" for address in addresses() for parameter, model in address.ids if model is None
    ]


def choices(name: str, parameters: list[str]) -> list[dict[str, str]]:
    """Return the choices of the plain words of an address: each pair of app and model, each action."""
    words = [parameter for parameter in parameters if is_word(name, parameter)]
    if not words:
        return [{}]
    known = KNOWN.get(name) or next((find for start, find in STARTS.items() if name.startswith(start)), None)
    if known is not None:
        return [{**dict.fromkeys(words, "sample"), **choice} for choice in known()]
    return [{word: SAMPLES.get(word, "sample") for word in words}]


def is_word(name: str, parameter: str) -> bool:
    judge: Judge | None = judge_of(name, parameter)
    return judge is not None and judge.model is None


def _page_types() -> list[dict[str, str]]:
    kinds = ContentType.objects.filter(pk__in=Page.objects.values("content_type")).order_by("app_label", "model")
    return [{"content_type_app_name": kind.app_label, "content_type_model_name": kind.model} for kind in kinds]


def _snippets() -> list[dict[str, str]]:
    return [
        {"app_label": model._meta.app_label, "model_name": model._meta.model_name} for model in get_snippet_models()
    ]


def _bulk() -> list[dict[str, str]]:
    if not bulk_action_registry.actions:
        bulk_action_registry._scan_for_bulk_actions()
    return [
        {"app_label": app_label, "model_name": model, "action": action}
        for app_label, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


KNOWN: dict[str, Any] = {
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_api:pages:action": lambda: [{"action_name": name} for name in PagesAdminAPIViewSet.actions],
    "wagtailadmin_pages:add": _page_types,
    "wagtailadmin_pages:preview_on_add": _page_types,
    "wagtailadmin_pages:type_use": _page_types,
    "wagtailadmin_pages:type_use_results": _page_types,
    "wagtailadmin_pages:choose_parent": lambda: [
        {"app_label": kind["content_type_app_name"], "model_name": kind["content_type_model_name"]}
        for kind in _page_types()
    ],
    "desk_published": lambda: [{"key": "11111111-1111-4111-8111-111111111111"}],
    "wagtailadmin_tag_model_autocomplete": lambda: [{"app_name": "taggit", "model_name": "tag"}],
    "wagtailadmin_editing_sessions:ping": lambda: [{"app_label": "home", "model_name": "standardpage"}],
    "wagtailadmin_workflows:add_task": lambda: [{"app_label": "wagtailcore", "model_name": "groupapprovaltask"}],
    "wagtail_localize:submit_snippet_translation": _snippets,
    "wagtail_localize:snippets_api_listing": _snippets,
    "wagtail_localize:snippets_api_detail": _snippets,
}
STARTS: dict[str, Any] = {}
SAMPLES = {
    "day": "2026-11-29",
    "name": "suspend",
    "year": "2025",
    "kind": "centre",
    "action_name": "approve",
    "filter_spec": "max-40x40",
    "language": "fr",
    "mode": "sample",
    "key": "sample",
}


def ids_of(address: Address, side: Side) -> dict[str, Any] | None:
    """Return a value for each id of an address: of one centre, else of the network; None when there is none at all."""
    found = {}
    for parameter, model in address.ids:
        row = side.first(model) or model._base_manager.order_by("pk").first()
        if row is None:
            return None
        found[parameter] = row.pk
    return found


def mixtures(address: Address, own: dict[str, Any], other: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the ids all of the other centre, then each of them alone among one's own."""
    yield other
    if len(address.ids) > 1:
        for parameter, _model in address.ids:
            yield {**own, parameter: other[parameter]}


def reversible(address: Address, sides: Mapping[str, Any]) -> str | None:
    try:
        return address.path(sides)
    except NoReverseMatch:
        return None
