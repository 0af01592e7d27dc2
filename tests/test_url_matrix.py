"""Every address × every role, generated from the resolver: an address that nobody thought of fails here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.accounts.models import User
from cms.desk.models import Starter
from cms.translate.glossary.models import GlossaryTerm
from cms.translate.models import MemoryUnit
from tests.factories.pages import make_news, make_news_index, make_page, make_site
from tests.factories.reusable import make_content

pytestmark = pytest.mark.django_db

# What is outside /cms/: the answers to anonymous, member (signed in, no rights), editor, administrator.
# A set means "one of these". Whoever adds an address adds a line.
PUBLIC: dict[str, set[int]] = {
    "healthz": {200},
    "readyz": {200, 503},
    "robots": {200},
    "favicon": {200, 302},
    "manifest": {200},
    "sitemap": {200},
    "security_txt": {200},
    "change_password": {302},
    "set_language": {302, 405},
    "mailbox": {200},
    "mailbox_read": {404},
    "news_feed": {200},
    "news_feed_json": {200},
    "topic_feed": {404},
    "topic_feed_json": {404},
    "author_feed": {404},
    "author_feed_json": {404},
    "index_feed": {404},
    "index_feed_json": {404},
    "centres_geojson": {200},
    "centres_csv": {200},
    "search": {200},
    "search_suggest": {200},
    "wagtail_serve": {200},
    "wagtailcore_authenticate_with_password": {404},
    "wagtailcore_login": {200, 302},
    "wagtaildocs_serve": {404},
    "wagtaildocs_authenticate_with_password": {404},
    "library_document": {404},
    "library_public_media": {404},
    "affiliation_start": {200},
    "affiliation_sent": {200},
    "affiliation_kept": {200},
    "affiliation_resume": {404},
    "affiliation_confirm": {404},
    "affiliation_status": {404},
    "affiliation_apply": {404},
}
ACCOUNT_PREFIX = "accounts/"
# Signing out ends the journey; the other raises on purpose, for people who test their error mails.
NOT_ASKED = {"wagtailadmin_logout", "wagtailadmin_error_test"}
# How many addresses the matrix covers: it may grow, not shrink.
LEAST_OFFICE = 230
LEAST_OUTSIDE = 40


@dataclass(frozen=True)
class Address:
    """A pattern with its parameters filled in."""

    name: str
    path: str

    @property
    def is_office(self) -> bool:
        return self.path.startswith("/cms/")


def patterns(resolver: URLResolver | None = None, prefix: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the chain of patterns of every leaf."""
    for item in (resolver or get_resolver()).url_patterns:
        if isinstance(item, URLResolver):
            yield from patterns(item, (*prefix, item))
        elif isinstance(item, URLPattern):
            yield (*prefix, item)


def filled(chain: tuple[Any, ...], values: dict[str, Any]) -> Address:
    """Return the address of a chain with a sample value for each parameter."""
    text = ""
    for item in chain:
        pattern = item.pattern
        route = getattr(pattern, "_route", None)
        if route is None and hasattr(pattern, "prefix_default_language"):
            text += "fr/"
        elif route is None:
            text += regex_sample(pattern._regex, values)
        else:
            for name, converter in pattern.converters.items():
                default = values["page_id"] if isinstance(converter, IntConverter) else values.get(name, "sample")
                sample = str(values.get(name, default))
                for form in (f"<{kind}:{name}>" for kind in ("int", "str", "slug", "path", "uuid", "re_uuid")):
                    route = route.replace(form, sample)
                route = route.replace(f"<{name}>", sample)
            text += route
    return Address(chain[-1].name or chain[-1].lookup_str, "/" + text)


def regex_sample(regex: str, values: dict[str, Any]) -> str:
    """Return a string that Wagtail's and allauth's few regular expressions match."""
    known = {
        r"^((?:[\w\-]+/)*)$": "",
        r"^(\d+)/(.*)$": f"{values['document_id']}/missing.pdf",
        r"^.*/$": "nothing-here/",
    }
    if regex in known:
        return known[regex]
    if "revisions/compare" in regex:
        start = "pages/" if regex.startswith("^pages") else ""
        return f"{start}{values['page_id']}/revisions/compare/live...latest/"
    return (
        regex.removeprefix("^")
        .removesuffix("$")
        .replace(r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "1-set")
        .replace(r"(?P<key>[-:\w]+)", "nokey")
    )


@pytest.fixture
def ground():
    homes = make_site()
    page = make_page(homes["fr"], "Histoire")
    index = make_news_index(homes["fr"])
    make_news(index, "Nouvelle")
    make_content(pk=page.pk)
    kind = ContentType.objects.get_for_model(type(page))
    GlossaryTerm.objects.create(pk=page.pk, language="fr", term="centre")
    MemoryUnit.objects.create(pk=page.pk, source_language="fr", target_language="eo", source="Centre", target="Centro")
    Starter.objects.create(pk=page.pk, name="Compte rendu", kind=kind, language="fr", content={"title": "Réunion"})
    source, _new = TranslationSource.update_or_create_from_instance(page)
    esperanto = Locale.objects.get(language_code="eo")
    Translation.objects.create(pk=page.pk, source=source, target_locale=esperanto)
    return {"homes": homes, "page": page}


@pytest.fixture
def values(ground):
    page = ground["page"]
    return {
        "page_id": page.pk,
        "pk": page.pk,
        "document_id": 1,
        "language": "fr",
        "content_type_app_name": "home",
        "content_type_model_name": "standardpage",
        "app_label": "home",
        "model_name": "standardpage",
        "parent_page_id": page.pk,
        "revision_id": page.latest_revision.pk,
        "locale_id": Locale.get_default().pk,
        "key": "11111111-1111-4111-8111-111111111111",
    }


@pytest.fixture
def roles(ground):
    """Return a user by role; None is a stranger."""
    editors = Group.objects.create(name="editors of the French tree")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=editors, page=ground["homes"]["fr"], permission=Permission.objects.get(codename=codename)
        )
    editor = User.objects.create_user("editor@mondcivitan.example", "a long password")
    editor.groups.add(editors)
    return {
        "stranger": None,
        "member": User.objects.create_user("member@mondcivitan.example", "a long password"),
        "editor": editor,
        "administrator": User.objects.create_superuser("admin@mondcivitan.example", "a long password"),
    }


def addresses(values: dict[str, Any]) -> list[Address]:
    return sorted({filled(chain, values) for chain in patterns()}, key=lambda address: address.path)


def test_every_address_is_covered(values):
    found = addresses(values)
    office = [address for address in found if address.is_office]
    outside = [address for address in found if not address.is_office]
    unknown = [
        address
        for address in outside
        if address.name not in PUBLIC and not address.path.lstrip("/").startswith(ACCOUNT_PREFIX)
    ]

    print(f"{len(office)} addresses in the office, {len(outside)} outside")  # noqa: T201 -- the count is the proof
    assert unknown == []
    assert len(office) >= LEAST_OFFICE
    assert len(outside) >= LEAST_OUTSIDE


@pytest.mark.parametrize("role", ["stranger", "member"])
def test_office_is_closed_to_those_without_access(client, values, roles, role):
    if roles[role]:
        client.force_login(roles[role])
    open_ones = {}
    for address in addresses(values):
        if address.is_office:
            response = client.get(address.path)
            closed = response.status_code in (403, 404, 405) or (
                response.status_code in (301, 302) and "/login/" in response["Location"]
            )
            if not closed:
                open_ones[address.path] = (response.status_code, response.get("Location", ""))

    assert {path: answer for path, answer in open_ones.items() if not is_harmless(path, answer)} == {}


def is_harmless(path: str, answer: tuple[int, str]) -> bool:
    """Say whether an office address is open on purpose: it holds nothing of anybody."""
    scripts = {"/cms/jsi18n/", "/cms/localize/jsi18n/", "/cms/sprite/", "/cms/logout/"}
    signed_out = answer[0] == 302 and answer[1] in {"/", "/cms/", "/cms/login/"}
    return path in scripts or signed_out


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_office_never_breaks(client, values, roles, role):
    client.force_login(roles[role])
    broken = {}
    for address in addresses(values):
        if address.is_office and address.name not in NOT_ASKED:
            status = client.get(address.path).status_code
            if status >= 500:
                broken[address.path] = status

    assert broken == {}


@pytest.mark.parametrize("role", ["stranger", "member", "editor", "administrator"])
def test_outside_answers_as_written(client, values, roles, role):
    if roles[role]:
        client.force_login(roles[role])
    wrong = {}
    for address in addresses(values):
        if address.name in PUBLIC and not address.is_office:
            status = client.get(address.path).status_code
            if status not in PUBLIC[address.name]:
                wrong[address.path] = status

    assert wrong == {}


@pytest.mark.parametrize("role", ["stranger", "member"])
def test_accounts_never_break(client, values, roles, role):
    if roles[role]:
        client.force_login(roles[role])
    broken = {}
    for address in addresses(values):
        if address.path.lstrip("/").startswith(ACCOUNT_PREFIX):
            status = client.get(address.path).status_code
            if status >= 500:
                broken[address.path] = status

    assert broken == {}
