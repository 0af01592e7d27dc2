"""Upload, dry run, apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import IO, Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from cms.core import staging
from cms.core.enums import UploadState
from cms.core.models import AuditEntry, StagedUpload


def make_groups(file: IO[bytes]) -> int:
    names = file.read().decode().split()
    for name in names:
        if name == "bad":
            raise ValueError("row 3")
        Group.objects.create(name=name)
    return len(names)


def dry_run(file: IO[bytes]) -> dict[str, Any]:
    try:
        return {"ok": True, "rows": make_groups(file)}
    except ValueError as error:
        return {"ok": False, "errors": [str(error)]}


@pytest.fixture(params=[False, True], ids=["any time", "once"])
def purpose(request: pytest.FixtureRequest) -> Iterator[staging.Purpose]:
    purpose = staging.Purpose(
        "groups",
        check=dry_run,
        apply=lambda file, actor: {"rows": make_groups(file)},
        max_size=100,
        once=request.param,
    )
    staging.register(purpose)
    yield purpose
    staging.unregister("groups")


@pytest.fixture
def owner(db: None) -> Any:
    return get_user_model().objects.create_user("ana@citizens.example")


@pytest.fixture
def stage(owner: Any, purpose: staging.Purpose) -> Callable[..., StagedUpload]:
    def stage(content: str = "alpha beta", name: str = "list.csv") -> StagedUpload:
        return staging.upload(owner=owner, purpose="groups", file=ContentFile(content.encode(), name=name))

    return stage


def test_nothing_changes_before_it_is_applied(stage: Any, owner: Any) -> None:
    staged = stage()
    before = Group.objects.count()

    staging.check(staged=staged)
    assert (staged.state, staged.report, Group.objects.count()) == (
        UploadState.CHECKED,
        {"ok": True, "rows": 2},
        before,
    )

    applied = staging.apply(staged=staged, actor=owner)
    assert (applied.state, applied.report, Group.objects.count()) == (UploadState.APPLIED, {"rows": 2}, before + 2)
    assert AuditEntry.objects.get().action == "upload.applied"


def test_applying_again_does_nothing(stage: Any, owner: Any) -> None:
    staged = staging.check(staged=stage())
    first = staging.apply(staged=staged, actor=owner)
    again = staging.apply(staged=staged, actor=owner)

    assert again.applied_at == first.applied_at
    assert Group.objects.filter(name="alpha").count() == 1
    assert staging.check(staged=again).state == UploadState.APPLIED


def test_a_refused_file_is_not_applied(stage: Any, owner: Any) -> None:
    staged = staging.check(staged=stage("alpha bad"))

    assert (staged.state, staged.report["errors"]) == (UploadState.REFUSED, ["row 3"])
    with pytest.raises(staging.NotChecked):
        staging.apply(staged=staged, actor=owner)


def test_a_file_that_was_never_checked_is_not_applied(stage: Any, owner: Any) -> None:
    with pytest.raises(staging.NotChecked):
        staging.apply(staged=stage(), actor=owner)


def test_what_fails_in_the_middle_leaves_nothing(stage: Any, owner: Any) -> None:
    staged = stage("alpha bad")
    StagedUpload.objects.update(state=UploadState.CHECKED)

    with pytest.raises(ValueError, match="row 3"):
        staging.apply(staged=staged, actor=owner)

    staged.refresh_from_db()
    assert (staged.state, staged.applied_at) == (UploadState.CHECKED, None)
    assert not Group.objects.filter(name="alpha").exists()


def test_a_file_changed_after_its_check_is_refused(stage: Any, owner: Any) -> None:
    staged = staging.check(staged=stage())
    with default_storage.open(staged.file.name, "wb") as stored:
        stored.write(b"alpha eve!")

    with pytest.raises(staging.Altered):
        staging.apply(staged=staged, actor=owner)
    assert not Group.objects.filter(name="alpha").exists()


def test_the_same_content_counts_once_where_the_purpose_says_so(
    stage: Any, owner: Any, purpose: staging.Purpose
) -> None:
    staging.apply(staged=staging.check(staged=stage()), actor=owner)
    second = stage()
    StagedUpload.objects.filter(pk=second.pk).update(state=UploadState.CHECKED)
    Group.objects.filter(name__in=["alpha", "beta"]).delete()

    if purpose.once:
        with pytest.raises(staging.AlreadyApplied):
            staging.apply(staged=second, actor=owner)
    else:
        staging.apply(staged=second, actor=owner)
    assert Group.objects.filter(name="alpha").exists() is not purpose.once


@pytest.mark.parametrize(("content", "error"), [("x" * 101, staging.TooLarge), ("", staging.Empty)])
def test_sizes_have_limits(stage: Any, content: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        stage(content)

    assert not StagedUpload.objects.exists()


def test_a_person_has_a_bounded_number_of_waiting_files(stage: Any) -> None:
    for number in range(staging.MAX_OPEN):
        stage(str(number))

    with pytest.raises(staging.TooMany):
        stage("one more")


def test_names_are_data_and_not_paths(stage: Any) -> None:
    staged = stage(name="liste.csv")
    assert staged.file.name.startswith("staged/")
    assert "liste" not in staged.file.name
    assert staging.clean_name("..\\..\\a/b/evil\x00\u202egpj.exe\n") == "evilgpj.exe"
    assert staging.clean_name("../..") == ".."
    assert staging.clean_name("") == "file"
    assert len(staging.clean_name("ĉ" * 300)) == 255


def test_files_end(stage: Any, owner: Any) -> None:
    applied = staging.apply(staged=staging.check(staged=stage()), actor=owner)
    waiting = stage("gamma")
    paths = [applied.file.name, waiting.file.name]
    later = timezone.now() + timedelta(days=3)

    assert staging.expire() == 0
    assert staging.expire(now=later) == 2
    assert staging.expire(now=later) == 0
    assert [default_storage.exists(path) for path in paths] == [False, False]
    assert [row.pk for row in StagedUpload.objects.all()] == [applied.pk]


def test_what_expired_is_gone(stage: Any, owner: Any) -> None:
    staged = staging.check(staged=stage())
    now = timezone.now()
    StagedUpload.objects.update(created_at=now - timedelta(days=3), expires_at=now - timedelta(seconds=1))
    staged.refresh_from_db()

    for attempt in (lambda: staging.check(staged=staged), lambda: staging.apply(staged=staged, actor=owner)):
        with pytest.raises(staging.Gone):
            attempt()


def test_purposes_are_known_and_registered_once(owner: Any, purpose: staging.Purpose) -> None:
    with pytest.raises(ImproperlyConfigured):
        staging.upload(owner=owner, purpose="unknown", file=ContentFile(b"x", name="x"))
    with pytest.raises(ImproperlyConfigured):
        staging.register(staging.Purpose("groups", check=dry_run, apply=lambda file, actor: {}))
