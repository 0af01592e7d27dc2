"""What stands around every page: main menu, footer, social profiles, alerts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.by_language import ScopedForm
from cms.core.fields import BlocksField
from cms.core.links import WEB_ADDRESS, link_errors

from .blocks import FooterColumnBlock, MenuEntryBlock
from .enums import AlertKind, Network

MAX_ENTRIES = 8
MAX_COLUMNS = 3


def only_https(value: str) -> None:
    URLValidator(schemes=["https"], message=_("Give the whole address, beginning with https://"))(value)


def web_address(value: str) -> None:
    WEB_ADDRESS(value)


def _times_of() -> str:
    return gettext("The time is that of %(zone)s.") % {"zone": timezone.get_current_timezone_name()}


class OneForLanguage(TranslatableMixin, models.Model):
    """A thing of which each language has one."""

    machine_may_read: ClassVar[bool] = True
    base_form_class = ScopedForm

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Be the translation of the other languages' rows, so that nobody is offered to translate one that is there."""
        if self._state.adding:
            others = type(self)._default_manager.exclude(locale=self.locale_id)
            if key := others.values_list("translation_key", flat=True).first():
                self.translation_key = key
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        others = type(self)._default_manager.filter(locale=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and others.exists():
            raise ValidationError(gettext("This language has one already: change that one."))


class MainMenu(OneForLanguage):
    """The main menu of a language; without one the pages marked for menus are listed."""

    entries = BlocksField(blocks={"entry": MenuEntryBlock}, verbose_name=_("entries"), max_num=MAX_ENTRIES)

    panels: ClassVar[list[Any]] = [
        HelpPanel(
            content=_(
                "Drag the entries into order. A page that is not published is not shown. Languages without a menu of "
                "their own show this one in the source language’s order, each page under its title in their language."
            )
        ),
        "entries",
    ]
    override_translatable_fields: ClassVar[list[Any]] = [TranslatableField("entries")]

    class Meta(OneForLanguage.Meta):
        verbose_name = _("main menu")
        verbose_name_plural = _("main menus")
        constraints = [models.UniqueConstraint(fields=["locale"], name="furniture_one_menu_per_language")]

    def __str__(self) -> str:
        return gettext("Main menu, %(language)s") % {"language": self.locale.get_display_name()}


class Footer(OneForLanguage):
    """The footer of a language; without one the pages of the footer's section are listed."""

    motto = models.CharField(_("motto"), max_length=200, blank=True)
    columns = BlocksField(
        blocks={"column": FooterColumnBlock},
        verbose_name=_("columns"),
        max_num=MAX_COLUMNS,
        blank=True,
    )
    legal_line = models.CharField(_("legal line"), max_length=250, blank=True)

    panels: ClassVar[list[Any]] = [
        HelpPanel(
            content=_(
                "The languages, the search and the social profiles are added by themselves. Languages without a footer "
                "of their own show that of the source language."
            )
        ),
        FieldPanel("motto", help_text=_("One sentence under the name of the site.")),
        "columns",
        FieldPanel("legal_line", help_text=_("Who publishes the site, in one line at its very end.")),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("motto"),
        TranslatableField("columns"),
        TranslatableField("legal_line"),
    ]

    class Meta(OneForLanguage.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")
        constraints = [models.UniqueConstraint(fields=["locale"], name="furniture_one_footer_per_language")]

    def __str__(self) -> str:
        return gettext("Footer, %(language)s") % {"language": self.locale.get_display_name()}


class SocialProfile(Orderable):
    """Where the movement can be followed, in one language or in all."""

    network = models.CharField(_("network"), max_length=20, choices=Network.choices)
    url = models.URLField(
        _("address"),
        max_length=300,
        validators=[only_https],
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    base_form_class = ScopedForm
    panels: ClassVar[list[Any]] = [
        "network",
        FieldPanel("url", help_text=_("The whole address of the profile, beginning with https://")),
        FieldPanel("name", help_text=_("Shown with the network’s name, such as @monde.")),
        FieldPanel("locale", help_text=_("Left empty, it is shown in every language.")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("social profile")
        verbose_name_plural = _("social profiles")
        constraints = [
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="furniture_profile_address_is_safe"),
            models.CheckConstraint(condition=Q(network__in=Network.values), name="furniture_profile_network"),
        ]

    def __str__(self) -> str:
        return self.name or self.get_network_display()


class Alert(TranslatableMixin, models.Model):
    """A few words under the header, for a time, on the whole site or on one part of it."""

    machine_may_read: ClassVar[bool] = True

    text = RichTextField(_("text"), features=["bold", "italic", "link"], max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind.choices, default=AlertKind.INFORMATION)
    link_page = models.ForeignKey(
        Page, verbose_name=_("page to read on"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    link_url = models.URLField(_("or address elsewhere"), blank=True, max_length=300, validators=[web_address])
    link_label = models.CharField(_("words of the link"), max_length=60, blank=True)
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(_("shown until"))
    branch = models.ForeignKey(
        Page,
        verbose_name=_("part of the site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    is_on_home_only = models.BooleanField(_("only on its first page"), default=False)

    base_form_class = ScopedForm
    panels: ClassVar[list[Any]] = [
        HelpPanel(
            content=_(
                "An alert appears and ends by itself. People whose language it is not translated into read it in the "
                "language it was written in. When printed, only an important one is kept."
            )
        ),
        FieldPanel("text", help_text=_("One or two sentences: what, when, what to do.")),
        "kind",
        MultiFieldPanel(
            [
                "link_page",
                "link_url",
                FieldPanel("link_label", help_text=_("Left empty, the page’s own title is shown.")),
            ],
            heading=_("Link"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["starts_at", "ends_at"]), HelpPanel(content=lazy(_times_of, str)())], heading=_("When")
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "branch",
                    help_text=_(
                        "The page and all below it, in every language. Left empty, the alert is on the whole site."
                    ),
                ),
                FieldPanel("is_on_home_only", help_text=_("On the home page, or on the page chosen above alone.")),
            ],
            heading=_("Where"),
        ),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("text"),
        TranslatableField("link_label"),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("kind", "link_page", "link_url", "starts_at", "ends_at", "branch", "is_on_home_only")
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AlertKind.values), name="furniture_alert_kind"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="furniture_alert_ends_after_start"),
        ]

    def __str__(self) -> str:
        return Truncator(strip_tags(self.text)).chars(80)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("An alert ends after it begins.")
        if self.link_page or self.link_url or self.link_label:
            wrong = link_errors(page=self.link_page, url=self.link_url, label=self.link_label)
            errors |= {f"link_{name}": error for name, error in wrong.items()}
        if errors:
            raise ValidationError(errors)

    @property
    def state(self) -> str:
        """Whether it is shown now, in words."""
        now = timezone.now()
        if self.starts_at > now:
            return gettext("Planned")
        return gettext("Shown now") if self.ends_at > now else gettext("Over")
