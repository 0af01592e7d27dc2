"""Addresses and rich text that people give: what may be stored and shown.

Whatever the entrance (form, API, import, translation, code), an address that could run a program becomes nothing, and
rich text keeps its words and loses what is no writing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape
from typing import Any

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

SCHEMES = ("http", "https", "mailto", "tel")
SCHEME = re.compile(r"^([^/?#]*?):", re.DOTALL)
PHONE = re.compile(r"\+?[\d().\- ]{3,30}")
# How often an address may be encoded over: more is nobody's habit.
UNESCAPINGS = 4
ADDRESS_LENGTH = 2000
BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr"}
INLINE = {"b", "strong", "i", "em", "sup", "sub", "br", "code", "a"}
# What is in these is no writing.
PROGRAMS = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "textarea", "title"}
KEY = re.compile(r"[\w-]{1,40}")
LINK_TYPES = {"page", "document"}


def compact(address: str) -> str:
    """Return an address as a careless browser reads it: decoded, without blanks, controls and invisible signs."""
    text = address
    for _step in range(UNESCAPINGS):
        decoded = unescape(text)
        if decoded == text:
            break
        text = decoded
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZ").replace("\ufffd", "")


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters, "" for one without."""
    found = SCHEME.match(compact(address))
    return found[1].lower() if found else ""


def safe_address(address: Any) -> str:
    """Return `address` when a link may lead there, else "": the web, mail, a phone, or a place of ours."""
    text = str(address or "").strip()
    if not text or len(text) > ADDRESS_LENGTH or any(unicodedata.category(sign) == "Cc" for sign in text):
        return ""
    # A second reading of the encoded form must not change where the link leads.
    if "&" in text and scheme_of(text) != (found[1].lower() if (found := SCHEME.match(text)) else ""):
        return ""
    scheme = scheme_of(text)
    return text if not scheme or scheme in SCHEMES else ""


def validate_address(address: str) -> None:
    """Refuse an address of a link in words that say what to give instead. Raises ValidationError."""
    scheme = scheme_of(address)
    if scheme and scheme not in SCHEMES:
        raise ValidationError(
            _("Links do not lead to addresses that begin with “%(scheme)s:”. Begin with https://, mailto: or tel:."),
            params={"scheme": scheme[:20]},
        )
    if not safe_address(address):
        raise ValidationError(_("This address holds signs that no address has. Copy it again."))
    rest = address.partition(":")[2]
    if scheme == "mailto":
        validate_email(rest.partition("?")[0])
    elif scheme == "tel":
        if not PHONE.fullmatch(rest):
            raise ValidationError(_("Write the number after tel: with digits, such as tel:+33140000000."))
    elif not address.startswith(("/", "#")):
        URLValidator(schemes=["http", "https"])(address)


@lru_cache(maxsize=2048)
def clean_rich_text(html: str) -> str:
    """Return stored rich text with writing only: known tags, safe links, no attribute that acts.

    The words stay. The answer is kept, because pages read the same text again and again.
    """
    if "<" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for node in list(soup.descendants):
        if isinstance(node, Comment) or (isinstance(node, NavigableString) and type(node) is not NavigableString):
            node.extract()
    for tag in list(soup.find_all(True)):
        _clean_tag(tag)
    return str(soup.decode(formatter=_escape))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _clean_tag(tag: Tag) -> None:
    if tag.decomposed:
        return
    if tag.name in PROGRAMS:
        tag.decompose()
    elif tag.name == "div":
        tag.name, tag.attrs = "p", {}
    elif tag.name == "a":
        _clean_link(tag)
    elif tag.name in BLOCKS | INLINE:
        key = str(tag.get("data-block-key", ""))
        tag.attrs = {"data-block-key": key} if tag.name in BLOCKS and KEY.fullmatch(key) else {}
    else:
        tag.unwrap()


def _clean_link(tag: Tag) -> None:
    """Keep a link to a page, a document or a safe address; else its words only."""
    kind, pk = str(tag.get("linktype", "")), str(tag.get("id", ""))
    address = safe_address(tag.get("href"))
    if kind in LINK_TYPES and pk.isdigit():
        tag.attrs = {"linktype": kind, "id": pk}
    elif address and not kind:
        tag.attrs = {"href": address}
    else:
        tag.unwrap()
