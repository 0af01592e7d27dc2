"""Words of the editors' screens that their packages hold in one language only, given back to gettext."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPagesFormSet
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.forms import TaskStateCommentForm
from wagtail.images.forms import GroupImagePermissionFormSet, ImageInsertionForm, URLGeneratorForm
from wagtail.models import Page, Site
from wagtail.sites.views import IndexView as SitesView
from wagtail.snippets.views import snippets
from wagtail_localize import wagtail_hooks as localize_hooks

# By a name that the catalogues do not look for: these words are the packages' own.
said = gettext_lazy

FIELDS = {
    TaskStateCommentForm: {"comment": said("Comment")},
    ImageInsertionForm: {
        "format": said("Format"),
        "image_is_decorative": said("Image is decorative"),
        "alt_text": said("Alt text"),
    },
    URLGeneratorForm: {
        "filter_method": said("Filter"),
        "width": said("Width"),
        "height": said("Height"),
        "closeness": said("Closeness"),
    },
    WorkflowPagesFormSet.form: {"page": capfirst(Page._meta.verbose_name)},
    WorkflowContentTypeForm: {"content_types": said("Snippets")},
    GroupCollectionManagementPermissionFormSet.form: {"collection": said("Collection")},
    GroupImagePermissionFormSet.form: {"collection": said("Collection")},
    GroupDocumentPermissionFormSet.form: {"collection": said("Collection")},
}
SIZES = {
    "original": said("Original size"),
    "width": said("Resize to width"),
    "height": said("Resize to height"),
    "min": said("Resize to min"),
    "max": said("Resize to max"),
    "fill": said("Resize to fill"),
}
RIGHTS = {
    GroupCollectionManagementPermissionFormSet: (
        (said("Add"), said("Add collections")),
        (said("Edit"), said("Edit collections")),
        (said("Delete"), said("Delete collections")),
    ),
    GroupImagePermissionFormSet: (
        (said("Add"), said("Add/edit images you own")),
        (said("Edit"), said("Edit any image")),
        (said("Choose"), said("Select images in choosers")),
    ),
}


def mend() -> None:
    """Say again what a package says in English, or in the language of the process that read it first."""
    for form, labels in FIELDS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    URLGeneratorForm.base_fields["filter_method"].choices = list(SIZES.items())
    for formset, names in RIGHTS.items():
        kinds = [kind for kind, _short, _long in formset.permission_types]
        # In place: the form's own field reads the same list.
        formset.permission_types[:] = [(kind, *words) for kind, words in zip(kinds, names, strict=True)]
    _mend_lists()
    _mend_redirects()
    _mend_choosers()


def _mend_lists() -> None:
    """Some headings are made from names in the code; the search of pages forgets what it lists."""
    SearchView.verbose_name, SearchView.verbose_name_plural = Page._meta.verbose_name, Page._meta.verbose_name_plural
    fields = {field.name: field for field in Site._meta.fields}
    for column in SitesView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = capfirst(fields[column.name].verbose_name)


def _mend_redirects() -> None:
    kind = RedirectsReportFilterSet.base_filters["is_permanent"]
    kind.label = said("Type")
    kind.extra["choices"] = ((True, said("Permanent")), (False, said("Temporary")))
    kind.extra["empty_label"] = said("All")


def _mend_choosers() -> None:
    """What a viewset hands to its views when the site starts."""
    snippets._ = gettext_lazy
    localize_hooks._ = gettext_lazy
    ChooserViewSet.choose_one_text = said("Choose")
    ChooserViewSet.choose_another_text = said("Choose another")
    ChooserViewSet.edit_item_text = said("Edit")
    ChooserViewSet.search_tab_label = said("Search")
    ChooserViewSet.create_action_label = said("Create")
