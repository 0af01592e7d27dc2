"""A form as editors build it and visitors meet it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.core import page_store
from home.forms.asking import AnswerForm
from home.forms.models import FormField
from home.models import FormPage, Submission
from tests.factories.forms import ANSWERS, ENGLISH, QUESTIONS, Visitor, make_form, translate_form
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db

EVERY_KIND: list[dict[str, Any]] = [
    {"label": "Nom", "kind": "line", "max_length": 10},
    {"label": "Texte", "kind": "lines", "is_required": False},
    {"label": "Courriel", "kind": "email", "autocomplete": "email"},
    {"label": "Téléphone", "kind": "phone", "autocomplete": "tel"},
    {"label": "Nombre", "kind": "number"},
    {"label": "Site", "kind": "url"},
    {"label": "Naissance", "kind": "date", "autocomplete": "bday"},
    {"label": "Pays", "kind": "list", "choices": "Togo\nJapon"},
    {"label": "Sujet", "kind": "radio", "choices": "Une question\nUn don"},
    {"label": "Langues", "kind": "several", "choices": "fr\neo\nen"},
    {"label": "J’accepte 100 % de la charte", "kind": "consent"},
]
RIGHT = {
    "nom": "Ilia",
    "texte": "Deux\r\nlignes",
    "courriel": "ilia@citizens.example",
    "telephone": "+33 (0)1 23-45.67 89",
    "nombre": "1 234,5",
    "site": "mondcivitan.example/a",
    "naissance": "1990-02-28",
    "pays": "Japon",
    "sujet": "Un don",
    "langues": ["fr", "eo"],
    "jaccepte_100_de_la_charte": "on",
}


def post_data(answers: dict[str, Any]) -> Any:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(f"a-{name}", value if isinstance(value, list) else [value])
    return data


def faults(page: FormPage, answers: dict[str, Any]) -> dict[str, list[str]]:
    return dict(AnswerForm(page, post_data(answers)).errors)


@pytest.fixture
def every_kind() -> FormPage:
    return make_form(fields=EVERY_KIND)


class TestFields:
    def test_answers_of_every_kind_are_kept_as_json_can_hold_them(self, every_kind):
        form = AnswerForm(every_kind, post_data(RIGHT))

        assert form.errors == {}
        assert form.answers == {
            **RIGHT,
            "texte": "Deux\nlignes",
            "nombre": "1234.5",
            "site": "https://mondcivitan.example/a",
            "jaccepte_100_de_la_charte": True,
        }

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("nom", "onze signes"),
            ("nom", " "),
            ("nom", "\x00\x01"),
            ("courriel", "ilia"),
            ("courriel", "ilia@citizens.example\nBcc: all@citizens.example"),
            ("telephone", "appelez-moi"),
            ("telephone", "+1" + "1" * 40),
            ("nombre", "NaN"),
            ("nombre", "Infinity"),
            ("nombre", "1e999999999"),
            ("nombre", "9" * 5000),
            ("site", "javascript:alert(1)"),
            ("site", "https://" + "a" * 2000 + ".example"),
            ("naissance", "2023-02-29"),
            ("naissance", "x" * 5000),
            ("pays", "Atlantide"),
            ("sujet", ["Un don", "Autre"]),
            ("langues", ["fr", "xx"]),
            ("langues", []),
            ("jaccepte_100_de_la_charte", "false"),
        ],
    )
    def test_a_wrong_answer_is_named_with_its_label_and_the_rest_is_not(self, every_kind, name, value):
        found = faults(every_kind, {**RIGHT, name: value})

        assert list(found) == [name]
        label = AnswerForm(every_kind).fields[name].label
        assert label in found[name][0]
        assert len(found[name]) == 1

    def test_percent_signs_of_a_label_stay(self, every_kind):
        found = faults(every_kind, {})

        assert "J’accepte 100 % de la charte" in found["jaccepte_100_de_la_charte"][0]

    def test_control_signs_are_taken_out(self):
        page = make_form()
        form = AnswerForm(page, post_data({**ANSWERS, "message": "a\x00b\x08\tc"}))

        assert form.is_valid()
        assert form.answers["message"] == "ab\tc"

    def test_every_question_has_a_label_and_no_star(self, every_kind):
        soup = Visitor().open(every_kind.url)
        form = soup.select_one("form.form-box")

        for control in form.select("input:not([type=hidden]), textarea, select"):
            assert form.select_one(f"label[for='{control['id']}']").get_text(strip=True)
        assert "*" not in form.get_text()
        assert len(form.select(".field__optional")) == 1
        assert {item["autocomplete"] for item in form.select("[autocomplete]")} == {"email", "tel", "bday", "off"}
        assert form.select_one("[aria-hidden=true] input")["tabindex"] == "-1"

    def test_names_are_given_once_and_differ(self):
        page = make_form(fields=[{"label": "Votre nom"}, {"label": "Votre nom"}, {"label": "名前"}, {"label": "?!"}])
        names = [field.clean_name for field in page.form_fields.all()]
        field = page.form_fields.first()
        field.label = "Autrement dit"
        page.form_fields.add(field)
        page.save_revision().publish()

        assert len(set(names)) == 4
        assert names[:2] == ["votre_nom", "votre_nom_2"]
        assert [item.clean_name for item in FormPage.objects.get(pk=page.pk).form_fields.all()] == names

    def test_names_are_in_the_draft_before_it_is_published(self):
        page = make_form()
        page.form_fields.add(FormField(label="Ville", sort_order=9))
        draft = page.save_revision().as_object()

        assert [item.clean_name for item in draft.form_fields.all()][-1] == "ville"

    @pytest.mark.parametrize(
        ("values", "wrong"),
        [
            ({"kind": "list", "choices": ""}, "choices"),
            ({"kind": "radio", "choices": "a\na"}, "choices"),
            ({"kind": "several", "choices": "\n".join(map(str, range(51)))}, "choices"),
            ({"kind": "list", "choices": "x" * 201}, "choices"),
            ({"kind": "line", "max_length": 501}, "max_length"),
            ({"kind": "lines", "max_length": 10_001}, "max_length"),
            ({"kind": "hologram"}, "kind"),
        ],
    )
    def test_a_field_that_cannot_work_is_refused(self, values, wrong):
        field = FormField(label="Champ", **values)

        with pytest.raises(ValidationError) as caught:
            field.full_clean(exclude=["page", "locale"])

        assert wrong in caught.value.message_dict

    @pytest.mark.parametrize(
        "addresses", ["desk", "a@b.example, desk", "a@b.example\nBcc:x", ", ".join(f"a{n}@b.example" for n in range(6))]
    )
    def test_desk_addresses_are_checked(self, addresses):
        page = make_form()
        page.desk_addresses = addresses

        with pytest.raises(ValidationError) as caught:
            page.full_clean()

        assert list(caught.value.message_dict) == ["desk_addresses"]

    def test_the_period_has_to_be_chosen(self):
        page = FormPage(title="Sans durée", slug="sans")

        with pytest.raises(ValidationError) as caught:
            page.full_clean(exclude=["path", "depth", "locale", "content_type"])

        assert "kept_months" in caught.value.message_dict


class TestErrors:
    def test_come_back_as_the_rules_say(self):
        page = make_form()
        visitor = Visitor()
        visitor.open(page.url)
        soup = visitor.read(visitor.send({"votre_nom": "Ilia <b>", "adresse": "nulle part", "message": ""}))

        summary = soup.select_one("[role=alert]")
        assert not soup.title.string.startswith("Écrire")
        assert summary["tabindex"] == "-1"
        assert summary.has_attr("autofocus")
        links = {link["href"].removeprefix("#"): link.get_text(strip=True) for link in summary.select("a")}
        assert len(links) == 3
        for target, words in links.items():
            control = soup.select_one(f"#{target}")
            assert control["aria-invalid"] == "true"
            named = control.get("aria-describedby") or control.find_parent("fieldset")["aria-describedby"]
            errors = [soup.select_one(f"#{name}") for name in named.split()]
            assert words in [item.get_text(strip=True) for item in errors]
        assert soup.select_one("[name=a-votre_nom]")["value"] == "Ilia <b>"
        assert Submission.objects.count() == 0

    def test_are_in_the_visitors_language_and_labels_in_the_forms(self):
        page = make_form()
        visitor = Visitor()
        soup = visitor.open(f"/en{page.url.removeprefix('/fr')}")
        form = soup.select_one("form.form-box")

        assert form["lang"] == "fr"
        assert form["action"] == "/en/ecrire/"
        assert form.select_one(".form-box__promise")["lang"] == "en"
        soup = visitor.read(visitor.send({}))
        assert "Fill in “Votre nom”." in soup.select_one("[role=alert]").get_text()
        assert soup.select_one("[role=alert]")["lang"] == "en"


class TestLanguages:
    @pytest.fixture
    def pair(self) -> tuple[FormPage, FormPage]:
        page = make_form(action_label="Envoyer la lettre")
        return page, translate_form(page, "en", "Write", ENGLISH, action_label="Send the letter")

    def test_labels_and_choices_are_the_visitors(self, pair):
        form = Visitor().open(pair[1].url).select_one("form.form-box")

        assert [label.get_text(" ", strip=True) for label in form.select(".field__label")] == [
            "Your name",
            "Address (optional)",
            "Subject",
            "Your message",
        ]
        assert [
            (item["value"], item.find_next("label").get_text(strip=True)) for item in form.select("[type=radio]")
        ] == [
            ("Une question", "A question"),
            ("Un don", "A gift"),
        ]
        assert form.select_one("button").get_text(strip=True) == "Send the letter"
        assert "A few lines are enough." in form.get_text()

    def test_all_languages_are_kept_together(self, pair):
        for page in pair:
            visitor = Visitor()
            visitor.open(page.url)
            assert visitor.send(ANSWERS).status_code == 303

        kept = Submission.objects.order_by("pk")
        assert [item.language for item in kept] == ["fr", "en"]
        assert {item.form_key for item in kept} == {pair[0].translation_key}
        assert kept[0].answers == kept[1].answers == ANSWERS

    def test_a_new_field_of_the_source_is_asked_at_once_in_its_own_words(self, pair):
        source = FormPage.objects.get(pk=pair[0].pk)
        source.form_fields.add(FormField(label="Ville", sort_order=9))
        source.save_revision().publish()

        form = Visitor().open(pair[1].url).select_one("form.form-box")

        last = form.select(".field__label")[-1]
        assert last.get_text(strip=True) == "Ville"
        assert last.find_parent(lang=True)["lang"] == "fr"

    def test_choices_of_another_count_are_shown_in_the_sources_words(self, pair):
        field = pair[1].form_fields.get(clean_name="sujet")
        FormField.objects.filter(pk=field.pk).update(choices="Only one")

        form = Visitor().open(pair[1].url).select_one("form.form-box")

        assert "Un don" in form.get_text()
        assert "Only one" not in form.get_text()


class TestSafety:
    def test_a_post_without_token_is_refused(self):
        page = make_form()
        client = Client(enforce_csrf_checks=True)
        visitor = Visitor(client)
        visitor.open(page.url)
        token = visitor.hidden.pop("csrfmiddlewaretoken")

        assert visitor.send(ANSWERS).status_code == 403
        assert visitor.send(ANSWERS, csrfmiddlewaretoken=token).status_code == 303

    def test_a_page_with_a_form_is_stored_nowhere(self):
        page = make_form()
        block = {"type": "form", "value": {"title": "Écrivez", "page": page.pk}}
        host = make_page(make_site()["fr"], "Hôte", body=[block])

        tickets = {Visitor().open(url).select_one("[name=ticket]")["value"] for url in (page.url, host.url) * 2}
        response = Client().get(page.url)

        assert len(tickets) == 4
        assert response["Cache-Control"] == "private, no-store"
        assert not page_store.may_keep(response.wsgi_request, response)
        visitor = Client()
        for _time in range(2):
            response = visitor.get(host.url)
            assert response["Cache-Control"] == "private, no-store"
            assert not page_store.may_keep(response.wsgi_request, response)

    def test_fifty_kilobytes_are_answered_within_a_second(self):
        page = make_form()
        visitor = Visitor()
        visitor.open(page.url)
        for text in ("x" * 50_000, "'\":;" * 12_500, "<b>" * 16_000, "\n" * 50_000, "=" * 50_000, "\x00" * 50_000):
            started = time.perf_counter()
            response = visitor.send(dict.fromkeys(("votre_nom", "adresse", "sujet", "message"), text))
            assert response.status_code == 200
            assert time.perf_counter() - started < 1

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, client, method):
        assert getattr(client, method)(make_form().url).status_code == 405

    @pytest.mark.parametrize(
        "text",
        [
            "undefined", "NaN", "-1/0", "0x0", "Ω≈ç√∫", "ثم نفس سقطت", "﷽", "\u202etest", "Z̮̞̠͙͔ͅ", "👩🏽‍🚀",
            "1;DROP TABLE users", "<script>alert(0)</script>", "{{ 7*7 }}", "{% now 'Y' %}", "%s%n", "../../etc/passwd",
            "\ufeff", "\ud7ff", "nil", "$HOME", "() { 0; }; touch /tmp/x", "CON", "it's", "\x7f\x80", "¸˛Ç◊ı˜Â¯˘¿",
        ],
    )  # fmt: skip
    def test_naughty_texts_are_kept_and_shown(self, text):
        page = make_form()
        visitor = Visitor(has_scripts=False)
        visitor.open(page.url)

        response = visitor.send({**ANSWERS, "message": f"a{text}b", "votre_nom": f"{text} x", "adresse": text})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
        response = visitor.send({**ANSWERS, "message": f"a{text}b", "votre_nom": f"{text} x"})
        assert response.status_code == 303
        assert Submission.objects.get().answers["message"].startswith("a")


class TestBlock:
    @pytest.fixture
    def form(self) -> FormPage:
        return make_form()

    @pytest.fixture
    def host(self, form) -> Page:
        block = {"type": "form", "value": {"title": "Écrivez-nous", "page": form.pk}}
        return make_page(make_site()["fr"], "Contact", body=[block])

    def test_posts_to_the_form_page_and_leads_back(self, form, host):
        visitor = Visitor()
        soup = visitor.open(host.url)
        assert soup.select_one(".form-block h2").get_text(strip=True) == "Écrivez-nous"
        assert soup.select_one("form.form-box")["action"] == form.url

        soup = visitor.read(visitor.send({"votre_nom": "Ilia"}))
        assert soup.select_one("[name=a-votre_nom]")["value"] == "Ilia"
        response = visitor.send(ANSWERS)

        soup = visitor.read(visitor.client.get(response["Location"]))
        assert host.url in [link["href"] for link in soup.select(".sent a")]

    def test_is_in_the_visitors_language(self, form, host):
        translate_form(form, "en", "Write", ENGLISH)

        soup = Visitor().open("/en/contact/")

        assert soup.select_one("form.form-box")["lang"] == "en"
        assert soup.select_one("form.form-box")["action"] == "/en/write/"
        assert "Your name" in soup.select_one("form.form-box").get_text()

    def test_shows_nothing_of_a_form_that_is_not_public(self, form, host):
        form.unpublish()

        assert Visitor().open(host.url).select_one("form.form-box") is None

    def test_is_previewed_with_a_real_form_and_without_any(self, form):
        from home.forms.blocks import FormBlock

        block = FormBlock()
        shown = block.render(block.get_preview_value())
        form.unpublish()

        assert "Votre nom" in shown
        assert block.render(block.get_preview_value()).strip() == ""


def test_questions_asked_of_the_database(client):
    counts = []
    for number in (1, 3):
        page = make_form(title=f"Formulaire {number}", fields=QUESTIONS[:number])
        client.get(page.url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page.url)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_editor_previews_form_and_thanks(admin_client):
    page = make_form(thanks="<p>Merci de votre lettre</p>")
    request = page.make_preview_request(preview_mode="")
    assert b"Votre nom" in request.content
    assert "Merci de votre lettre" in page.make_preview_request(preview_mode="sent").content.decode()
