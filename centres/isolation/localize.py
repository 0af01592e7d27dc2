"""wagtail-localize asks for one right on everything: here its views are judged by the pages they read and write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import SubmitTranslationForm
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.core import judges
from cms.core.judges import Judge
from cms.core.overrides import Override, Patch
from cms.core.viewer import viewer
from cms.translate.permissions import may_write

from .addresses import named_model
from .parts import JudgesPart
from .translations import texts_of

ADDRESSES = (
    Judge("wagtail_localize:submit_page_translation", "page_id", Page, "change"),
    Judge("wagtail_localize:convert_to_alias", "page_id", Page, "publish"),
    Judge("wagtail_localize:submit_snippet_translation", "pk", named_model, "change"),
    Judge("wagtail_localize:update_translations", "translation_source_id", TranslationSource, "change"),
)


def _languages(original: Callable[..., None]) -> Callable[..., None]:
    """Offer the languages in whose tree somebody may write the page."""

    def __init__(self: Any, instance: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 -- it is one
        original(self, instance, *args, **kwargs)
        user = viewer()
        if user is not None and isinstance(instance, Page):
            field = self.fields["locales"]
            allowed = [locale.pk for locale in field.queryset if may_translate(user, instance, locale)]
            field.queryset = Locale.objects.filter(pk__in=allowed)

    return __init__


def may_translate(user: Any, page: Page, locale: Locale) -> bool:
    """Say whether `user` may write `page` in the language, where it is or below the nearest parent that it has."""
    target = page.get_translation_or_none(locale)
    above = (parent.get_translation_or_none(locale) for parent in page.get_ancestors().reverse() if parent.depth > 1)
    return may_write(user, target, next((parent for parent in above if parent is not None), None))


def _update(original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Publish translations for those who may publish each of them."""

    def form_valid(self: Any, form: Any) -> Any:
        user = viewer()
        wants = user is not None and form.cleaned_data.get("publish_translations")
        if wants and not all(judges.may(user, "publish", text) for text in texts_of(self.object)):
            form.add_error("publish_translations", _("You may not publish all these translations."))
            return self.render_to_response({**self.get_context_data(), "form": form})
        return original(self, form)

    return form_valid


OVERRIDES = (
    Override(
        "translations by address",
        "any page submitted for translation, its translations brought up to date, a page turned into an alias",
        [JudgesPart(ADDRESSES)],
    ),
    Override(
        "languages of a submission",
        "copies of a page in the trees of languages where somebody may not write",
        [Patch(SubmitTranslationForm, "__init__", _languages)],
    ),
    Override(
        "publication of translations",
        "translations published by who may only change them",
        [Patch(UpdateTranslationsView, "form_valid", _update)],
    ),
)
