"""What production refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from cms.core import checks

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Xq7-zP0w_Lk3+Rt9=Yv2!Bn5(Mj8)Hc4*Gd6&Fs1^As$Eu%Io#Tr@Wy"
CACHE = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}}
STORED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def production(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Settings that production accepts, beside those that this process runs on."""
    sound = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    sound |= {
        "DEMO": False,
        "DEBUG": False,
        "BENCH": False,
        "SECRET_KEY": SECRET,
        "SECRET_KEY_FALLBACKS": [],
        "ALLOWED_HOSTS": ["mondcivitan.example"],
        "MAIL_TRANSPORT": "smtp",
        "EMAIL_BACKEND": "cms.core.outbox.OutboxBackend",
        "STAFF_SECOND_FACTOR_REQUIRED": True,
        "CACHES": CACHE,
        "TASKS": STORED,
    }
    stand_in = SimpleNamespace(**sound)
    monkeypatch.setattr(checks, "settings", stand_in)
    return stand_in


def found() -> list[str | None]:
    return [message.id for message in checks.check_settings()]


def test_sound_settings_pass(production: Any) -> None:
    assert found() == []
    checks.refuse_unsafe()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "short", ["core.E001"]),
        ("SECRET_KEY", "a" * 60, ["core.E001"]),
        ("SECRET_KEY", "django-insecure-" + SECRET, ["core.E001"]),
        ("SECRET_KEY", "only-for-tests-" + SECRET, ["core.E001"]),
        ("SECRET_KEY_FALLBACKS", ["changeme"], ["core.E001"]),
        ("DEBUG", True, ["core.E002"]),
        ("ALLOWED_HOSTS", [], ["core.E003"]),
        ("ALLOWED_HOSTS", ["*"], ["core.E003"]),
        ("MAIL_TRANSPORT", "mailbox", ["core.E004"]),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", ["core.E005"]),
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", ["core.E005", "core.E010"]),
        ("STAFF_SECOND_FACTOR_REQUIRED", False, ["core.E006"]),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, ["core.E007"]),
        (
            "CACHES",
            {**CACHE, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
            ["core.E007", "core.E010"],
        ),
        ("TASKS", {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}, ["core.E008"]),
        ("TASKS", {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}, ["core.E008", "core.E010"]),
        ("BENCH", True, ["core.E009"]),
        (
            "WAGTAILLOCALIZE_MACHINE_TRANSLATOR",
            {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"},
            ["core.E010"],
        ),
        ("PAYMENT_VARIANTS", {"default": ("payments.dummy.DummyProvider", {})}, ["core.E010"]),
    ],
)
def test_each_unsafe_setting_is_refused(production: Any, name: str, value: Any, expected: list[str]) -> None:
    setattr(production, name, value)

    assert found() == expected
    with pytest.raises(ImproperlyConfigured):
        checks.refuse_unsafe()


def test_the_demonstration_runs_but_is_not_deployed(production: Any) -> None:
    production.DEMO, production.MAIL_TRANSPORT = True, "mailbox"

    assert found() == []
    checks.refuse_unsafe()
    assert [message.id for message in checks.check_deployment()] == ["core.E011", "core.E004"]


@pytest.mark.django_db
def test_accounts_of_the_demonstration_are_refused(production: Any) -> None:
    assert checks.check_deployment() == checks.check_accounts(databases=["default"]) == []
    get_user_model().objects.create_user("editor@demo.example", is_demonstration=True)

    assert [message.id for message in checks.check_deployment()] == ["core.E012"]
    assert [message.id for message in checks.check_accounts(databases=["default"])] == ["core.E012"]
    assert checks.check_accounts(databases=None) == []


@pytest.mark.parametrize(
    ("target", "sound"),
    [
        ("https://mondcivitan.example", True),
        ("https://mondcivitan.example/", True),
        ("mondcivitan.example", False),
        ("javascript://mondcivitan.example", False),
        ("https://mondcivitan.example/path", False),
        ("https://old.example", False),
        ("", False),
    ],
)
def test_redirects_lead_to_whole_origins(settings: Any, target: str, sound: bool) -> None:
    settings.HOST_REDIRECTS = {"old.example": target}

    assert (checks.check_host_redirects() == []) is sound


def run_check(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "MONDCIVITAN_VAR": str(tmp_path),
            **environment,
        },
        check=False,
        capture_output=True,
        text=True,
    )


def test_production_itself_stands_only_on_sound_settings(tmp_path: Path) -> None:
    sound = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "mondcivitan.example"}

    assert run_check(tmp_path, **sound).returncode == 0
    refused = run_check(tmp_path, **{**sound, "SECRET_KEY": "short"})
    assert refused.returncode != 0
    assert "core.E001" in refused.stderr
    assert run_check(tmp_path, SECRET_KEY=SECRET).returncode != 0
