"""Images and documents: private until something published uses them."""

from __future__ import annotations

import secrets
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


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


class Image(PublicFlag, AbstractImage):
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

    def get_upload_to(self, filename: str) -> str:
        """Return a neutral name: what a person called the file stays out of addresses."""
        return f"images/{secrets.token_hex(12)}{PurePath(filename).suffix.lower()[:8]}"


class Rendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="library_rendition_once"
            )
        ]

    @property
    def url(self) -> str:
        """Return the public address, or the guarded one while the picture is private."""
        if self.image.is_public:
            return storages["public"].url(self.file.name)
        return reverse("library_private_rendition", args=[self.pk])


class Document(PublicFlag, AbstractDocument):
    """A file to download."""

    uploaded_by_user = _uploaded_by_user()
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="library_documents")

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
