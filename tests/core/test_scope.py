"""Who sees and does what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from cms.core import scope


class OwnGroups:
    """A person sees the groups they are in, and may read them."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(user=user)

    def allows(self, user: Any, action: str, obj: models.Model) -> bool:
        return action == "read" and self.visible(user, Group.objects.filter(pk=obj.pk)).exists()


@pytest.fixture
def provider() -> Iterator[OwnGroups]:
    provider = OwnGroups()
    scope.register_provider(Group, provider)
    yield provider
    scope.unregister_provider(Group)


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    make = get_user_model().objects.create_user
    own, _other = Group.objects.create(name="own"), Group.objects.create(name="other")
    people = {
        "member": make("member@citizens.example"),
        "inactive": make("inactive@citizens.example", is_active=False, is_superuser=True),
        "root": make("root@citizens.example", is_superuser=True),
        "nobody": AnonymousUser(),
    }
    people["member"].groups.add(own)
    people["inactive"].groups.add(own)
    return people


def seen(user: Any) -> list[str]:
    names = scope.visible(user, Group.objects.filter(name__in=["own", "other"]).order_by("name"))
    return list(names.values_list("name", flat=True))


def test_without_a_provider_only_superusers_see(people: dict[str, Any]) -> None:
    group = Group.objects.get(name="own")

    assert {name: seen(user) for name, user in people.items()} == {
        "member": [],
        "inactive": [],
        "root": ["other", "own"],
        "nobody": [],
    }
    assert [name for name, user in people.items() if scope.allows(user, "read", group)] == ["root"]


def test_the_provider_judges_active_people(people: dict[str, Any], provider: OwnGroups) -> None:
    own, other = Group.objects.get(name="own"), Group.objects.get(name="other")

    assert seen(people["member"]) == ["own"]
    assert seen(people["inactive"]) == seen(people["nobody"]) == []
    assert scope.allows(people["member"], "read", own)
    assert not scope.allows(people["member"], "change", own)
    assert not scope.allows(people["member"], "read", other)
    assert not scope.allows(None, "read", own)


def test_a_model_that_inherits_is_judged_by_its_ancestor(provider: OwnGroups) -> None:
    class Chapter(Group):
        class Meta:
            proxy = True
            app_label = "core"

    assert scope.provider_of(Chapter) is provider


def test_a_model_has_one_judge(provider: OwnGroups) -> None:
    scope.register_provider(Group, provider)

    with pytest.raises(ImproperlyConfigured):
        scope.register_provider(Group, OwnGroups())
