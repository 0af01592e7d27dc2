"""Forms for tests, and a visitor who fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.core.guard import LEAST_SECONDS, LEAST_SECONDS_WITHOUT_PROOF, is_proof
from cms.translate.services import translate
from home.forms.models import FormField
from home.models import FormPage

from .pages import make_site

QUESTIONS: list[dict[str, Any]] = [
    {"label": "Votre nom", "kind": "line", "autocomplete": "name"},
    {"label": "Adresse", "kind": "email", "autocomplete": "email", "is_required": False},
    {"label": "Sujet", "kind": "radio", "choices": "Une question\nUn don"},
    {"label": "Message", "kind": "lines", "help_text": "Quelques lignes suffisent."},
]
ENGLISH = [
    {"label": "Your name"},
    {"label": "Address"},
    {"label": "Subject", "choices": "A question\nA gift"},
    {"label": "Your message", "help_text": "A few lines are enough."},
]
ANSWERS = {"votre_nom": "Ilia Sorel", "sujet": "Un don", "message": "Bonjour à tous"}


def make_form(*, parent: Page | None = None, title: str = "Écrire", fields: Any = None, **values: Any) -> FormPage:
    """Return a live form page with `fields` (QUESTIONS by default)."""
    parent = Page.objects.get(pk=(parent or make_site()["fr"]).pk).specific
    given = {"desk_addresses": "desk@mondcivitan.example", "kept_months": 6, "locale": parent.locale, **values}
    page = FormPage(title=title, **given)
    page.form_fields = [FormField(sort_order=place, **item) for place, item in enumerate(fields or QUESTIONS)]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return FormPage.objects.get(pk=page.pk)


def translate_form(page: FormPage, language: str, title: str, labels: list[dict[str, str]], **values: Any) -> FormPage:
    """Return the live translation of a form, made segment by segment; `labels` are the words of its fields."""
    locale = Locale.objects.get(language_code=language)
    target = FormPage(title=title, locale=locale, **{"slug": title.lower(), **values})
    target.form_fields = [
        FormField(translation_key=item.translation_key, locale=locale, **words)
        for item, words in zip(page.form_fields.all(), labels, strict=True)
    ]
    made = translate(source=page, target=target, locale=locale, publish=False)
    made.get_latest_revision().publish()
    return FormPage.objects.get(translation_key=page.translation_key, locale=locale)


def prove(nonce: str) -> str:
    """Return a proof of work, as the browser finds it."""
    return next(str(number) for number in count() if is_proof(nonce, str(number)))


@dataclass
class Visitor:
    """Somebody before a form: opens it, waits as long as people do, sends."""

    client: Client = field(default_factory=Client)
    has_scripts: bool = False
    hidden: dict[str, str] = field(default_factory=dict)
    path: str = ""

    def open(self, path: str, **extra: Any) -> BeautifulSoup:
        self.path = path
        return self.read(self.client.get(path, **extra))

    def read(self, response: Any) -> BeautifulSoup:
        """Take the hidden fields of the form from a page."""
        soup = BeautifulSoup(response.content, "html.parser")
        form = soup.select_one("main form.form-box")
        if form:
            self.path = form["action"]
            self.hidden = {item["name"]: item["value"] for item in form.select("input[type=hidden]")}
            self.nonce = form.select_one("mc-proof")["data-ticket"]
        return soup

    def send(self, answers: dict[str, Any], *, after: float | None = None, **more: Any) -> Any:
        """Post the answers `after` so many seconds, by default as soon as the guard allows."""
        data = {**self.hidden, **{f"a-{name}": value for name, value in answers.items()}, **more}
        if self.has_scripts:
            data.setdefault("proof", prove(self.nonce))
        wait = after if after is not None else (LEAST_SECONDS if self.has_scripts else LEAST_SECONDS_WITHOUT_PROOF) + 1
        with time_machine.travel(timezone.now() + timedelta(seconds=wait)):
            return self.client.post(self.path, data)
