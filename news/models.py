"""Topics and authors, and who wrote what; the page types live in pages.py."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Named(TranslatableMixin, index.Indexed, models.Model):
    """What has a name in each language and a page of its own, whose address ends with `slug`."""

    slug = models.SlugField(_("slug"), max_length=80, help_text=_("Ends the address: short, without accents."))

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.name)  # type: ignore[attr-defined] -- both have one

    def clean(self) -> None:
        """A slug leads to one topic (or author) from every language, so that no address is ambiguous."""
        super().clean()
        others = type(self).objects.filter(slug=self.slug).exclude(translation_key=self.translation_key)
        if other := others.first():
            message = _("“%(name)s” has this slug already. Choose another one.")
            raise ValidationError({"slug": ValidationError(message, params={"name": other})})


class Topic(Named):
    """What a piece of news is about."""

    machine_may_read: ClassVar[bool] = True

    name = models.CharField(_("name"), max_length=80)

    panels: ClassVar[list[Any]] = [
        TitleFieldPanel("name", placeholder=False, help_text=_("A word or two, as a reader would say them.")),
        FieldPanel("slug", widget=SlugInput),
    ]
    search_fields: ClassVar[list[Any]] = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(Named.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="news_topic_slug_per_language")]


class Author(Named):
    """Who writes: a person, under a pen name if they like, or a body."""

    name = models.CharField(_("name"), max_length=120, help_text=_("A person, a pen name, or a body."))
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Shown beside the name: secretary of a centre, translator…")
    )
    biography = models.TextField(
        _("short biography"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences that the author agrees to see in public."),
    )
    portrait = models.ForeignKey(
        "library.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Public while a published piece of news names the author."),
    )
    portrait_alt = models.CharField(
        _("alternative text of the portrait"),
        blank=True,
        max_length=250,
        help_text=_("What the portrait shows, for those who do not see it."),
    )
    link = models.URLField(
        _("public link"),
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("A page about the author elsewhere, beginning with https://."),
    )

    panels: ClassVar[list[Any]] = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        "role",
        "biography",
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_alt")], heading=_("Portrait")),
        "link",
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.SearchField("role"),
        index.AutocompleteField("name"),
        index.FilterField("id"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("portrait_alt"),
        SynchronizedField("portrait", overridable=False),
        SynchronizedField("link", overridable=False),
    ]

    class Meta(Named.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="news_author_slug_per_language")]


class Authorship(Orderable):
    """An author of a piece of news, at a place in its byline."""

    # The page's own entry holds its authors. Rows are made anew at each publication, and a late task would miss them.
    wagtail_reference_index_ignore = True
    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="authorships")
    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.CASCADE, related_name="authorships")

    class Meta(Orderable.Meta):
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")

    def __str__(self) -> str:
        return str(self.author)


from .pages import NewsIndexPage, NewsPage  # noqa: E402 -- pages name Topic

__all__ = ["Author", "Authorship", "NewsIndexPage", "NewsPage", "Topic"]
