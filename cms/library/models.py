"""Images and documents: private until something published uses them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from . import metadata, stores, uploads


class PublicFlag(models.Model):
    """Says in which store a file is served: the private one until a published page uses it."""

    is_public = models.BooleanField(
        _("published"),
        default=False,
        editable=False,
        help_text=_("A published page uses this file, so everybody may fetch it."),
    )

    class Meta:
        abstract = True


@contextmanager
def _as_field_error() -> Iterator[None]:
    """Show what is wrong with an upload at the field of the file."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError({"file": error}) from error


def _uploaded_by_user() -> models.ForeignKey:
    """Return Wagtail's field without its reverse name, which its own unused models claim too."""
    field = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    field.wagtail_reference_index_ignore = True
    return field


class Image(PublicFlag, AbstractImage):  # noqa: DJ008 -- Wagtail's says the title
    """A picture with its credit; alternative text is asked where the picture is used."""

    uploaded_by_user = _uploaded_by_user()
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="library_images")

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the picture, and under which licence.")
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        """Check a new file, and leave out what the camera wrote beside the picture: places, names."""
        super().clean()
        self.title = uploads.plain_title(self.title)
        if not self.file or self.file._committed:
            return
        with _as_field_error():
            uploads.check_image(self.file.file, self.file.name)
        data = self.file.file.read()
        self.file.file.seek(0)
        stripped = metadata.strip(data)
        if stripped != data:
            self.file = ContentFile(stripped, name=self.file.name)

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:  # noqa: A002 -- Wagtail's
        """Make a rendition without the metadata that Pillow copies from the original."""
        made = super().generate_rendition_file(filter, source=self._in_eight_bits(source) or source)
        made.seek(0)
        return ContentFile(metadata.strip(made.read()), name=made.name)

    def _in_eight_bits(self, source: File | None) -> File | None:
        """Return the original with 256 shades of grey where it has 65,536: Pillow cannot reduce those to a JPEG."""
        from PIL import Image as Pillow  # noqa: PLC0415 -- slow import

        with self.open_file() if source is None else nullcontext(source) as file, Pillow.open(file) as picture:
            if not picture.mode.startswith("I"):
                file.seek(0)
                return None
            shades = picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
        out = BytesIO()
        shades.save(out, "PNG")
        return File(out, name=self.file.name)

    def create_renditions(self, *filters: Any) -> dict[Any, AbstractRendition]:
        """Make renditions; Wagtail writes several without signal and key, so they are published and read here."""
        if not filters:
            return {}
        made = super().create_renditions(*filters)
        if len(made) > 1:
            kept = {item.file.name: item for item in self.renditions.filter(filter_spec__in=[f.spec for f in made])}
            made = {key: kept.get(item.file.name, item) for key, item in made.items()}
        if type(self).objects.filter(pk=self.pk, is_public=True).exists():
            stores.copy_to_public(rendition.file.name for rendition in made.values())
        return made

    def get_upload_to(self, filename: str) -> str:
        """Return a neutral name: what a person called the file stays out of addresses."""
        return f"images/{secrets.token_hex(12)}{PurePath(filename).suffix.lower()[:8]}"


class Rendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="library_rendition_once")
        ]

    @property
    def url(self) -> str:
        """Return the public address, or the guarded one while the picture is private."""
        if self.image.is_public:
            return storages["public"].url(self.file.name)
        return reverse("library_private_rendition", args=[self.pk])


class Document(PublicFlag, AbstractDocument):  # noqa: DJ008 -- Wagtail's says the title
    """A file to download."""

    uploaded_by_user = _uploaded_by_user()
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="library_documents")

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        super().clean()
        self.title = uploads.plain_title(self.title)
        if self.file and not self.file._committed:
            with _as_field_error():
                uploads.check_document(self.file.file, self.file.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.file.name = uploads.neutral_name(self.file.name)
        super().save(*args, **kwargs)


class PublishedUse(models.Model):
    """A live, open page uses a file: what makes the file public."""

    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    image = models.ForeignKey(
        Image, verbose_name=_("image"), null=True, on_delete=models.CASCADE, related_name="published_uses"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, on_delete=models.CASCADE, related_name="published_uses"
    )
    # How the page shows a picture: names of `cms.core.pictures`, separated by spaces.
    shown_as = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("published use")
        verbose_name_plural = _("published uses")
        constraints = [
            models.UniqueConstraint(fields=["page", "image"], name="library_use_of_image_once"),
            models.UniqueConstraint(fields=["page", "document"], name="library_use_of_document_once"),
            models.CheckConstraint(
                condition=models.Q(image__isnull=False, document__isnull=True)
                | models.Q(image__isnull=True, document__isnull=False),
                name="library_use_of_one_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.image_id or self.document_id}"
