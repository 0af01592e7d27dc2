"""Topics; the page types live in pages.py."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Topic(TranslatableMixin, index.Indexed, models.Model):
    """What a piece of news is about; translated, `slug` names it in addresses of its language."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("slug"), max_length=80, help_text=_("Names the topic in addresses: short, without accents.")
    )

    panels: ClassVar[list[Any]] = ["name", "slug"]
    search_fields: ClassVar[list[Any]] = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="news_topic_slug_per_language")]

    def __str__(self) -> str:
        return self.name


from .pages import NewsIndexPage, NewsPage  # noqa: E402 -- pages name Topic

__all__ = ["NewsIndexPage", "NewsPage", "Topic"]
