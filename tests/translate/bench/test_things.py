"""What is no page on the bench: topics, footers, reusable contents."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation as languages
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from cms.core.models import Mail
from cms.translate.bench import queries, services
from cms.translate.bench.presentation import progress_words
from cms.translate.enums import WorkState
from cms.translate.work import services as work_services
from news.models import Topic
from tests.factories.accounts import make_superuser
from tests.factories.furniture import link, make_footer
from tests.factories.news import make_topic
from tests.factories.pages import make_site
from tests.factories.reusable import make_content
from tests.factories.translations import make_work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def homes(db):
    return make_site()


def brought_out(work, admin, words: dict[str, str]):
    """Write a translation at the bench and publish it."""
    for line in queries.bench_of(work.translation).lines:
        services.keep_line(translation=work.translation, key=line.key, typed=words[line.source], seen=None, user=admin)
    services.publish(translation=work.translation, user=admin)
    return work.translation.get_target_instance()


def test_a_topic_has_an_address_of_its_own_language(admin, client):
    work = make_work(make_topic("Inscription"), admin)
    topic = brought_out(work, admin, {"Inscription": "Registriĝo"})
    assert (topic.name, topic.slug) == ("Registriĝo", "registrigo")
    client.force_login(admin)
    page = client.get(reverse("translate_bench", args=[work.translation_id])).content.decode()
    assert 'href=""' not in page
    with languages.override("en"):
        assert progress_words(queries.bench_of(work.translation).lines) == "The only text is written."

    work_services.ask(translation=work.translation, user=admin)
    (line,) = queries.bench_of(work.translation).lines
    services.keep_line(translation=work.translation, key=line.key, typed="Aliĝo", seen=None, user=admin)
    services.publish(translation=work.translation, user=admin)
    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Aliĝo", "registrigo")


def test_an_address_that_another_topic_has_is_not_taken_twice(admin):
    make_topic("Registrigo", language="en")
    topic = brought_out(make_work(make_topic("Inscription"), admin), admin, {"Inscription": "Registriĝo"})
    assert topic.slug == "registrigo-2"
    topic.full_clean()


def test_a_name_without_latin_letters_keeps_the_address_of_its_source(admin):
    topic = brought_out(make_work(make_topic("Presse"), admin, language="ar"), admin, {"Presse": "صحافة"})
    assert (topic.slug, Topic.objects.filter(slug="presse").count()) == ("presse", 2)


def test_a_footer_is_translated_in_its_columns(admin, client):
    links = [link(url="https://mondcivitan.example/", label="Qui nous sommes")]
    work = make_work(make_footer("fr", ("Le mouvement", links), motto="Cinq routes"), admin)
    client.force_login(admin)
    page = client.get(reverse("translate_bench", args=[work.translation_id])).content.decode()
    assert "mc-bench__panes--alone" in page
    assert re.findall(r"<h2[^>]*>\s*([^<]+?)\s*</h2>", page)[:2] == ["Pied de page", "Colonne de liens"]

    words = {"Cinq routes": "Kvin vojoj", "Le mouvement": "La movado", "Qui nous sommes": "Kiuj ni estas"}
    made = brought_out(work, admin, words)
    assert (made.motto, made.columns[0].value["title"], made.locale.language_code) == ("Kvin vojoj", "La movado", "eo")


def test_a_changed_footer_brings_back_the_changed_text_only(admin):
    footer = make_footer("fr", motto="Cinq routes", legal_line="Le secrétariat")
    work = make_work(footer, admin)
    made = brought_out(work, admin, {"Cinq routes": "Kvin vojoj", "Le secrétariat": "La sekretariejo"})

    footer.motto = "Six routes"
    footer.save()
    work.refresh_from_db()
    made.refresh_from_db()
    assert (work.state, made.motto) == (WorkState.OUTDATED, "Kvin vojoj")
    bench = queries.bench_of(Translation.objects.get(pk=work.translation_id))
    assert [(line.source, line.former.text) for line in bench.open_lines] == [("Six routes", "Kvin vojoj")]

    services.carry_over_all(translation=bench.translation, user=admin)
    work.refresh_from_db()
    assert work.state == WorkState.PUBLISHED


def test_a_reusable_content_is_shown_in_a_page_of_its_language(admin, client):
    work = make_work(make_content("Étapes"), admin, language="ar")
    client.force_login(admin)
    shown = client.get(reverse("translate_bench_preview", args=[work.translation_id])).content.decode()
    assert re.search(r'<html[^>]*lang="ar"', shown)
    assert "Text of Étapes." in shown


def test_a_comment_on_a_topic_reaches_who_wrote_it(admin, editor, translator):
    topic = make_topic("Inscription")
    work = make_work(topic, admin)
    (line,) = queries.bench_of(work.translation).lines
    services.remark(translation=work.translation, key=line.key, text="Ĉu ago aŭ loko?", user=translator)
    assert Mail.objects.get(notice="translation_remark").to == admin.email
    assert [thread.text for thread in queries.threads_waiting_for(admin)] == ["Ĉu ago aŭ loko?"]

    author = make_superuser("auteur@mondcivitan.example")
    log(topic, "wagtail.edit", user=editor)
    log(topic, "wagtail.edit", user=author)
    Mail.objects.all().delete()
    services.remark(translation=work.translation, key=line.key, text="Kaj nun?", user=translator)
    assert Mail.objects.get(notice="translation_remark").to == author.email
