"""BodyField keeps blocks out of migrations and content in historic models."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail import blocks

from cms.core import block_registry
from cms.core.enums import BlockGroup
from cms.core.fields import BodyField
from home.models import StandardPage
from tests.factories.pages import make_page, make_site, text_block


def test_deconstruct_names_no_block():
    field = StandardPage._meta.get_field("body")

    _name, path, args, kwargs = field.deconstruct()

    assert (path, args) == ("cms.core.fields.BodyField", [])
    assert set(kwargs) <= {"verbose_name", "blank"}


def test_registered_block_appears_in_a_new_field(monkeypatch):
    monkeypatch.setattr(block_registry, "_registrations", dict(block_registry._registrations))
    block_registry.register_block("motto", blocks.CharBlock, order=1, group=BlockGroup.WORDS)

    field = BodyField(blank=True)

    assert next(iter(field.stream_block.child_blocks)) == "motto"


def test_same_name_twice_is_refused(monkeypatch):
    monkeypatch.setattr(block_registry, "_registrations", dict(block_registry._registrations))

    with pytest.raises(ImproperlyConfigured, match="'text'"):
        block_registry.register_block("text", blocks.CharBlock)


def test_reading_before_ready_is_refused(monkeypatch):
    monkeypatch.setattr(apps, "ready", False)

    with pytest.raises(AppRegistryNotReady):
        block_registry.build_blocks()


@pytest.mark.django_db
def test_saving_through_a_historic_model_keeps_the_body():
    page = make_page(make_site()["fr"], "Histoire", body=[text_block("<p>Depuis 1949.</p>")])
    before = StandardPage.objects.get(pk=page.pk).body.get_prep_value()
    executor = MigrationExecutor(connection)
    historic = executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps.get_model("home", "StandardPage")

    old = historic.objects.get(pk=page.pk)
    old.summary = "changed by a data migration"
    old.save()

    again = StandardPage.objects.get(pk=page.pk)
    assert again.summary == "changed by a data migration"
    assert again.body.get_prep_value() == before
    assert "Depuis 1949." in str(again.body)
