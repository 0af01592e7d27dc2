"""No container engine is at hand: what can be known without one is held here."""

from __future__ import annotations

import re

import yaml

from tools import quality, serve
from tools.ground import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def copied() -> set[str]:
    return {found[1] for found in re.finditer(r"^COPY (\w[\w.]*) ", DOCKERFILE, re.MULTILINE)}


def test_image_holds_every_package_and_what_it_shows():
    wanted = {*quality.apps(), "templates", "static", "locale", "manage.py"}

    assert copied() == wanted
    assert all((ROOT / name).exists() for name in wanted)
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {f"!{name}" for name in wanted} <= set(ignored)


def test_image_installs_by_hash_and_runs_as_nobody_special():
    installs = [line for line in DOCKERFILE.splitlines() if "pip install" in line or "pip sync" in line]
    stages = DOCKERFILE.split("FROM ")[1:]

    assert installs
    assert all("--require-hashes" in line for line in installs)
    assert len(stages) == 2
    assert "USER site" in stages[-1]
    assert "/healthz" in stages[-1].split("HEALTHCHECK")[1]
    assert "cms.settings.production" in stages[-1]


def test_image_serves_as_the_starter_does():
    command = re.search(r'^CMD \["sh", "-c", "exec (.*)"\]', DOCKERFILE, re.MULTILINE)[1].split()
    ours = serve.commands("127.0.0.1", 8000)["web"][2:]

    for option in ("--interface", "--blocking-threads", "--no-ws", "--log-level"):
        assert option in command
        assert option in ours
    assert command[-1] == ours[-1]


def test_composition_has_the_three_processes_and_waits_for_the_ground():
    services = COMPOSE["services"]

    assert set(services) == {"ready", "web", "worker", "clock", "db"}
    for name in ("web", "worker", "clock"):
        assert services[name]["depends_on"]["ready"]["condition"] == "service_completed_successfully"
        assert services[name]["environment"]["DJANGO_SETTINGS_MODULE"] == "cms.settings.production"
    for step in ("bundle", "collectstatic", "migrate", "setup"):
        assert f"manage.py {step}" in services["ready"]["command"][-1]
    assert services["worker"]["command"][:3] == ["python", "manage.py", "db_worker"]
    assert services["clock"]["command"][:3] == ["python", "manage.py", "tick"]


def test_composition_names_volumes_that_exist_and_no_secret():
    used = {mount.split(":")[0] for service in COMPOSE["services"].values() for mount in service.get("volumes", [])}

    assert used == set(COMPOSE["volumes"])
    secrets = [
        value
        for service in COMPOSE["services"].values()
        for name, value in service["environment"].items()
        if "PASSWORD" in name or "SECRET" in name
    ]
    assert all(value.startswith("${") for value in secrets)
