"""The form of a piece of news: it begins with a text, and each topic is offered once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.collation import ranked
from cms.core.forms import BasePageForm

from .directory import read_directory
from .enums import TOPIC
from .queries import active_language, topic_label


class TopicField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Topics by their names in the editor's language."""

    def label_from_instance(self, obj: Any) -> str:
        return topic_label(str(obj.translation_key), active_language()) or str(obj)


class NewsPageForm(BasePageForm):
    """Begins with a text; offers one topic of each translation group, in the page's language where there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begin_with_a_text()
        if "topics" in self.fields:
            self._offer_each_topic_once()

    def _begin_with_a_text(self) -> None:
        """A new piece of news is ready to be typed."""
        if self.instance.pk is None and not self.is_bound and not self.instance.body:
            field = self.instance._meta.get_field("body")
            self.initial["body"] = field.to_python([{"type": "text", "value": ""}])

    def _offer_each_topic_once(self) -> None:
        field = self.fields["topics"]
        chosen = {str(topic.translation_key): topic.pk for topic in self._chosen()}
        language = self.instance.locale.language_code if self.instance.locale_id else self.parent_page.language
        offered = {name.key: name.pk for name in read_directory().all(TOPIC, language)}
        self.fields["topics"] = TopicField(
            queryset=ranked(field.queryset, list({**offered, **chosen}.values())),
            required=False,
            label=field.label,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("What it is about. Chosen once, and named in each reader's language."),
        )

    def _chosen(self) -> list[Any]:
        return list(self.instance.topics.all()) if self.instance.pk else []
