"""Two centres with everything that a centre can have; the other's private texts all hold one word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    CommentReply,
    Locale,
    Page,
    PageSubscription,
    PageViewRestriction,
    UploadedFile,
    Workflow,
)

from centres.affiliation.enums import ApplicationState, Kind, Office
from centres.affiliation.models import Application, ApplicationEvent, Convention, Correspondent, Officer, Report
from centres.enums import CentreState, Role
from centres.models import Centre
from centres.opening.models import Duty, Opening
from centres.services import change_state
from centres.team.models import Invitation
from cms.accounts.enums import MODERATION_WORKFLOW
from cms.accounts.models import User
from cms.core.models import StagedUpload
from cms.desk.models import Starter
from cms.desk.trash.services import trash
from cms.library.models import Document, Image
from cms.translate.files.roads import FILES
from cms.translate.glossary.models import GlossaryTerm
from cms.translate.models import MemoryUnit
from cms.translate.services import translate
from home.forms.models import Submission
from home.furniture.models import SocialProfile
from home.models import StandardPage
from home.reusable.models import ReusableContent
from news.models import Author, Topic
from news.pages import NewsPage
from news.sharing.models import Takeover
from tests.factories.centres import make_member, make_microsite
from tests.factories.forms import make_form
from tests.factories.furniture import link, make_alert, make_footer, make_menu, make_promotion
from tests.factories.media import document_block, picture_block, picture_bytes
from tests.factories.pages import make_news, make_news_index, make_page, make_site, text_block

from .markers import mark
from .rows import make_row

MARK = "qxvb"


@dataclass
class Side:
    """One centre: its people by role, and its rows by model, the most telling of each model first."""

    centre: Centre
    word: str
    people: dict[Role, User] = field(default_factory=dict)
    rows: dict[type[Model], list[Any]] = field(default_factory=dict)

    def first(self, model: type[Model]) -> Any:
        """Return a row of `model` or of a model that inherits from it, None when there is none."""
        found = self.all(model)
        return found[0] if found else None

    def all(self, model: type[Model]) -> list[Any]:
        named = self.rows.get(model)
        if named:
            return named
        return [row for known, rows in self.rows.items() if issubclass(known, model) for row in rows]


@dataclass
class World:
    """`shared` is the network's: neither centre's to change, and nobody's secret."""

    own: Side
    other: Side
    shared: dict[type[Model], list[Any]]

    @property
    def watched(self) -> dict[type[Model], list[Any]]:
        """The rows that nothing may change."""
        return {**self.shared, **self.other.rows}


def make_world() -> World:
    make_site()
    before = keys()
    _make_shared()
    shared = since(before)
    own = complete("Lunville", "lilac", country="FR")
    other = complete("Oslund", MARK, country="NO")
    mark(other.rows, MARK)
    # Somebody who now serves the other centre once wrote here.
    page = own.first(Page).specific
    page.save_revision(user=other.people[Role.MANAGER], log_action=True)
    other.first(Page).specific.save_revision()
    return World(own, other, shared)


def _make_shared() -> None:
    """Make what stands around the pages of a language, and what all write about."""
    make_menu("fr", link(url="/fr/"))
    make_footer("fr", ("Network", [link(url="/fr/")]))
    make_promotion("fr", "network", link(url="/fr/"))
    source = Locale.get_default()
    SocialProfile.objects.create(network="mastodon", url="https://mondcivitan.example/", locale=source)
    Topic.objects.create(name="Network", slug="network", locale=source)
    Author.objects.create(name="The network", slug="the-network", locale=source)
    for model in (Correspondent, GlossaryTerm, MemoryUnit, StagedUpload):
        make_row(model, "network", lambda needed: needed._base_manager.first())


def complete(name: str, word: str, **fields: Any) -> Side:
    """Return a centre with all its rows."""
    before = keys()
    side = make_side(name, word, **fields)
    _make_days(side)
    _collect(side, before)
    for _round in range(3):  # what leads to a centre by way of what is made here
        for model in models_of_centres():
            if not side.all(model):
                make_row(model, word, side.first)
        _collect(side, before)
    return side


def _make_days(side: Side) -> None:
    """Add opening days, who serves on them, and an invitation: rows that keep rules between their fields."""
    word, centre, today = side.word, side.centre, timezone.localdate()
    opening = Opening.objects.create(
        centre=centre, weekday=0, begins=time(10), ends=time(12), place=f"{word} place", note=f"{word} note"
    )
    Duty.objects.create(opening=opening, day=today, name=f"{word} helper")
    Invitation.objects.create(
        centre=centre,
        email=f"{word}-guest@mondcivitan.example",
        name=f"{word} guest",
        role=Role.TRANSLATOR,
        language=f"eo {word}",
        mail_language="fr",
        expires_at=timezone.now() + timedelta(days=7),
    )


def _collect(side: Side, before: dict[type[Model], set[Any]]) -> None:
    for model, rows in since(before).items():
        known = side.rows.setdefault(model, [])
        known += [row for row in rows if row.pk not in {item.pk for item in known}]


def tables() -> list[type[Model]]:
    """Return every model with a table of its own."""
    left_out = {"contenttypes", "sessions", "migrations", "django_tasks_database", "wagtailsearch"}
    return [model for model in apps.get_models() if model._meta.app_label not in left_out and model._meta.managed]


def models_of_centres() -> list[type[Model]]:
    """Return the models whose rows lead to a centre by their relations."""
    found: set[type[Model]] = {Centre}
    while True:
        more = {
            model
            for model in tables()
            if model not in found
            and any(field.related_model in found and field.many_to_one for field in model._meta.concrete_fields)
        }
        if not more:
            return sorted(found, key=lambda model: model._meta.label)
        found |= more


def keys() -> dict[type[Model], set[Any]]:
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables()}


def since(before: dict[type[Model], set[Any]]) -> dict[type[Model], list[Any]]:
    """Return the rows made since `before`, by model."""
    found = {}
    for model, old in before.items():
        rows = [row for row in model._base_manager.all() if row.pk not in old]
        if rows:
            found[model] = rows
    return found


def make_side(name: str, word: str, **fields: Any) -> Side:
    centre = make_microsite(name, **fields)
    side = Side(centre, word)
    for role in Role:
        language = "eo" if role == Role.TRANSLATOR else ""
        side.people[role] = make_member(
            centre,
            role,
            email=f"{word}-{role}@mondcivitan.example",
            language=language,
            first_name=f"{word} {role}",
            last_name=f"{word} person",
        )
    # Somebody gave these the right that wagtail-localize asks for everything.
    for role in (Role.MANAGER, Role.TRANSLATOR):
        side.people[role].user_permissions.add(Permission.objects.get(codename="submit_translation"))
    _make_files(side)
    _make_pages(side)
    _hang_on(side)
    _make_records(side)
    _affiliate(side)
    _bring_files(side, side.people[Role.MANAGER])
    return side


def _keep(side: Side, *rows: Any) -> None:
    for row in rows:
        side.rows.setdefault(type(row), []).append(row)


def _make_files(side: Side) -> None:
    word, collection = side.word, side.centre.collection
    manager = side.people[Role.MANAGER]
    inner = collection.add_child(name=f"{word} collection")
    for number, where in enumerate((collection, inner)):
        image = Image.objects.create(
            title=f"{word} image {number}",
            file=ContentFile(picture_bytes(), name=f"{word}-{number}.png"),
            collection=where,
            uploaded_by_user=manager,
        )
        image.tags.add(f"{word} tag")
        document = Document.objects.create(
            title=f"{word} document {number}",
            file=ContentFile(b"%PDF-1.4 " + word.encode(), name=f"{word}-{number}.pdf"),
            collection=where,
            uploaded_by_user=manager,
        )
        document.tags.add(f"{word} tag")
        image.get_rendition("max-40x40")
        _keep(side, image, document)
    _keep(side, collection, inner)


def _make_pages(side: Side) -> None:
    word, manager = side.word, side.people[Role.MANAGER]
    home = side.centre.pages.get(locale__language_code="fr")
    image, document = side.rows[Image][1], side.rows[Document][1]
    body = [text_block(f"<p>{word} body</p>"), picture_block(image), document_block(document)]
    draft = make_page(home, f"{word} draft", summary=f"{word} summary", body=body, live=False, owner=manager)
    draft.save_revision(user=manager)
    known = make_page(home, f"About {side.centre.name}", owner=manager)
    known.title = f"{word} new title"
    known.save_revision(user=manager)
    known = StandardPage.objects.get(pk=known.pk)
    behind = make_page(home, f"{word} behind a door", owner=manager)
    PageViewRestriction.objects.create(page=behind, restriction_type="password", password=f"{word} door")
    index = make_news_index(home, f"News of {side.centre.name}")
    news = make_news(index, f"{word} news", live=False, owner=manager)
    news.save_revision(user=manager)
    planned = make_page(home, f"{word} planned", live=False, owner=manager)
    planned.save_revision(user=manager, approved_go_live_at=timezone.now() + timedelta(days=3))
    waiting = make_page(home, f"{word} waiting", live=False, owner=manager)
    waiting.save_revision(user=manager)
    Workflow.objects.get(name=MODERATION_WORKFLOW).start(waiting, side.people[Role.EDITOR])
    waiting.locked, waiting.locked_by, waiting.locked_at = True, manager, timezone.now()
    waiting.save()
    known.create_alias(parent=home, update_slug="echo")
    side.rows[Page] = [Page.objects.get(pk=page.pk) for page in (draft, known, behind, news, planned, waiting)]
    _translate(side, draft)
    gone = make_page(home, f"{word} gone", live=False, owner=manager)
    trash(page=gone, actor=manager, reason=f"{word} reason")


def _translate(side: Side, draft: Any) -> None:
    """Have the draft translated, segment by segment."""
    word = side.word
    target = StandardPage(title=f"{word} traduko", slug=f"{word}-traduko", summary=f"{word} resumo")
    target.body = target._meta.get_field("body").to_python(list(draft.body.raw_data))
    page = translate(source=draft, target=target, locale=Locale.objects.get(language_code="eo"), publish=False)
    side.rows[Page].append(Page.objects.get(pk=page.pk))


def _hang_on(side: Side) -> None:
    """Add what hangs on pages: comments, subscriptions, redirects, sessions, unsaved work."""
    word, manager, draft = side.word, side.people[Role.MANAGER], side.rows[Page][0]
    comment = Comment.objects.create(
        page=draft, user=manager, text=f"{word} comment", contentpath="title", position="", revision_created=None
    )
    CommentReply.objects.create(comment=comment, user=side.people[Role.EDITOR], text=f"{word} reply")
    PageSubscription.objects.create(page=draft, user=manager, comment_notifications=True)
    Redirect.objects.create(old_path=f"/{word}-old", redirect_page=draft)
    where = {"content_type": ContentType.objects.get_for_model(StandardPage), "object_id": str(draft.pk)}
    EditingSession.objects.create(user=manager, last_seen_at=timezone.now(), **where)
    FormState.objects.create(user=manager, data=f"title={word}", last_updated_at=timezone.now(), **where)


def _make_records(side: Side) -> None:
    """Add what is no page: answers to a form, a starter, the centre's own history, a shared text not published yet."""
    word, manager = side.word, side.people[Role.MANAGER]
    home = side.centre.pages.get(locale__language_code="fr")
    form = make_form(parent=home, title=f"Contact {side.centre.name}")
    Submission.objects.create(
        form_key=form.translation_key,
        language="fr",
        reference=f"{word[:4]}-1",
        ticket=f"{word}-ticket",
        answers={"votre_nom": f"{word} answer"},
        delete_on=timezone.localdate() + timedelta(days=90),
    )
    kind = ContentType.objects.get_for_model(StandardPage)
    Starter.objects.create(
        name=f"{word} starter",
        description=f"{word} purpose",
        kind=kind,
        language="fr",
        content={"title": f"{word} start"},
        owner=manager,
    )
    change_state(centre=side.centre, state=CentreState.DORMANT, actor=manager, reason=f"{word} why")
    change_state(centre=side.centre, state=CentreState.AFFILIATED, actor=manager, reason=f"{word} why")
    content = ReusableContent(title=f"{word} shared", locale=Locale.get_default(), live=False)
    content.body = content._meta.get_field("body").to_python([text_block(f"<p>{word} shared</p>")])
    content.save()
    content.save_revision(user=manager)
    side.rows[Page].append(Page.objects.get(pk=form.pk))
    make_alert(text=f"{word} alert", branch=side.rows[Page][0])
    for model in (Image, Document):
        UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(word.encode(), name=f"{word}.bin"),
            uploaded_by_user=manager,
        )


def _bring_files(side: Side, manager: User) -> None:
    """Add a post that was taken over, and a file of translations that waits to be looked at."""
    word = side.word
    copy = next(page.specific for page in side.rows[Page] if page.specific_class is NewsPage)
    Takeover.objects.create(copy=copy, centre=side.centre, taken_by=manager)
    content = ContentFile(word.encode(), name=f"{word}.po")
    StagedUpload.objects.create(
        owner=manager,
        purpose=FILES,
        file=content,
        name=f"{word}.po",
        size=len(word),
        digest=word,
        report={"note": word},
        expires_at=timezone.now() + timedelta(days=1),
    )


def _affiliate(side: Side) -> None:
    """Add what the network keeps of a centre: its application, its convention, a report; and a correspondent."""
    word, email, today = side.word, f"{side.word}-applicant@mondcivitan.example", timezone.localdate()
    where = {"place": f"{word} place", "country": "FR"}
    application = Application.objects.create(
        kind=Kind.CENTRE,
        state=ApplicationState.ACCEPTED,
        reference=f"A-{word}",
        ticket=f"{word}-application",
        language="fr",
        name=f"{word} candidate",
        contact_name=f"{word} applicant",
        email=email,
        other_languages=f"{word} tongue",
        message=f"{word} message",
        reason=f"{word} reason",
        convention_file=ContentFile(word.encode(), name=f"{word}.pdf"),
        centre=side.centre,
        **where,
    )
    Officer.objects.create(application=application, office=Office.MANAGER, name=f"{word} officer", email=email)
    ApplicationEvent.objects.create(application=application, kind="noted", text=f"{word} event")
    Correspondent.objects.create(
        name=f"{word} correspondent", email=email, reason=f"{word} end", application=application, **where
    )
    Convention.objects.create(
        centre=side.centre,
        application=application,
        signed_on=today,
        clause_accepted_on=today,
        file=ContentFile(word.encode(), name=f"{word}.pdf"),
    )
    Report.objects.create(
        centre=side.centre, year=today.year - 1, went_well=f"{word} well", needed=f"{word} need", currency="EUR"
    )
