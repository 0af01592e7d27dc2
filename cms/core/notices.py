"""Messages to people: one class per message, its words in templates, in the recipient's language.

A notice called "welcome" has `templates/mail/welcome.subject.txt`, `welcome.txt` and `welcome.html`; the last two
extend `mail/base.txt` and `mail/base.html`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.template import Context, loader
from django.utils import translation

from . import outbox
from .models import Mail


class Preferences(Protocol):
    """Where people say which categories of notices they do not want."""

    def refuses(self, to: str, category: str) -> bool:
        """Say whether this address opted out of the category."""

    def opt_out_url(self, to: str, category: str, language: str) -> str:
        """Return the absolute address where one click opts out."""


_preferences: list[Preferences] = []
_notices: dict[str, type[Notice]] = {}


class Notice:
    """One message that the site sends. A subclass with a name is registered by being defined.

    `category` groups notices for opting out, and `category_label` says to people what it is; what must reach its person
    (a sign-in code, a receipt) has `can_opt_out = False`.
    """

    name: ClassVar[str] = ""
    category: ClassVar[str] = ""
    category_label: ClassVar[Any] = ""
    can_opt_out: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.name:
            return
        if not cls.category:
            raise ImproperlyConfigured(f"the notice {cls.name!r} has no category")
        if cls.name in _notices:
            raise ImproperlyConfigured(f"the notice {cls.name!r} is defined twice")
        _notices[cls.name] = cls

    @classmethod
    def templates(cls) -> tuple[str, str, str]:
        """Return the names of the templates: subject, text, HTML."""
        return f"mail/{cls.name}.subject.txt", f"mail/{cls.name}.txt", f"mail/{cls.name}.html"


def registered() -> list[type[Notice]]:
    """Return every notice, by name."""
    return [_notices[name] for name in sorted(_notices)]


def refusable_categories() -> dict[str, str]:
    """Return the categories that people may refuse, with what each is; its name where no notice says."""
    found: dict[str, str] = {}
    for notice in registered():
        if notice.can_opt_out:
            found[notice.category] = found.get(notice.category) or str(notice.category_label)
    return {category: label or category for category, label in found.items()}


def forget(notice: type[Notice]) -> None:
    """Take a notice out of the registry."""
    _notices.pop(notice.name, None)


def set_preferences(preferences: Preferences | None) -> None:
    """Ask `preferences` before a notice that may be refused; None asks nobody."""
    _preferences[:] = [preferences] if preferences else []


def send(
    notice: type[Notice],
    *,
    to: str,
    language: str,
    context: Mapping[str, Any],
    key: str | None = None,
    reply_to: str = "",
) -> Mail | None:
    """Write one notice into the outbox, in the caller's transaction; None when the person opted out.

    `key` makes it once only: asked again with the same notice and key, the first row is returned. `reply_to` is the
    address that an answer goes to.
    Template context: `context` and site_name, site_url, language, direction, subject, opt_out_url ("" when none).
    """
    opt_out_url = ""
    if notice.can_opt_out and _preferences:
        if _preferences[0].refuses(to, notice.category):
            return None
        opt_out_url = _preferences[0].opt_out_url(to, notice.category, language)
    message = _compose(notice, to=to, language=language, context={**context, "opt_out_url": opt_out_url})
    message.reply_to = [reply_to] if reply_to else []
    rows = outbox.post(
        message=message, language=language, notice=notice.name, key=f"{notice.name}:{key}" if key else None
    )
    return rows[0]


def _compose(notice: type[Notice], *, to: str, language: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    subject_name, text_name, html_name = notice.templates()
    with translation.override(language):
        full = {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.WAGTAILADMIN_BASE_URL,
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **context,
        }
        full["subject"] = " ".join(_as_text(subject_name, full).split())
        text, html = _as_text(text_name, full).strip() + "\n", loader.get_template(html_name).render(full)
    message = EmailMultiAlternatives(full["subject"], text, to=[to], headers=_headers(context["opt_out_url"]))
    message.attach_alternative(html, "text/html")
    return message


def _as_text(name: str, context: dict[str, Any]) -> str:
    """Render a template of plain text: there, "&" stays "&"."""
    template = loader.get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(context, autoescape=False)))


def _headers(opt_out_url: str) -> dict[str, str]:
    """Say to mail programmes that a machine wrote this and, by RFC 8058, how one click stops it."""
    headers = {"Auto-Submitted": "auto-generated"}
    if opt_out_url:
        headers["List-Unsubscribe"] = f"<{opt_out_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
