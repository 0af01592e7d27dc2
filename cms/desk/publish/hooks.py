"""The publish panel behind the editor's button, and pictures that are dropped on their field."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks

from cms.core.viewer import viewer
from cms.library.queries import upload_collection

from .menu import ACTION, OpenPublishPanel
from .urls import urlpatterns


@hooks.register("register_admin_urls")
def publish_addresses() -> list[Any]:
    return urlpatterns


@hooks.register("register_page_action_menu_item")
def publish_button() -> OpenPublishPanel:
    return OpenPublishPanel()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def open_publish_panel(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead to the panel's own page where no script opened it, or the draft could not be saved by itself."""
    return redirect("desk_publish", page_id=page.pk) if ACTION in request.POST else None


@hooks.register("insert_global_admin_css")
def publish_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-publish.css"))


@hooks.register("insert_editor_js")
def publish_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/desk-publish.js"))


@hooks.register("insert_editor_js")
def pictures_script() -> SafeString:
    """Let a picture be dropped on its field: the words and the address of Wagtail's own upload."""
    collection = upload_collection(viewer())
    words = {
        "address": reverse("wagtailimages_chooser:create"),
        "collection": collection.pk if collection else "",
        "upload": _("Upload a picture"),
        "drop": _("or drop it here"),
        "busy": _("The picture is being uploaded…"),
        "refused": _("The picture could not be uploaded. Choose it from the library, or try another file."),
    }
    attributes = format_html_join("", ' data-{}="{}"', words.items())
    return format_html('<script src="{}"{}></script>', static("js/desk-pictures.js"), attributes)
