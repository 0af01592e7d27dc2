"""BasePage: what every page of the movement's site shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from .forms import BasePageForm
from .inclusions import included_bodies
from .pictures import PlacedPicture, load_renditions, pictures_in
from .structure import is_known_open
from .trail import SITE_ROOT_DEPTH, breadcrumbs_of
from .translations import address_of, look_up_links, own_texts

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue
    from wagtail.fields import StreamField

WORDS_PER_MINUTE = 200


class BasePage(Page):
    """A page with a summary and a picture for listings, shares and search."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences, shown under the title, in listings and in search results."),
    )
    picture = models.ForeignKey(
        "library.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("alternative text of the picture"),
        blank=True,
        max_length=250,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    picture_is_decorative = models.BooleanField(
        _("the picture only decorates"),
        default=False,
        db_default=False,
        help_text=_("It says nothing that the text does not say: screen readers pass over it."),
    )

    # How the page and those that list it show its picture: names of `cms.core.pictures`.
    picture_uses: ClassVar[tuple[str, ...]] = ("stone", "card", "social")
    # Public texts: a translation service may draft them (cms.translate.machine).
    machine_may_read: ClassVar[bool] = True
    base_form_class = BasePageForm

    # Words that addresses below the page begin with, and parameters that the page reads; see routing and page store.
    branches: ClassVar[frozenset[str]] = frozenset()
    kept_query: ClassVar[frozenset[str]] = frozenset()
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        "summary",
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_is_decorative")],
            heading=_("Picture"),
        ),
    ]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("summary")]
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("summary"),
        TranslatableField("picture_alt"),
        SynchronizedField("picture", overridable=False),
        SynchronizedField("picture_is_decorative", overridable=False),
        SynchronizedField("show_in_menus", overridable=False),
    ]

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return address_of(self, self.locale.language_code)

    @property
    def language(self) -> str:
        """The language the text is written in."""
        return self.locale.language_code

    @cached_property
    def family(self) -> list[Page]:
        """The live texts, in every language, of this page and of those above it. One query."""
        above = Page.objects.ancestor_of(self, inclusive=True).filter(depth__gte=SITE_ROOT_DEPTH)
        texts = Page.objects.live().filter(translation_key__in=above.values("translation_key"))
        return list(own_texts(texts).select_related("locale"))

    @cached_property
    def live_translations(self) -> dict[str, Page]:
        """The live texts of this page by language code."""
        mine = (page for page in self.family if page.translation_key == self.translation_key)
        return {page.locale.language_code: page for page in mine}

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none() if is_known_open(self) else super().get_view_restrictions()

    @cached_property
    def body_blocks(self) -> list[Any]:
        field: StreamField | None = getattr(self, "body", None)
        return list(field) if field else []

    @property
    def bodies(self) -> list[StreamValue]:
        """The body, and those shown inside it in the active language."""
        return [self.body, *included_bodies(self, get_language())] if self.body_blocks else []

    @property
    def alternative_text(self) -> str:
        """What the picture shows; nothing where it only decorates."""
        return "" if self.picture_is_decorative else self.picture_alt

    def placed_pictures(self) -> Iterator[PlacedPicture]:
        """Yield every picture in every place where this page shows it, to visitors of any language."""
        yield from self._pictures_with([self.body, *included_bodies(self)] if self.body_blocks else [])

    def _pictures_with(self, bodies: list[StreamValue]) -> Iterator[PlacedPicture]:
        if self.picture:
            yield from (PlacedPicture(self.picture, use) for use in self.picture_uses)
        for body in bodies:
            yield from pictures_in(body.stream_block, body)

    @property
    def media_beside(self) -> list[Any]:
        """Images that the page shows without referring to them itself."""
        return []

    @property
    def linked_page_ids(self) -> list[int]:
        """The ids of the pages that the body links to."""
        references = (found for body in self.bodies for found in body.stream_block.extract_references(body))
        return [int(pk) for model, pk, _model_path, _path in references if issubclass(model, Page)]

    @cached_property
    def contents(self) -> list[dict[str, str]]:
        """The headings of the body: text, anchor, level. Each gets a fragment of its own."""
        headings = [block.value for block in self.body_blocks if block.block_type == "heading"]
        names: Counter[str] = Counter()
        for heading in headings:
            names[heading.name] += 1
            heading.repeat = names[heading.name]
        return [{"text": h["text"], "anchor": h.anchor, "level": h["level"]} for h in headings]

    @cached_property
    def reading_minutes(self) -> int:
        """Whole minutes that reading takes, at least one."""
        texts = (text for body in self.bodies for text in body.stream_block.get_searchable_content(body))
        return max(1, round(sum(len(text.split()) for text in texts) / WORDS_PER_MINUTE))

    def serve(self, request: HttpRequest, *args: Any, moved_to: Page | None = None, **kwargs: Any) -> HttpResponse:
        if moved_to is not None:
            return HttpResponseRedirect(address_of(moved_to, request=request))
        request.shown_page = self  # type: ignore[attr-defined] -- read by the frame
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        request.shown_page = self  # type: ignore[attr-defined]
        return super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        look_up_links(self.linked_page_ids)
        load_renditions(placed.image for placed in self._pictures_with(self.bodies))
        return {
            **super().get_context(request, *args, **kwargs),
            "lead": self.summary,
            "contents": self.contents,
            "breadcrumbs": breadcrumbs_of(self, request=request),
            "updated_on": self.last_published_at,
        }
