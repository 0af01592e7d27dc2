"""The editors' screens of forms: who sees what, copies that hold no formula, deletion."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cms.core import scope
from cms.core.models import AuditEntry
from home.forms import services
from home.models import FormPage, Submission
from tests.factories.accounts import make_person, make_superuser
from tests.factories.forms import ANSWERS, ENGLISH, make_form, translate_form
from tests.factories.pages import make_section, make_site

pytestmark = pytest.mark.django_db
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", ";=1", "a;=1", " =1", '"=1', "line\n=1"]


def receive(page: FormPage, number: int = 1, **changes: Any) -> Submission:
    given = {"language": "fr", "answers": ANSWERS, "ticket": f"{page.pk:016}{number:016}", **changes}
    return services.receive(page, **given)[0]


def make_editor(email: str, *roots: Page, right: str = "change_page") -> Any:
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for root in roots:
        permission = Permission.objects.get(codename=right)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    user = make_person(email)
    user.groups.add(group)
    return user


@pytest.fixture
def ground() -> dict[str, Any]:
    """Two sections with a form each, and an editor of the first."""
    home = make_site()["fr"]
    mine, theirs = make_section(home, "Ici"), make_section(home, "Ailleurs")
    own, foreign = make_form(parent=mine, title="Le mien"), make_form(parent=theirs, title="Le leur")
    return {
        "own": own,
        "foreign": foreign,
        "sent": receive(own),
        "hidden": receive(foreign, answers={**ANSWERS, "votre_nom": "MARKER"}),
        "editor": make_editor("editor@mondcivitan.example", mine),
    }


def addresses(page: FormPage, submission: Submission) -> list[str]:
    return [
        reverse("home_form_submissions", args=[page.pk]),
        reverse("home_form_submissions_results", args=[page.pk]),
        reverse("home_form_submissions", args=[page.pk]) + "?export=csv",
        reverse("home_form_submissions", args=[page.pk]) + "?export=xlsx",
        reverse("home_form_submission", args=[page.pk, submission.pk]),
        reverse("home_form_submission_delete", args=[page.pk, submission.pk]),
    ]


def bulk(*submissions: Submission) -> str:
    ids = "&".join(f"id={item.pk}" for item in submissions)
    return reverse("wagtail_bulk_action", args=["home", "submission", "delete"]) + f"?{ids}&next=/cms/forms/"


class TestRights:
    def test_an_editor_sees_the_own_forms_only(self, client, ground):
        client.force_login(ground["editor"])

        text = client.get(reverse("home_forms")).content.decode()
        assert "Le mien" in text
        assert "Le leur" not in text
        for address in addresses(ground["own"], ground["sent"]):
            assert client.get(address).status_code == 200
        for address in addresses(ground["foreign"], ground["hidden"]):
            assert client.get(address).status_code == 404

    def test_an_id_of_another_form_is_not_found_below_the_own_one(self, client, ground):
        client.force_login(ground["editor"])
        for name in ("home_form_submission", "home_form_submission_delete"):
            address = reverse(name, args=[ground["own"].pk, ground["hidden"].pk])
            assert client.get(address).status_code == 404
            assert client.post(address).status_code in (404, 405)

        assert Submission.objects.count() == 2

    def test_each_id_of_a_bulk_deletion_is_judged_by_itself(self, client, ground):
        client.force_login(ground["editor"])
        address = bulk(ground["sent"], ground["hidden"])

        assert ground["hidden"].reference not in client.get(address).content.decode()
        client.post(address)

        assert list(Submission.objects.all()) == [ground["hidden"]]
        assert AuditEntry.objects.get(action="form.deleted").data["references"] == [ground["sent"].reference]

    def test_all_of_a_foreign_form_is_nothing(self, client, ground):
        client.force_login(ground["editor"])
        start = reverse("wagtail_bulk_action", args=["home", "submission", "delete"]) + "?id=all&childOf="

        for place in (ground["foreign"].pk, "", "x", "999999"):
            client.post(f"{start}{place}")
        assert Submission.objects.count() == 2
        client.post(f"{start}{ground['own'].pk}")
        assert list(Submission.objects.all()) == [ground["hidden"]]

    @pytest.mark.parametrize("ids", ["id=x", "id=", "id=-1", "id=%00", "id=" + "9" * 400, "id=999999", ""])
    def test_no_id_is_not_found(self, client, ground, ids):
        client.force_login(ground["editor"])

        address = reverse("wagtail_bulk_action", args=["home", "submission", "delete"])
        assert client.post(f"{address}?{ids}").status_code == 404
        assert Submission.objects.count() == 2

    def test_a_translator_of_the_labels_reads_no_answers(self, client, ground):
        english = translate_form(ground["own"], "en", "Write", ENGLISH)
        client.force_login(make_editor("translator@mondcivitan.example", make_site()["en"]))

        assert client.get(reverse("home_forms")).status_code in (302, 403)
        for page in (english, ground["own"]):
            assert client.get(reverse("home_form_submissions", args=[page.pk])).status_code == 404

    @pytest.mark.parametrize("right", ["add_page", "publish_page"])
    def test_other_rights_are_not_enough(self, client, ground, right):
        client.force_login(make_editor("other@mondcivitan.example", ground["own"].get_parent(), right=right))

        for address in addresses(ground["own"], ground["sent"]):
            assert client.get(address).status_code == 404

    def test_scope_judges_rows_like_the_screens(self, ground):
        editor = ground["editor"]

        assert list(scope.visible(editor, Submission.objects.all())) == [ground["sent"]]
        assert scope.allows(editor, "delete", ground["sent"])
        assert not scope.allows(editor, "delete", ground["hidden"])

    def test_the_menu_has_the_forms_for_those_who_have_some(self, client, ground):
        client.force_login(ground["editor"])
        assert reverse("home_forms") in client.get("/cms/").content.decode()
        client.force_login(make_editor("none@mondcivitan.example"))
        assert reverse("home_forms") not in client.get("/cms/").content.decode()


class TestLists:
    def test_all_languages_are_together_and_can_be_told_apart(self, client, ground):
        page = ground["own"]
        english = translate_form(page, "en", "Write", ENGLISH)
        second = receive(english, 2, language="en")
        client.force_login(make_superuser())
        address = reverse("home_form_submissions", args=[page.pk])

        both, one = client.get(address), client.get(address, {"language": "en"})

        for kept in (ground["sent"], second):
            assert kept.reference in both.content.decode()
        assert second.reference in one.content.decode()
        assert ground["sent"].reference not in one.content.decode()

    def test_what_an_alias_takes_is_with_its_original(self, client, ground):
        page = ground["own"]
        alias = FormPage.objects.get(pk=page.create_alias(parent=make_site()["fr"], update_slug="autre").pk)
        kept = receive(alias, 7)
        client.force_login(ground["editor"])

        assert kept.form_key == page.translation_key
        assert kept.reference in client.get(reverse("home_form_submissions", args=[page.pk])).content.decode()

    def test_dates_narrow(self, client, ground):
        Submission.objects.filter(pk=ground["sent"].pk).update(sent_at=timezone.now() - timedelta(days=30))
        late = receive(ground["own"], 2)
        client.force_login(make_superuser())
        since = (timezone.localdate() - timedelta(days=3)).isoformat()

        text = client.get(
            reverse("home_form_submissions", args=[ground["own"].pk]), {"sent_from": since}
        ).content.decode()

        assert late.reference in text
        assert ground["sent"].reference not in text

    @pytest.mark.parametrize(
        "query", ["sent_from=x", "language=xx", "p=-1", "p=x", "ordering=x", "export=pdf", "sent_to=%00"]
    )
    def test_bad_questions_are_answered(self, client, ground, query):
        client.force_login(make_superuser())

        assert client.get(f"{reverse('home_form_submissions', args=[ground['own'].pk])}?{query}").status_code == 200

    def test_ask_the_same_for_one_and_for_three(self, client, ground):
        client.force_login(make_superuser())
        address = reverse("home_form_submissions", args=[ground["own"].pk])
        client.get(address)
        counts = []
        for number in (None, 2, 3):
            if number:
                receive(ground["own"], number)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))

        assert counts[0] == counts[2]

    def test_a_submission_is_shown_whole_and_escaped(self, client, ground):
        page = ground["own"]
        kept = receive(page, 5, answers={**ANSWERS, "votre_nom": "<script>x</script>", "ancien": "resté"})
        client.force_login(make_superuser())

        text = client.get(reverse("home_form_submission", args=[page.pk, kept.pk])).content.decode()

        assert "&lt;script&gt;x&lt;/script&gt;" in text
        assert "<script>x" not in text
        assert "resté" in text


class TestCopies:
    @pytest.fixture
    def page(self) -> FormPage:
        fields = [{"label": f"{text.strip() or 'x'}{place}"} for place, text in enumerate(HOSTILE)]
        fields = [{**item, "label": f"={item['label']}"} for item in fields]
        page = make_form(fields=fields, title="Piège")
        names = [field.clean_name for field in page.form_fields.all()]
        receive(page, answers=dict(zip(names, HOSTILE, strict=True)) | {"ancien": "=HYPERLINK(1)"})
        return page

    def test_in_csv_no_cell_and_no_head_begins_like_a_formula(self, client, page):
        client.force_login(make_superuser())
        response = client.get(reverse("home_form_submissions", args=[page.pk]), {"export": "csv"})
        text = b"".join(response.streaming_content).decode("utf-8-sig")

        rows = list(csv.reader(io.StringIO(text)))
        cells = [cell for row in rows for cell in row]
        assert len(rows) == 2
        assert len(rows[0]) == len(rows[1]) == 3 + len(HOSTILE) + 1
        assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n;＝"))] == []
        for separator in (";", "\t"):
            split = [
                cell for line in text.splitlines() for row in csv.reader([line], delimiter=separator) for cell in row
            ]
            assert [cell for cell in split if cell.startswith(tuple("=+-@＝"))] == []

    def test_in_xlsx_no_cell_is_a_formula(self, client, page):
        from openpyxl import load_workbook

        client.force_login(make_superuser())
        response = client.get(reverse("home_form_submissions", args=[page.pk]), {"export": "xlsx"})
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active

        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert len(cells) == 2 * (3 + len(HOSTILE) + 1)
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell.value for cell in cells if str(cell.value).startswith(tuple("=+-@;＝"))] == []

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_each_is_written_down_and_stored_nowhere(self, client, page, kind):
        person = make_superuser()
        client.force_login(person)
        response = client.get(reverse("home_form_submissions", args=[page.pk]), {"export": kind})

        entry = AuditEntry.objects.get(action="form.exported")
        assert entry.actor == person
        assert entry.object_id == str(page.pk)
        assert entry.data == {"format": kind, "count": 1}
        assert "no-store" in response["Cache-Control"]
        assert response["Content-Disposition"].startswith("attachment")

    def test_filters_narrow_them(self, client, page):
        client.force_login(make_superuser())
        response = client.get(reverse("home_form_submissions", args=[page.pk]), {"export": "csv", "language": "eo"})

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text)))) == 1
        assert AuditEntry.objects.get(action="form.exported").data["count"] == 0


class TestDeletion:
    def test_asks_first_and_takes_a_post(self, client, ground):
        client.force_login(ground["editor"])
        address = reverse("home_form_submission_delete", args=[ground["own"].pk, ground["sent"].pk])

        assert "<form" in client.get(address).content.decode()
        assert Submission.objects.count() == 2
        response = client.post(address)

        assert response["Location"] == reverse("home_form_submissions", args=[ground["own"].pk])
        assert list(Submission.objects.all()) == [ground["hidden"]]
        assert AuditEntry.objects.get(action="form.deleted").actor == ground["editor"]


def test_an_editor_builds_a_form_in_the_screens(client):
    """What the add screen posts makes a page; without a period it does not."""
    client.force_login(make_superuser())
    home = make_site()["fr"]
    data = {
        "title": "Nouveau", "slug": "nouveau", "summary": "", "picture": "", "picture_alt": "", "thanks": "null",
        "action_label": "", "desk_addresses": "", "desk_language": "fr", "kept_months": "", "body-count": "0",
        "form_fields-TOTAL_FORMS": "1", "form_fields-INITIAL_FORMS": "0", "form_fields-MIN_NUM_FORMS": "1",
        "form_fields-MAX_NUM_FORMS": "40", "form_fields-0-label": "Votre ville", "form_fields-0-kind": "line",
        "form_fields-0-is_required": "on", "form_fields-0-ORDER": "1", "form_fields-0-id": "",
        "form_fields-0-DELETE": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "", "action-publish": "1",
    }  # fmt: skip
    address = reverse("wagtailadmin_pages:add", args=["home", "formpage", home.pk])

    refused = client.post(address, data)
    assert refused.status_code == 200
    assert not FormPage.objects.exists()
    accepted = client.post(address, {**data, "kept_months": "3"})

    page = FormPage.objects.get()
    assert accepted.status_code == 302
    assert page.live
    assert [field.clean_name for field in page.form_fields.all()] == ["votre_ville"]
    assert "Votre ville" in client.get(page.url).content.decode()
