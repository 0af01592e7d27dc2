"""The world went on while a page lay in the trash: it comes back all the same, and says what is not as it was."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from cms.accounts.models import User
from cms.desk.models import TrashEntry
from cms.desk.trash import errors, services
from cms.desk.trash.snapshot import Snapshot
from cms.translate.services import translate
from home.models import StandardPage
from news.models import NewsPage, Topic
from tests.factories.accounts import make_person
from tests.factories.media import make_image, picture_block
from tests.factories.pages import make_news, make_news_index, make_page, make_section, make_site, text_block
from tests.factories.trash import make_corner

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_site()["fr"]


def entry() -> TrashEntry:
    return TrashEntry.objects.get()


def repacked(change: Any) -> TrashEntry:
    """Change the snapshot of the only entry."""
    row = entry()
    snapshot = Snapshot.unpack(row.snapshot)
    change(snapshot)
    row.snapshot = snapshot.pack()
    row.save()
    return row


def test_parent_that_is_gone_is_said_and_another_may_be_named(home):
    section, other = make_section(home, "Archives"), make_section(home, "Mémoire")
    page = make_page(section, "Fonds", body=[text_block("<p>Boîte 4</p>")])
    make_page(page, "Inventaire")
    page.delete()
    section.delete()
    first = TrashEntry.objects.get(title="Fonds")

    with pytest.raises(errors.ParentGone):
        services.restore(entry_id=first.pk)
    assert TrashEntry.objects.filter(pk=first.pk).exists()
    services.restore(entry_id=first.pk, parents={page.pk: other})

    back = StandardPage.objects.get(title="Inventaire")
    other.refresh_from_db()
    assert back.url_path == f"{other.url_path}fonds/inventaire/"
    assert back.get_parent().get_parent().pk == other.pk
    assert other.numchild == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_parent_that_came_back_itself_is_enough(home):
    section = make_section(home, "Archives")
    make_page(section, "Fonds").delete()
    section.delete()

    for title in ("Archives", "Fonds"):
        services.restore(entry_id=TrashEntry.objects.get(title=title).pk)

    assert StandardPage.objects.get(title="Fonds").get_parent().pk == section.pk


def test_parent_that_moved_takes_its_child_along(home):
    section, other = make_section(home, "Archives"), make_section(home, "Mémoire")
    page = make_page(section, "Fonds")
    page.delete()
    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=other.pk), pos="last-child")

    restored = services.restore(entry_id=entry().pk)

    assert restored.pages[0].url_path == f"{other.url_path}archives/fonds/"
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("wrong", ["another type", "another language"])
def test_place_that_does_not_fit_is_refused_and_nothing_lost(home, wrong):
    index = make_news_index(home)
    page = make_news(index, "Nouvelle")
    page.delete()
    other = home if wrong == "another type" else make_news_index(make_site()["eo"], "Novaĵoj")

    with pytest.raises(errors.WrongPlace):
        services.restore(entry_id=entry().pk, parents={page.pk: other})

    services.restore(entry_id=entry().pk)
    assert NewsPage.objects.filter(pk=page.pk).exists()


def test_taken_address_gets_a_new_one_and_says_so(home):
    page = make_page(home, "Histoire", slug="histoire", body=[text_block("<p>Avant</p>")])
    make_page(page, "Origine")
    page.delete()
    make_page(home, "Histoire nouvelle", slug="histoire")

    restored = services.restore(entry_id=entry().pk)

    back = restored.pages[0]
    assert back.slug == "histoire-2"
    assert StandardPage.objects.get(title="Origine").url_path == "/fr/histoire-2/origine/"
    assert back.get_latest_revision_as_object().slug == "histoire-2"
    assert [note.kind for note in restored.notes] == ["place", "slug"]
    assert "histoire-2" in str(restored.notes[1])


def test_old_place_is_taken_again_when_it_is_free(home):
    pages = [make_page(home, title) for title in ("Un", "Deux", "Trois")]
    pages[1].delete()

    restored = services.restore(entry_id=entry().pk)

    titles = list(Page.objects.child_of(home).order_by("path").values_list("title", flat=True))
    assert titles[-3:] == ["Un", "Deux", "Trois"]
    assert restored.notes == []


def test_what_is_gone_meanwhile_is_left_empty_and_listed(home):
    image, person = make_image(), make_person("parti@mondcivitan.example")
    topic = Topic.objects.create(name="Fonds", slug="fonds", locale=Locale.get_default())
    kept = Topic.objects.create(name="Dons", slug="dons", locale=Locale.get_default())
    group = Group.objects.create(name="of yesterday")
    page = make_news(make_news_index(home), "Nouvelle", picture=image, owner=person, body=[picture_block(image)])
    page.topics.add(topic, kept)
    page.save_revision(user=person).publish()
    permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(page=page, group=group, permission=permission)
    page.delete()
    image_id = image.pk
    for item in (image, topic, group):
        item.delete()
    User.objects.filter(pk=person.pk).delete()

    restored = services.restore(entry_id=entry().pk)

    back = NewsPage.objects.get(pk=page.pk)
    assert (back.picture, back.owner, list(back.topics.all())) == (None, None, [kept])
    assert back.body.raw_data[0]["value"]["image"]["image"] == image_id
    lost = {
        ("emptied", NewsPage, "picture"),
        ("emptied", Page, "owner"),
        ("dropped", NewsPage.topics.through, "topic"),
        ("dropped", GroupPagePermission, "group"),
    }
    said = {(note.kind, note.data["field"]) for note in restored.notes}
    assert {(kind, str(model._meta.get_field(name).verbose_name)) for kind, model, name in lost} <= said
    assert all(str(note) for note in restored.notes)


def test_translation_made_anew_keeps_its_place(home):
    corner = make_corner()
    old = corner.translation
    old.delete()
    again = corner.page.copy_for_translation(Locale.objects.get(language_code="eo"))
    key = again.translation_key

    restored = services.restore(entry_id=entry().pk)

    back = StandardPage.objects.get(pk=old.pk)
    assert back.title == old.title
    assert back.translation_key != key
    assert "key" in [note.kind for note in restored.notes]


def test_translation_data_made_anew_stay_and_the_old_text_comes_back_beside(home):
    corner = make_corner()
    old = corner.translation
    old.delete()
    target = StandardPage(title="Alia", slug="alia", summary="Alia.")
    target.body = old.body
    new = translate(source=corner.page, target=target, locale=Locale.objects.get(language_code="eo"))
    strings = set(StringTranslation.objects.values_list("data", "context", "translation_of"))
    record = Translation.objects.get()

    restored = services.restore(entry_id=entry().pk)

    assert set(StringTranslation.objects.values_list("data", "context", "translation_of")) == strings
    assert Translation.objects.get() == record
    assert {note.kind for note in restored.notes} == {"place", "key", "living"}
    assert StandardPage.objects.filter(pk=old.pk, title=old.title).exists()
    assert StandardPage.objects.get(pk=new.pk).translation_key == corner.page.translation_key


def test_relation_that_somebody_filled_meanwhile_stays(home):
    page, other = make_page(home, "Agir"), make_page(home, "Venir")
    home.action_page = page
    home.save()
    page.delete()
    home.refresh_from_db()
    home.action_page = other
    home.save()

    services.restore(entry_id=entry().pk)

    home.refresh_from_db()
    assert home.action_page_id == other.pk


@pytest.mark.parametrize(
    "change",
    [
        lambda snapshot: snapshot.tables.update({"home.OldPage": snapshot.tables["home.StandardPage"]}),
        lambda snapshot: snapshot.tables["home.StandardPage"].columns.__setitem__(1, "forgotten"),
    ],
)
def test_form_that_changed_is_said_and_the_entry_kept(home, change):
    make_page(home, "Histoire").delete()
    row = repacked(change)

    with pytest.raises(errors.SchemaChanged):
        services.restore(entry_id=row.pk)

    assert TrashEntry.objects.filter(pk=row.pk).exists()
    assert not StandardPage.objects.filter(title="Histoire").exists()


def test_new_columns_get_their_default(home):
    page = make_page(home, "Histoire", summary="En bref")
    page.delete()

    def forget(snapshot: Snapshot) -> None:
        rows = snapshot.tables["home.StandardPage"]
        place = rows.place("summary")
        rows.columns.pop(place)
        for row in rows.rows:
            row.pop(place)

    services.restore(entry_id=repacked(forget).pk)

    assert StandardPage.objects.get(pk=page.pk).summary == ""


def test_rows_of_another_engine_are_refused(home):
    make_page(home, "Histoire").delete()
    row = repacked(lambda snapshot: setattr(snapshot, "engine", "another"))

    with pytest.raises(errors.OtherEngine):
        services.restore(entry_id=row.pk)

    assert TrashEntry.objects.filter(pk=row.pk).exists()


def test_blocks_that_the_code_forgot_come_back_untouched(home):
    """The rows pass no field: what a body holds stays, even if nothing can show it any more."""
    page = make_page(home, "Histoire", body=[text_block("<p>Un</p>")])
    with connection.cursor() as cursor:
        stored = '[{"type": "forgotten", "value": {"a": 1}, "id": "x"}]'
        cursor.execute("UPDATE home_standardpage SET body = %s WHERE page_ptr_id = %s", [stored, page.pk])
    pk = page.pk
    StandardPage.objects.get(pk=pk).delete()

    services.restore(entry_id=entry().pk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM home_standardpage WHERE page_ptr_id = %s", [pk])
        assert "forgotten" in cursor.fetchone()[0]


def test_entry_restored_once_is_gone_for_the_next(home):
    make_page(home, "Histoire").delete()
    pk = entry().pk
    services.restore(entry_id=pk)

    with pytest.raises(errors.Gone):
        services.restore(entry_id=pk)


@pytest.mark.django_db(transaction=True)
def test_two_people_restore_at_once_and_it_happens_once():
    home = make_site()["fr"]
    page = make_page(home, "Histoire")
    pk = page.pk
    page.delete()
    entry_id = entry().pk
    barrier, answers = threading.Barrier(2), []

    def work() -> None:
        barrier.wait()
        try:
            services.restore(entry_id=entry_id)
            answers.append("restored")
        except errors.Gone:
            answers.append("gone")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["gone", "restored"]
    assert StandardPage.objects.filter(pk=pk).count() == 1
    home.refresh_from_db()
    assert home.numchild == home.get_children().count()
