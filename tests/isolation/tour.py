"""The ways through the office: every address with the other centre's ids, every form with one id exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.utils.http import urlencode
from wagtail.models import Page

from .addresses import Address, addresses, ids_of, mixtures, reversible
from .forms import Bodies, Form, forms_of, known_models, mutations
from .walker import Leak, Walker

# What is not asked, and why.
NOT_ASKED = {
    "wagtailadmin_logout": "ends the walk",
    "wagtailadmin_error_test": "raises on purpose",
    "test404/": "has no name to be asked by",
    "^.*/$": "answers 404 to everything",
}
QUERIES = (
    "?q=qxv&term=qxv&search=qxv",
    "",
    "?q=oslund",
    "?export=xlsx",
    "?export=csv",
    "?fields=*",
    "?id=all",
    "?multiple=1",
)
BODY = "wagtailadmin_pages:edit"


@dataclass
class Counts:
    """What was asked: the numbers may not fall."""

    addresses: int = 0
    forms: int = 0
    ids: int = 0
    saved: int = 0

    def __str__(self) -> str:
        asked = f"{self.addresses} addresses, {self.forms} forms, {self.ids} ids exchanged"
        return f"{asked}, {self.saved} of them saved with one's own"


@dataclass
class Tour:
    """One walk; `whole` asks every query, every mixture and every model for each id."""

    walker: Walker
    whole: bool = False
    posts: bool = True

    def __post_init__(self) -> None:
        self.counts = Counts()
        self.seen_forms: set[tuple[str, ...]] = set()
        self.missed: list[str] = []

    @property
    def world(self) -> Any:
        return self.walker.world

    def go(self, patterns: Iterable[str] = ("*",), *, forms: bool = True) -> Counts:
        """Ask every address whose name fits one of `patterns`."""
        for address in self.addresses(patterns):
            self.counts.addresses += 1
            if address.ids:
                self._opened(address, forms=forms)
            else:
                self._listed(address, forms=forms)
        return self.counts

    def addresses(self, patterns: Iterable[str] = ("*",)) -> Iterator[Address]:
        """Yield what fits; only when `whole` with every choice of app and model, but always with every action."""
        seen: set[str] = set()
        for address in addresses():
            is_known = address.name in seen and not any("action" in name for name, _word in address.words)
            seen.add(address.name)
            if address.name in NOT_ASKED or (is_known and not self.whole):
                continue
            if any(fnmatchcase(address.name, pattern) for pattern in patterns):
                yield address

    def _listed(self, address: Address, *, forms: bool) -> None:
        """Ask an address without ids: plainly, searched, exported, and with the ids that its query may carry."""
        path = address.path({})
        for query in QUERIES if self.whole else QUERIES[:1]:
            first = self.walker.ask(address.name, path + query)
        for query in self._queries(address):
            self.walker.ask(address.name, path + query)
        if self.whole and self.posts:
            self.walker.ask(address.name, path, {})
        if forms:
            self.forms(address, path, first)

    def _queries(self, address: Address) -> Iterator[str]:
        for name, model in address.queried:
            row = self.world.other.first(model)
            if row is not None:
                yield f"?{name}={row.pk}"
        if address.name.startswith("wagtailadmin_api:pages"):
            home = self.world.other.centre.pages.first()
            draft = self.world.other.first(Page)
            names = ("child_of", "descendant_of", "ancestor_of", "translation_of", "id")
            yield from (f"?{name}={page.pk}&fields=*&for_explorer=1" for name in names for page in (home, draft))
        if address.name == "wagtail_bulk_action":
            yield "?id=all"
            yield f"?id=all&childOf={self.world.other.centre.pages.first().pk}"

    def _opened(self, address: Address, *, forms: bool) -> None:
        """Ask an address with ids of the other centre, and with each of them among one's own."""
        own, other = ids_of(address, self.world.own), ids_of(address, self.world.other)
        if own is None or other is None or reversible(address, own) is None:
            self.missed.append(address.name)
            return
        for mixture in mixtures(address, own, other) if self.whole else [other]:
            self.walker.ask(address.name, address.path(mixture))
            if self.posts:
                self.walker.ask(address.name, address.path(mixture), {})
        if self.whole or forms:
            path = address.path(own)
            self.forms(address, path, self.walker.ask(address.name, path))

    def forms(self, address: Address, path: str, response: Any) -> None:
        """Send each form of an answer with each of its ids exchanged."""
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            return
        for form in forms_of(response.content.decode(), path):
            shape = (form.method, address.name, *sorted(form.ids))
            if form.ids and (shape not in self.seen_forms):
                self.seen_forms.add(shape)
                self.counts.forms += 1
                self._exchanged(address, form)

    def _exchanged(self, address: Address, form: Form) -> None:
        for name, model in known_models(form):
            theirs = form.offered.get(name, set()) & {str(row.pk) for row in self.world.other.all(model)}
            if theirs:
                self.walker.leaks.append(Leak("offered", address.name, form.method, form.action, f"{name} {theirs}"))
        if form.method == "POST" and self.posts and form.offered:
            everything = {name: sorted(values) for name, values in form.offered.items()}
            self.walker.ask(address.name, form.action, {**form.data, **everything}, what="everything offered")
        for what, data in mutations(form, self.world.other, whole=self.whole):
            self.counts.ids += 1
            if form.method == "GET":
                self.walker.ask(address.name, form.action + query_of(data), what=what)
            elif self.posts:
                self.walker.ask(address.name, form.action, data, what=what)

    def bodies(self, only: Iterable[str] = ()) -> Counts:
        """Save a page of one's own with each reference of each block exchanged."""
        page = self.world.own.first(Page).specific
        path = reversible(next(self.addresses([BODY])), {"page_id": page.pk})
        form = next(
            item for item in forms_of(self.walker.ask(BODY, path).content.decode(), path) if "title" in item.data
        )
        bodies = Bodies(self.world.own, self.world.other, "fr")
        for what, own, exchanged in bodies.variants(page.body.stream_block):
            if only and what not in only:
                continue
            self.counts.ids += 1
            self.counts.saved += self.walker.ask(BODY, path, {**form.data, **own}, what=what).status_code == 302
            self.walker.ask(BODY, path, {**form.data, **exchanged}, what=what)
        return self.counts


def query_of(data: dict[str, Any]) -> str:
    return "?" + urlencode(data, doseq=True)
