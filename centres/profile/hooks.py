"""The settings of a centre in the editors' menu."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import CENTRE_MENU
from ..queries import manages
from .urls import urlpatterns


class ProfileItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return manages(request.user)


@hooks.register("register_admin_urls")
def profile_addresses() -> list[URLPattern]:
    return urlpatterns


@hooks.register(CENTRE_MENU)
def profile_item() -> MenuItem:
    return ProfileItem(_("Settings"), reverse("own_centre_profile"), name="centre-profile", icon_name="cog", order=90)


@hooks.register("insert_global_admin_css")
def centre_styles() -> SafeString:
    sheets = ("css/desk-centre.css", "css/desk-hue-tokens.css")
    return format_html('<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">', *map(static, sheets))
