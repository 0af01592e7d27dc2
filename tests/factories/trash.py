"""A corner of the site with everything that can hang on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    CommentReply,
    GroupPagePermission,
    Locale,
    Page,
    PageSubscription,
    PageViewRestriction,
    Workflow,
)

from cms.accounts.enums import MODERATION_WORKFLOW
from cms.accounts.models import User
from cms.translate.services import translate
from home.models import SectionPage, StandardPage
from news.models import Topic
from tests.factories.accounts import make_person
from tests.factories.media import document_block, make_document, make_image, picture_block
from tests.factories.pages import make_news, make_news_index, make_page, make_section, make_site, text_block


@dataclass
class Corner:
    """`section` holds `page` (translated, commented, illustrated), `private` and `news`; `alias` shows `page`."""

    homes: dict[str, Any]
    editor: User
    section: SectionPage
    page: StandardPage
    private: StandardPage
    news: Any
    translation: StandardPage
    alias: Page
    image: Any
    document: Any


def make_corner(word: str = "lanterne") -> Corner:
    """Return a corner whose texts hold `word`."""
    homes = make_site()
    editor = make_person("rea@mondcivitan.example", groups=("Editors",))
    image, document = make_image(), make_document()
    section = make_section(homes["fr"], f"Archives {word}", body=[text_block(f"<p>Le {word} des archives</p>")])
    page = make_page(
        section,
        f"Fonds {word}",
        summary=f"Un {word}.",
        picture=image,
        owner=editor,
        body=[
            {**text_block(f"<p>Un {word}</p><p>Deux voix</p>"), "id": "t"},
            picture_block(image),
            document_block(document),
        ],
    )
    corner = Corner(
        homes,
        editor,
        section,
        page,
        private=make_page(section, f"Réservé {word}", body=[text_block(f"<p>Caché {word}</p>")]),
        news=_news(section, word),
        translation=_translation(page, word),
        alias=page.create_alias(parent=homes["fr"], update_slug="reflet"),
        image=image,
        document=document,
    )
    _hang_on(corner, word)
    return corner


def _news(section: SectionPage, word: str) -> Any:
    topic = Topic.objects.create(name="Fonds", slug="fonds", locale=Locale.get_default())
    index = make_news_index(section, f"Nouvelles {word}")
    news = make_news(index, f"Nouvelle {word}")
    news.topics.add(topic)
    news.save_revision().publish()
    return news


def _translation(page: StandardPage, word: str) -> StandardPage:
    target = StandardPage(title=f"Fundo {word}", slug="fundo", summary=f"Iu {word}.")
    body = [{**text_block(f"<p>Iu {word}</p><p>Du voĉoj</p>"), "id": "t"}, *page.body.raw_data[1:]]
    target.body = target._meta.get_field("body").to_python(list(body))
    return translate(source=page, target=target, locale=Locale.objects.get(language_code="eo"))


def _hang_on(corner: Corner, word: str) -> None:
    """Add what is no page: rights, a door, comments, a workflow, a redirect, a subscription, unsaved work, plans."""
    group = Group.objects.create(name="of the archives")
    permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=corner.section, permission=permission)
    door = PageViewRestriction.objects.create(page=corner.private, restriction_type="groups")
    door.groups.add(group)
    comment = Comment.objects.create(
        page=corner.page, user=corner.editor, text=f"Voir le {word}", contentpath="title", position=""
    )
    CommentReply.objects.create(comment=comment, user=corner.editor, text=f"Oui, le {word}")
    PageSubscription.objects.create(page=corner.page, user=corner.editor, comment_notifications=True)
    Redirect.objects.create(old_path=f"/ancien-{word}", redirect_page=corner.page)
    home = corner.homes["fr"]
    home.action_page = corner.section
    home.save()
    corner.private.save_revision(approved_go_live_at=timezone.now() + timedelta(days=3), user=corner.editor)
    Workflow.objects.get(name=MODERATION_WORKFLOW).start(corner.news, corner.editor)
    where = {"content_type": ContentType.objects.get_for_model(StandardPage), "object_id": str(corner.page.pk)}
    now = timezone.now()
    EditingSession.objects.create(user=corner.editor, last_seen_at=now, **where)
    FormState.objects.create(user=corner.editor, data=f"title={word}", last_updated_at=now, **where)
