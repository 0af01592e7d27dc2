"""Named reads of forms and of what was sent through them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.models import Mail
from cms.core.structure import open_to_all
from cms.core.translations import in_language, preference
from cms.desk.trash.queries import texts_kept

from .enums import FieldKind
from .models import FormField, Submission
from .notices import FormReceived

if TYPE_CHECKING:
    from home.form_pages import FormPage


def forms() -> Any:
    """Return all form pages, as Wagtail's queryset of pages."""
    from home.form_pages import FormPage  # noqa: PLC0415 -- form pages import this package

    return FormPage.objects.all()


def sources(pages: Any) -> Any:
    """Leave out the translations: a source alone says which fields its form has, and who reads the answers."""
    made = Translation.objects.filter(source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"))
    return pages.filter(~Exists(made)).filter(alias_of=None)


def source_of(page: FormPage) -> FormPage:
    """Return the text of a form that says which fields it has: itself, when it is no translation and no alias."""
    texts = sources(forms().filter(translation_key=page.translation_key)).select_related("locale")
    found = {text.locale_id: text for text in texts}
    if not found and page.alias_of_id:
        return source_of(page.alias_of.specific)
    if page.locale_id in found or not found:
        return page
    order = preference(page.locale.language_code)
    return min(found.values(), key=lambda text: order.index(text.locale.language_code))


def text_for(page: Page, language: str) -> FormPage | None:
    """Return the live text of a form that a visitor of `language` gets, None when nobody may read it."""
    live = open_to_all(forms().live().filter(translation_key=page.translation_key))
    return in_language(live, language).first()


def text_in(page: FormPage, language: str) -> FormPage:
    """Return the text of a form in `language`, live or not, else `page` itself."""
    if page.locale.language_code == language:
        return page
    texts = forms().filter(translation_key=page.translation_key, locale__language_code=language, alias_of=None)
    return texts.first() or page


def labels_in(source: FormPage, language: str) -> dict[str, str]:
    """Return the label of each field by its name, in `language` where it is translated."""
    words = {field.translation_key: field.label for field in text_in(source, language).form_fields.all()}
    return {field.clean_name: words.get(field.translation_key) or field.label for field in fields_of(source)}


def fields_of(page: FormPage) -> list[FormField]:
    return page.name_fields()


def sender_address(source: FormPage, answers: dict[str, Any]) -> str:
    """Return the first e-mail address that the sender gave, "" without one."""
    names = [field.clean_name for field in fields_of(source) if field.kind == FieldKind.EMAIL]
    return next((answers[name] for name in names if answers.get(name)), "")


def sent_with(ticket: str) -> Submission | None:
    """Return what was sent from one showing of a form."""
    return Submission.objects.filter(ticket=ticket).first()


def is_confirmed(submission: Submission) -> bool:
    """Say whether the sender was written to."""
    return Mail.objects.filter(key=f"{FormReceived.name}:{submission.reference}").exists()


def submissions_of(page: FormPage) -> QuerySet[Submission]:
    """Return what was sent through a form in all its languages, newest first."""
    return Submission.objects.filter(form_key=page.translation_key).order_by("-sent_at", "-pk")


def counts(keys: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return number and latest time of submissions by form key, in one query."""
    rows = Submission.objects.filter(form_key__in=list(keys)).values("form_key").order_by()
    return {row["form_key"]: dict(row) for row in rows.annotate(number=Count("pk"), latest=Max("sent_at"))}


def orphans() -> QuerySet[Submission]:
    """Return what was sent through forms that exist nowhere any more: neither on the site nor in the trash.

    The trash is read after the site, and the site once more with the answer: a form that goes to the trash or comes
    back meanwhile loses nothing.
    """
    lost = Submission.objects.exclude(form_key__in=forms().order_by().values("translation_key"))
    keys = set(lost.order_by().values_list("form_key", flat=True).distinct())
    return lost.filter(form_key__in=keys - texts_kept(forms().model)) if keys else lost.none()


def unknown_names(page: FormPage, known: Iterable[str]) -> list[str]:
    """Return the names of answers to fields that the form has no more."""
    found: dict[str, None] = {}
    for answers in submissions_of(page).values_list("answers", flat=True).iterator(chunk_size=500):
        found |= dict.fromkeys(answers)
    return [name for name in found if name not in set(known)]
