"""What the templates of the publish panel need to know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.core.frame import language_name
from cms.core.translations import direction
from cms.core.wishes import Result, Row, Status, Wish

from . import permissions, queries
from .enums import Mode, ReadyState
from .forms import LATER, PanelForm
from .registry import Channel, Finding
from .review import Review

OWN_PANEL = "mc-publish"
STATE_WORDS = {
    ReadyState.BLOCKING: (gettext_lazy("Mend first"), "warning"),
    ReadyState.ADVICE: (gettext_lazy("Advice"), "info-circle"),
    ReadyState.FINE: (gettext_lazy("Fine"), "check"),
}
STATUS_WORDS = {
    Status.LIVE: (gettext_lazy("Live"), "check"),
    Status.BEHIND: (gettext_lazy("Live, behind this text"), "history"),
    Status.SCHEDULED: (gettext_lazy("Scheduled"), "time"),
    Status.DRAFT: (gettext_lazy("Draft"), "draft"),
    Status.MACHINE: (gettext_lazy("Machine draft, read by nobody yet"), "cog"),
    Status.MISSING: (gettext_lazy("Not begun"), "minus"),
}
RESULT_WORDS = {
    Result.PUBLISHED: gettext_lazy("Live"),
    Result.SCHEDULED: gettext_lazy("Scheduled"),
    Result.SUBMITTED: gettext_lazy("Waits for approval"),
    Result.DRAFT: gettext_lazy("Kept as a draft"),
    Result.MACHINE: gettext_lazy("A machine drafts it: read it before you publish it"),
    Result.ASKED: gettext_lazy("Translators were asked"),
    Result.KEPT: gettext_lazy("Stays as it is: the meaning is unchanged"),
}


@dataclass(frozen=True)
class Shown:
    """A finding with its words, its icon and where it is mended."""

    label: str
    finding: Finding
    word: Any
    icon: str
    href: str


class Panel:
    """The panel of one page for one person."""

    def __init__(self, *, page: Any, user: Any, rows: list[Row], form: PanelForm) -> None:
        self.page, self.user, self.rows, self.form = page, user, rows, form
        self.review = Review(page, rows)
        self.mode = permissions.mode_for(user, page)
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.address = reverse("desk_publish", args=[page.pk])
        self.language = language_name(page.locale.language_code)
        self.direction = direction(page.locale.language_code)
        self.needs_publishing = queries.needs_publishing(page)

    @cached_property
    def to_mend(self) -> list[Shown]:
        """What was found, what blocks first."""
        found = [self._shown(line.label, finding) for line in self.review.lines for finding in line.findings]
        return sorted(found, key=lambda item: item.finding.state is not ReadyState.BLOCKING)

    def _shown(self, label: str, finding: Finding) -> Shown:
        word, icon = STATE_WORDS[finding.state]
        is_here = finding.anchor.startswith(OWN_PANEL)
        href = f"{'' if is_here else self.edit_url}#{finding.anchor}" if finding.anchor else ""
        return Shown(label, finding, word, icon, href)

    @property
    def fine(self) -> list[str]:
        """The checks that found nothing."""
        return [line.label for line in self.review.lines if not line.findings]

    @property
    def summary(self) -> str:
        blocking = sum(item.finding.state is ReadyState.BLOCKING for item in self.to_mend)
        if blocking:
            text = ngettext("%(number)s thing to mend first", "%(number)s things to mend first", blocking)
            return text % {"number": blocking}
        if self.to_mend:
            number = len(self.to_mend)
            return ngettext("Ready, with %(number)s hint", "Ready, with %(number)s hints", number) % {"number": number}
        return _("Ready")

    @property
    def languages(self) -> list[dict[str, Any]]:
        """Each other language with its form, its state in words, and what its readers see."""
        return [
            {
                "form": form,
                "row": form.row,
                "name": form.name,
                "word": STATUS_WORDS[form.row.status][0],
                "icon": STATUS_WORDS[form.row.status][1],
                "asks": form["wish"] if form.row.wishes else None,
                "confirms": form["confirmed"] if Wish.WRITE in form.row.wishes and form.has_machine_texts else None,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[form.row.page.pk]) if self._may_edit(form) else "",
            }
            for form in self.form.languages
        ]

    def _may_edit(self, form: Any) -> bool:
        page = form.row.page
        return bool(page is not None and (Wish.WRITE in form.row.wishes or permissions.may_open(self.user, page)))

    @property
    def channels(self) -> list[tuple[Channel, list[tuple[str, str]]]]:
        """Where the page goes beside the site, with the addresses in every language."""
        codes = [self.page.locale.language_code, *(row.code for row in self.rows)]
        return [
            (channel, [(language_name(code), url) for code, url in addresses.items()])
            for channel, addresses in queries.reach(self.page, codes)
        ]

    @property
    def lock_message(self) -> Any:
        lock = self.page.get_lock() if self.mode is Mode.CLOSED else None
        return lock.get_message(self.user) if lock else ""

    @property
    def may_confirm(self) -> bool:
        return self.mode is not Mode.CLOSED and not (self.review.is_blocked and self.mode is not Mode.SAVE)

    @property
    def says_when(self) -> bool:
        return self.mode in {Mode.PUBLISH, Mode.SUBMIT}

    @property
    def labels(self) -> dict[str, list[str]]:
        """What the button says for no, one, two … languages that go live, now or later."""
        numbers = range(len(self.rows) + 2)
        if self.mode is not Mode.PUBLISH:
            word = _("Submit for approval") if self.mode is Mode.SUBMIT else _("Save")
            return {"now": [word] * len(numbers), "later": [word] * len(numbers)}
        return {
            "now": [_publish(number) if number else _("Save") for number in numbers],
            "later": [_schedule(number) if number else _("Save") for number in numbers],
        }

    @property
    def labels_json(self) -> str:
        return json.dumps(self.labels)

    @property
    def label(self) -> str:
        """What the button says as the form stands."""
        ready = sum(self._goes_live(form) for form in self.form.languages)
        when = "later" if self.form.when["when"].value() == LATER else "now"
        return self.labels[when][int(self.needs_publishing) + ready]

    def _goes_live(self, form: Any) -> bool:
        is_written = all(field.value() for _text, field in form.lines)
        asked = form["wish"].value() == Wish.WRITE.value
        return bool(asked and is_written and form.row.may_publish)


def _publish(number: int) -> str:
    text = ngettext("Publish in %(number)s language", "Publish in %(number)s languages", number)
    return text % {"number": number}


def _schedule(number: int) -> str:
    text = ngettext("Schedule in %(number)s language", "Schedule in %(number)s languages", number)
    return text % {"number": number}


def shown_outcomes(outcomes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what was done in words, with the address of each page that is live."""
    return [
        {
            "name": language_name(item["code"]),
            "word": RESULT_WORDS[item["result"]],
            "address": (item["page"].get_url() or "") if item["page"] is not None and item["page"].live else "",
            "title": item["page"].title if item["page"] is not None else "",
            "lang": item["code"],
            "people": item["people"],
        }
        for item in outcomes
    ]
