"""Forms of uploads: a damaged file is a message at its field, not a failure."""

from __future__ import annotations

import struct
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .uploads import DAMAGED, check_head


class PictureField(WagtailImageField):
    """Wagtail's field, which decodes pictures before it counts their pixels, and lets a cut-off one break the page."""

    def to_python(self, data: Any) -> Any:
        if data:
            check_head(data)
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError, struct.error) as error:
            raise ValidationError(DAMAGED) from error


class PictureForm(BaseImageForm):
    """The form of every upload of a picture, and of its words later: those forms have no file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field:
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)


class PaperForm(BaseDocumentForm):
    """The form of documents, which says how large each kind may be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field:
            field.help_text = _("At most %(paper)s; sound %(sound)s, film %(film)s.") % {
                "paper": filesizeformat(settings.DOCUMENT_MAX_BYTES),
                "sound": filesizeformat(settings.AUDIO_MAX_BYTES),
                "film": filesizeformat(settings.VIDEO_MAX_BYTES),
            }
