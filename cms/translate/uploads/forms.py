"""The file a person brings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from .registry import Road


class UploadForm(forms.Form):
    """One file, no larger than its purpose allows."""

    file = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, road: Road, asked: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.road, self.asked = road, asked
        self.fields["file"].widget.attrs["accept"] = road.accept
        self.fields["file"].help_text = _("At most %(size)s.") % {"size": filesizeformat(road.purpose.max_size)}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.road.purpose.max_size:
            size = filesizeformat(self.road.purpose.max_size)
            raise forms.ValidationError(_("This file is larger than %(size)s.") % {"size": size})
        problem = self.road.peek(file, self.asked) if self.road.peek else ""
        if problem:
            raise forms.ValidationError(problem)
        file.seek(0)
        return file
