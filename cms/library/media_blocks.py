"""Blocks that play sound and film from the library, with the browser's own controls."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.block_registry import register_block
from cms.core.blocks import CleanTextBlock, LookBlock
from cms.core.enums import BlockGroup
from cms.core.translations import NATIVE_NAMES

from . import queries
from .media_kinds import AUDIO, CAPTIONS, VIDEO, media_type

PREVIEW = "library/block_preview.html"


class FileBlock(DocumentChooserBlock):
    """A document of certain kinds only."""

    def __init__(self, endings: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.endings = endings
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        document = super().clean(value)
        if document and document.file_extension.lower() not in self.endings:
            raise ValidationError(
                _("This file is of the kind .%(kind)s. Choose one of these kinds: %(kinds)s."),
                params={"kind": document.file_extension.lower(), "kinds": ", ".join(self.endings)},
            )
        return document


class MediaValue(blocks.StructValue):
    """A file that is played, and its type as browsers name it."""

    @property
    def media_type(self) -> str:
        file = self.get("file")
        return media_type(file.filename) if file else ""

    @property
    def tracks(self) -> list[dict[str, Any]]:
        """The captions whose file is still there; those in the visitor's language are on."""
        found = [item for item in self.get("captions") or () if item.get("file")]
        return [
            {
                "url": item["file"].url,
                "language": item["language"],
                "name": NATIVE_NAMES.get(item["language"], item["language"]),
                "is_default": item["language"] == get_language(),
            }
            for item in found
        ]


class AudioBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileBlock(AUDIO, label=_("Sound"), help_text=_("A document of the library: mp3, m4a, ogg or wav."))
    transcript = CleanTextBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("What is said, for those who do not hear it, and for search. Opens under the player."),
    )

    class Meta:
        icon = "media"
        label = _("Sound")
        description = _("A recording to listen to, with its transcript.")
        template = "blocks/audio.html"
        value_class = MediaValue
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        """Show what is published already: an example must not show a private file."""
        words = {"title": _("A bell on the road"), "transcript": _("<p>A bell rings three times.</p>")}
        return self.normalize({"file": queries.newest_public_document(endings=AUDIO), **words})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_example": bool(value["file"])}


class CaptionsBlock(blocks.StructBlock):
    language = LookBlock(label=_("Language"), choices=settings.LANGUAGES)
    file = FileBlock(
        CAPTIONS, label=_("Captions"), help_text=_("A document of the library in the format WebVTT (.vtt).")
    )

    class Meta:
        icon = "openquote"
        label = _("Captions")
        label_format = "{language}"


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileBlock(VIDEO, label=_("Film"), help_text=_("A document of the library: mp4 or webm."))
    captions = blocks.ListBlock(
        CaptionsBlock(), label=_("Captions"), default=[], max_num=20, help_text=_("One file for each language.")
    )
    poster = ImageChooserBlock(label=_("Picture before the film begins"), required=False)
    transcript = CleanTextBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("What is said and shown. Needed when there are no captions."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film from the library, with captions and transcript.")
        template = "blocks/video.html"
        value_class = MediaValue
        preview_template = PREVIEW

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        languages = [item["language"] for item in result["captions"]]
        if len(languages) != len(set(languages)):
            message = ValidationError(_("One language has two files of captions. Keep one for each language."))
            raise blocks.StructBlockValidationError(block_errors={"captions": message})
        return result

    def get_preview_value(self) -> Any:
        """Show what is published already: an example must not show a private file."""
        captions = queries.newest_public_document(endings=CAPTIONS)
        return self.normalize(
            {
                "title": _("The road, drawn"),
                "file": queries.newest_public_document(endings=VIDEO),
                "captions": [{"language": settings.LANGUAGE_CODE, "file": captions}] if captions else [],
                "poster": None,
                "transcript": _("<p>A road, a milestone, a square where five roads meet.</p>"),
            }
        )

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_example": bool(value["file"])}


register_block("audio", AudioBlock, order=50, group=BlockGroup.MEDIA)
register_block("video", VideoBlock, order=60, group=BlockGroup.MEDIA)
