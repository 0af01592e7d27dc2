"""Messages to people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.core import checks, notices
from cms.core.models import Mail

TEMPLATES = {
    "digest.subject.txt": "News for {{ name }}\n  and friends",
    "digest.txt": '{% extends "mail/base.txt" %}{% block content %}Hello {{ name }}, {{ language }}{% endblock %}',
    "digest.html": '{% extends "mail/base.html" %}{% block content %}<p>Hello {{ name }}</p>{% endblock %}',
}


@pytest.fixture(autouse=True)
def template_folder(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "templates" / "mail"
    folder.mkdir(parents=True)
    for name, content in TEMPLATES.items():
        (folder / name).write_text(content, encoding="utf-8")
    options = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**options, "DIRS": [*options["DIRS"], tmp_path / "templates"]}]


@pytest.fixture
def digest() -> Iterator[type[notices.Notice]]:
    class Digest(notices.Notice):
        name = "digest"
        category = "news"
        can_opt_out = True

    yield Digest
    notices.forget(Digest)


class Refusers:
    def refuses(self, to: str, category: str) -> bool:
        return (to, category) == ("no@citizens.example", "news")

    def opt_out_url(self, to: str, category: str, language: str) -> str:
        return f"https://mondcivitan.example/{language}/stop/"


@pytest.fixture
def preferences() -> Iterator[None]:
    before = notices.set_preferences(Refusers())
    yield
    notices.set_preferences(before)


@pytest.fixture
def nobody_asked() -> Iterator[None]:
    before = notices.set_preferences(None)
    yield
    notices.set_preferences(before)


def send(notice: type[notices.Notice], **changes: Any) -> Mail | None:
    given = {"to": "ana@citizens.example", "language": "eo", "context": {"name": "Ana & <Bo>"}, **changes}
    return notices.send(notice, **given)


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody_asked")
def test_a_notice_is_written_in_the_recipients_language(digest: type[notices.Notice]) -> None:
    row = send(digest)

    assert row is not None
    assert (row.notice, row.language, row.subject) == ("digest", "eo", "News for Ana & <Bo> and friends")
    assert row.text.startswith("Hello Ana & <Bo>, eo\n")
    assert "<p>Hello Ana &amp; &lt;Bo&gt;</p>" in row.html
    assert '<html lang="eo" dir="ltr">' in row.html
    assert row.headers["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in row.headers


@pytest.mark.django_db
def test_arabic_is_written_from_right_to_left(digest: type[notices.Notice]) -> None:
    row = send(digest, language="ar")

    assert row is not None
    assert '<html lang="ar" dir="rtl">' in row.html


@pytest.mark.django_db
def test_who_opted_out_gets_nothing(digest: type[notices.Notice], preferences: None) -> None:
    assert send(digest, to="no@citizens.example") is None
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_one_click_stops_it(digest: type[notices.Notice], preferences: None) -> None:
    row = send(digest)

    assert row is not None
    assert row.headers["List-Unsubscribe"] == "<https://mondcivitan.example/eo/stop/>"
    assert row.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://mondcivitan.example/eo/stop/" in row.text
    assert "https://mondcivitan.example/eo/stop/" in row.html


@pytest.mark.django_db
def test_what_must_arrive_asks_no_preference(digest: type[notices.Notice], preferences: None) -> None:
    digest.can_opt_out = False

    assert send(digest, to="no@citizens.example") is not None


@pytest.mark.django_db
def test_a_key_makes_a_notice_once_only(digest: type[notices.Notice]) -> None:
    assert send(digest, key="2026-09") == send(digest, key="2026-09")
    assert send(digest, key="2026-10") != send(digest)
    assert Mail.objects.count() == 3


def test_a_notice_has_one_name_and_a_category(digest: type[notices.Notice]) -> None:
    assert notices.registered() == sorted(notices.registered(), key=lambda notice: notice.name)
    for attributes in ({"name": "digest", "category": "news"}, {"name": "other"}):
        with pytest.raises(ImproperlyConfigured):
            type("Wrong", (notices.Notice,), attributes)


def faults(name: str) -> list[str | None]:
    return [message.id for message in checks.check_notices() if str(message.msg).startswith(f"mail/{name}.")]


def test_a_whole_notice_passes_the_checks(digest: type[notices.Notice]) -> None:
    assert faults("digest") == []


def test_a_notice_without_its_templates_is_found_by_the_checks(digest: type[notices.Notice], tmp_path: Path) -> None:
    (tmp_path / "templates" / "mail" / "digest.html").write_text("{% broken %}", encoding="utf-8")
    (tmp_path / "templates" / "mail" / "digest.txt").unlink()

    assert faults("digest") == ["core.W030", "core.W030"]
