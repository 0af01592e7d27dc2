"""Sizes of pictures: made by a task at publication, read by pages, never made for a visitor."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.template import Context, Template
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pillow

from cms.core import page_store, pictures
from cms.core.cards import load_pictures
from cms.library import queries, services
from cms.library.models import Image, PublishedUse, Rendition
from cms.library.tasks import prepare_picture
from home.models import StandardPage
from tests.factories.accounts import make_superuser
from tests.factories.media import make_image, picture_block, picture_bytes
from tests.factories.pages import make_news, make_news_index, make_page, make_site, translate_page

pytestmark = pytest.mark.django_db
LARGE = (1600, 1067)
STORED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def home():
    return make_site()["fr"]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def worker_is_off(settings):
    """Tasks wait in the database, and nobody takes them."""
    settings.TASKS = STORED


def cards_block(image: Image) -> dict:
    item = {"type": "item", "value": {"title": "Lire", "text": "", "image": image.pk, "page": None, "url": ""}}
    return {"type": "cards", "value": {"title": "", "items": [item]}}


def soup(client, page) -> BeautifulSoup:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def shown(image: Image, use: str, **attributes) -> BeautifulSoup:
    words = "".join(f" {name}={name}" for name in attributes)
    template = Template(f"{{% load pictures %}}{{% show_picture image use{words} %}}")
    return BeautifulSoup(template.render(Context({"image": image, "use": use, **attributes})), "html.parser")


# --- what is wanted


@pytest.mark.parametrize(
    ("size", "use", "widths"),
    [
        ((1600, 1067), "text", (480, 800, 1280)),
        ((1000, 700), "text", (480, 800, 1280)),
        ((900, 700), "text", (480, 800)),
        ((480, 300), "text", (480,)),
        ((60, 40), "text", (480,)),
        ((1600, 400), "stone", (280,)),
        ((1600, 460), "stone", (280, 560)),
        ((1600, 300), "stone", (280,)),
    ],
)
def test_sizes_stay_within_the_original(size, use, widths):
    assert pictures.use_named(use).widths_for(Image(width=size[0], height=size[1])) == widths


def test_quick_formats_come_first_and_one_jpeg_serves_old_browsers():
    wanted = pictures.wanted_specs(Image(width=1600, height=1067), ["card", "social", "gone since"])

    kinds = [spec.rpartition("-")[2] for spec in wanted]
    assert kinds == ["jpeg"] * 3 + ["webp"] * 2 + ["avif"] * 2
    assert {"fill-400x300|format-jpeg", "fill-1200x630|format-jpeg", pictures.FIRST_SIZE} <= set(wanted)


def test_every_use_that_a_template_names_exists_and_templates_name_no_size():
    named, sizes = set(), []
    for path in Path("templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'{% (?:show_picture|picture_address) [\w.]+ "(\w+)"', text))
        sizes += re.findall(r"{% (?:srcset_image|picture|image) .*?%}", text)

    assert named
    assert named <= {use.name for use in pictures.uses()}
    assert sizes == []


# --- made at publication


def test_publication_makes_every_size_of_every_use(home, commit):
    lead, inside = make_image(size=LARGE), make_image(size=LARGE)
    with commit():
        make_page(home, "Publiée", picture=lead, body=[picture_block(inside), cards_block(lead)])

    for image, uses in ((lead, ["stone", "card", "social"]), (inside, ["text"])):
        made = set(image.renditions.values_list("filter_spec", flat=True))
        assert made == set(pictures.wanted_specs(image, uses))
        for rendition in image.renditions.all():
            assert storages["public"].exists(rendition.file.name)
            with rendition.file.open() as file, Pillow.open(file) as picture:
                assert picture.format.lower() == rendition.filter_spec.rpartition("-")[2]


def test_page_shows_modern_formats_with_measures_and_one_eager_picture(home, commit, client):
    lead, inside = make_image(size=LARGE), make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=lead, picture_alt="Une route", body=[picture_block(inside)])

    document = soup(client, page)
    stone, figure = document.find_all("picture")

    assert [source["type"] for source in stone.find_all("source")] == ["image/avif", "image/webp"]
    assert stone.source["sizes"] == pictures.use_named("stone").sizes
    assert re.findall(r" (\d+)w", stone.source["srcset"]) == ["280", "560"]
    assert re.findall(r" (\d+)w", figure.source["srcset"]) == ["480", "800", "1280"]
    first, second = stone.img, figure.img
    assert (first["alt"], first["width"], first["height"]) == ("Une route", "280", "350")
    assert (first.get("loading"), first["fetchpriority"]) == (None, "high")
    assert (second["alt"], second["loading"], second.get("fetchpriority")) == ("Une borne", "lazy", None)
    assert document.find("meta", property="og:image")["content"].endswith(".jpg")


def test_widths_in_the_list_are_those_of_the_files(home, commit, client):
    image = make_image(size=(1000, 700))
    with commit():
        page = make_page(home, "Publiée", body=[picture_block(image)])

    assert re.findall(r" (\d+)w", soup(client, page).picture.source["srcset"]) == ["480", "800", "1000"]


def test_translation_that_is_published_adds_what_only_it_needs(home, commit):
    image = make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image)
        translate_page(page, "en", "Published", body=[picture_block(image)])

    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert set(pictures.wanted_specs(image, ["stone", "card", "social", "text"])) == made


# --- a visitor makes nothing


def test_visitors_make_no_rendition_while_the_worker_is_off(home, commit, client, worker_is_off):
    image, inside = make_image(size=LARGE), make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image, body=[picture_block(inside), cards_block(inside)])
        index = make_news_index(home)
        news = make_news(index, "Nouvelle", picture=image)

    for place in (page, index, news, home):
        assert "<img" not in str(soup(client, place).main)
    assert Rendition.objects.count() == 0
    assert queries.progress_of(page).ready == 0


def test_page_shows_the_first_size_until_its_own_are_there_and_then_those(home, commit, client, worker_is_off):
    image = make_image(size=LARGE)
    first = image.get_rendition(pictures.FIRST_SIZE)
    with commit():
        page = make_page(home, "Publiée", picture=image, picture_alt="Une route")

    before = soup(client, page).main.find_all("picture")
    made = services.prepare_picture(image=image)
    after = soup(client, page).main.picture

    assert [picture.img["src"] for picture in before] == [f"/media/{first.file.name}"]
    assert before[0].source is None
    assert made == queries.progress_of(page).wanted - 1
    assert after.source["type"] == "image/avif"
    assert queries.progress_of(page).is_complete


def test_stored_pages_are_forgotten_when_their_pictures_are_ready(home, commit, worker_is_off):
    image = make_image(size=LARGE)
    with commit():
        make_page(home, "Publiée", picture=image)
    image.refresh_from_db()
    page_store.forget()
    _found, before = page_store.find("x")

    services.prepare_picture(image=image)
    _found, after = page_store.find("x")
    services.prepare_picture(image=image)
    _found, again = page_store.find("x")

    assert after == before + 1 == again


def test_preview_of_a_draft_shows_the_picture_at_once(home, worker_is_off):
    image = make_image(size=LARGE)
    page = make_page(home, "Brouillon", live=False, picture=image, picture_alt="Une route")

    response = page.make_preview_request()
    response.render()

    picture = BeautifulSoup(response.content, "html.parser").main.picture
    assert picture.img["alt"] == "Une route"
    assert picture.img["src"].startswith("/cms/media/rendition/")


def test_preview_survives_an_original_that_is_lost(home, worker_is_off):
    image = make_image(size=LARGE)
    storages["default"].delete(image.file.name)
    page = make_page(home, "Brouillon", live=False, picture=image)

    response = page.make_preview_request()
    response.render()

    assert response.status_code == 200
    assert b"<picture" not in response.content


# --- resumed, renewed, healed


def test_task_that_was_stopped_goes_on_where_it_was(home, commit, worker_is_off):
    image = make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image)
    wanted = queries.missing_specs(image)
    for spec in wanted[:4]:
        image.get_rendition(spec)
    kept = dict(image.renditions.values_list("filter_spec", "file"))

    assert queries.progress_of(page).ready == 4
    made = services.prepare_picture(image=image)

    assert made == len(wanted) - 4
    assert kept.items() <= dict(image.renditions.values_list("filter_spec", "file")).items()
    assert services.prepare_picture(image=image) == 0


def test_tasks_wait_once_for_each_picture_that_lacks_something(home, commit, worker_is_off):
    image = make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image)
    services.prepare_picture(image=image)
    DBTaskResult.objects.all().delete()

    with commit():
        StandardPage.objects.get(pk=page.pk).save_revision().publish()

    assert not DBTaskResult.objects.filter(task_path="cms.library.tasks.prepare_picture").exists()


def test_new_focal_point_renews_the_crops_and_drops_the_former(home, commit, client):
    image = make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image)
    before = {item.file.name for item in image.renditions.filter(filter_spec__startswith="fill")}
    image.refresh_from_db()

    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 100, 900, 50, 50
    with commit():
        image.save()

    after = {item.file.name for item in image.renditions.filter(filter_spec__startswith="fill")}
    assert len(after) == len(before)
    assert not after & before
    assert not any(storages["public"].exists(name) for name in before)
    assert soup(client, page).main.img["class"] == ["focus-x-0", "focus-y-75"]


def test_former_crop_is_shown_until_the_new_one_is_there(home, commit, client, settings):
    image = make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image)
    before = soup(client, page).main.source["srcset"]

    Image.objects.update(focal_point_x=100, focal_point_y=900, focal_point_width=50, focal_point_height=50)

    assert soup(client, page).main.source["srcset"] == before


def test_another_file_renews_every_size(home, commit):
    image = make_image(size=LARGE)
    with commit():
        make_page(home, "Publiée", picture=image)
    before = set(image.renditions.values_list("file", flat=True))
    image.refresh_from_db()

    with commit():
        image.file = ContentFile(picture_bytes((900, 900)), name="other.png")
        image.save()

    after = set(image.renditions.values_list("file", flat=True))
    assert after
    assert not after & before
    assert not any(storages["public"].exists(name) for name in before)
    assert all(storages["public"].exists(name) for name in after)


@pytest.mark.parametrize("lost", ["row", "file"])
def test_rendition_that_is_lost_is_made_again_by_the_clock(home, commit, lost):
    image = make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", picture=image)
    for rendition in image.renditions.all()[:3]:
        if lost == "row":
            Rendition.objects.filter(pk=rendition.pk)._raw_delete("default")
        else:
            for store in ("default", "public"):
                storages[store].delete(rendition.file.name)

    with commit():
        services.reconcile()

    assert queries.progress_of(page).is_complete
    assert all(storages["public"].exists(name) for name in image.renditions.values_list("file", flat=True))


def test_pages_published_before_uses_were_known_are_learned_by_the_clock(home, commit):
    image = make_image(size=LARGE)
    with commit():
        make_page(home, "Publiée", picture=image)
    PublishedUse.objects.update(shown_as="")
    Rendition.objects.exclude(filter_spec=pictures.FIRST_SIZE).delete()

    with commit():
        services.reconcile()

    assert PublishedUse.objects.get(image=image).shown_as == "card social stone"
    assert image.renditions.filter(filter_spec="fill-560x700|format-avif").exists()


def test_picture_that_cannot_be_made_fails_alone_and_is_asked_for_again(home, commit, worker_is_off):
    lost, sound = make_image(size=LARGE), make_image(size=LARGE)
    with commit():
        page = make_page(home, "Publiée", body=[picture_block(lost), picture_block(sound)])
    storages["default"].delete(lost.file.name)

    with pytest.raises(services.NotPrepared):
        services.prepare_picture(image=lost)
    services.prepare_picture(image=sound)

    assert queries.unprepared([lost.pk, sound.pk]) == [lost]
    assert not queries.progress_of(page).is_complete


def test_task_of_a_picture_that_is_deleted_meanwhile_does_nothing():
    assert prepare_picture.func(987654) == 0


# --- kinds of originals


@pytest.mark.parametrize(
    ("mode", "kind", "ending"),
    [
        ("CMYK", "JPEG", "jpg"),
        ("I;16", "PNG", "png"),
        ("P", "GIF", "gif"),
        ("P", "PNG", "png"),
        ("1", "PNG", "png"),
        ("LA", "PNG", "png"),
        ("RGBA", "PNG", "png"),
        ("RGBA", "WEBP", "webp"),
        ("L", "JPEG", "jpg"),
        ("RGB", "HEIF", "heic"),
        ("RGB", "AVIF", "avif"),
    ],
)
def test_every_kind_of_original_becomes_every_format(home, mode, kind, ending):
    out = io.BytesIO()
    source = Pillow.new("I;16", (900, 700), 40_000) if mode == "I;16" else Pillow.new("RGB", (900, 700), "white")
    (source if mode == "I;16" else source.convert(mode)).save(out, kind)
    image = Image.objects.create(title="Borne", file=ContentFile(out.getvalue(), name=f"borne.{ending}"))
    make_page(home, "Publiée", picture=image)

    services.prepare_picture(image=image)

    assert queries.missing_specs(image) == []
    for rendition in image.renditions.all():
        with rendition.file.open() as file, Pillow.open(file) as picture:
            picture.load()
            assert picture.convert("RGB").getpixel((9, 9))[0] > 100


def test_turned_photographs_stand_upright(home):
    exif = Pillow.Exif()
    exif[0x0112] = 6
    image = Image.objects.create(
        title="Borne", file=ContentFile(picture_bytes((1200, 800), "JPEG", exif=exif.tobytes()), name="borne.jpg")
    )
    make_page(home, "Publiée", body=[picture_block(image)])
    services.prepare_picture(image=image)
    pictures.load_renditions([image])

    figure = shown(image, "text").img
    assert int(figure["width"]) < int(figure["height"])


def test_moving_pictures_of_many_frames_are_made_still_and_light(home):
    frames = [Pillow.new("L", (400, 300), number % 250) for number in range(200)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=10)
    image = Image.objects.create(title="Borne", file=ContentFile(out.getvalue(), name="borne.gif"))
    make_page(home, "Publiée", picture=image)

    services.prepare_picture(image=image)

    for rendition in image.renditions.all():
        with rendition.file.open() as file, Pillow.open(file) as picture:
            assert getattr(picture, "n_frames", 1) == 1
        assert rendition.file.size < 20_000


# --- the tag


def test_alternative_text_comes_from_the_place_and_never_from_the_title(home, commit):
    image = make_image("IMG_2041", size=LARGE)
    services.prepare_picture(image=image)

    assert shown(image, "text").img["alt"] == ""
    assert shown(image, "text", alt="Une <borne>").img["alt"] == "Une <borne>"
    image.contextual_alt_text = "Une borne"
    assert shown(image, "text").img["alt"] == "Une borne"
    image.decorative = True
    assert shown(image, "text").img["alt"] == ""


def test_no_picture_is_nothing():
    assert str(shown(None, "card")) == ""


def test_unknown_use_is_told_to_the_author_of_the_template(home):
    with pytest.raises(KeyError):
        shown(make_image(), "billboard")


def test_address_of_one_size(home):
    image = make_image(size=LARGE)
    make_page(home, "Publiée", picture=image)
    services.prepare_picture(image=image)
    image.refresh_from_db()
    template = Template('{% load pictures %}{% picture_address image "social" %}|{% picture_address none "social" %}')

    address, nothing = template.render(Context({"image": image, "none": None})).split("|")

    assert address == image.renditions.get(filter_spec="fill-1200x630|format-jpeg").url
    assert nothing == ""


# --- questions asked


@pytest.mark.parametrize("number", [1, 3])
def test_cards_ask_as_often_for_three_pictures_as_for_one(home, commit, django_assert_num_queries, number):
    with commit():
        pages = [make_page(home, f"Page {place}", picture=make_image(size=LARGE)) for place in range(number)]
    pages = list(StandardPage.objects.filter(pk__in=[page.pk for page in pages]))
    template = Template(
        '{% load pictures %}{% for page in pages %}{% show_picture page.picture "card" alt="" %}{% endfor %}'
    )

    with django_assert_num_queries(2):
        html = template.render(Context({"pages": load_pictures(pages)}))

    assert html.count("<img") == number


@pytest.mark.parametrize("number", [1, 3])
def test_pictures_of_a_body_are_read_in_one_question(home, commit, django_assert_num_queries, number):
    with commit():
        page = make_page(home, "Publiée", body=[picture_block(make_image(size=LARGE)) for _ in range(number)])
    page = StandardPage.objects.get(pk=page.pk)
    images = [placed.image for placed in page.placed_pictures()]

    with django_assert_num_queries(1):
        pictures.load_renditions(images)
        html = "".join(str(shown(image, "text")) for image in images)

    assert html.count("<img") == number


@pytest.mark.parametrize("number", [1, 3])
def test_progress_asks_two_questions(home, commit, django_assert_num_queries, number):
    with commit():
        page = make_page(home, "Publiée", body=[picture_block(make_image()) for _ in range(number)])

    with django_assert_num_queries(2):
        assert queries.progress_of(page).is_complete


# --- the editor


def test_editor_is_told_how_far_the_pictures_are(home, commit, client, worker_is_off):
    with commit():
        page = make_page(home, "Publiée", picture=make_image(size=LARGE))
    client.force_login(make_superuser())
    wanted = queries.progress_of(page).wanted
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    before = client.get(address, headers={"accept-language": "en"}).content.decode()
    services.prepare_picture(image=page.picture)
    after = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert f"0 of {wanted} sizes" in before
    assert f"of {wanted} sizes" not in after
