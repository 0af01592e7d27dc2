"""Words of the editors' screens that their packages hold in one language only, given back to gettext."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPagesFormSet
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.images.forms import ImageInsertionForm, URLGeneratorForm
from wagtail.models import Page, Site
from wagtail.sites.views import IndexView as SitesView
from wagtail.snippets.views import snippets

# By a name that the catalogues do not look for: these words are the packages' own.
said = gettext_lazy


def mend() -> None:
    """Say again what a package says in English, or in the language of the process that read it first."""
    _name_columns()
    _name_fields()
    _read_later()


def _name_columns() -> None:
    """Wagtail makes some headings from the fields' names in the code, and forgets what a search finds."""
    SearchView.verbose_name, SearchView.verbose_name_plural = Page._meta.verbose_name, Page._meta.verbose_name_plural
    fields = {field.name: field for field in Site._meta.fields}
    for column in SitesView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = capfirst(fields[column.name].verbose_name)


def _name_fields() -> None:
    WorkflowPagesFormSet.form.base_fields["page"].label = capfirst(Page._meta.verbose_name)
    WorkflowContentTypeForm.base_fields["content_types"].label = said("Snippets")


def _read_later() -> None:
    """Wagtail translates these when it starts, for everybody at once."""
    snippets._ = gettext_lazy
    ChooserViewSet.edit_item_text, ChooserViewSet.search_tab_label = said("Edit"), said("Search")
    ImageInsertionForm.base_fields["alt_text"].label = said("Alt text")
    URLGeneratorForm.base_fields["filter_method"].label = said("Filter")
    kind = RedirectsReportFilterSet.base_filters["is_permanent"]
    kind.label = said("Type")
    kind.extra["choices"] = ((True, said("Permanent")), (False, said("Temporary")))
    kind.extra["empty_label"] = said("All")
