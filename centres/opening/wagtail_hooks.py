"""Opening days in the editors' menu."""

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import CENTRE_MENU, OwnCentreItem
from .urls import urlpatterns


@hooks.register("register_admin_urls")
def opening_addresses() -> list[URLPattern]:
    return urlpatterns


@hooks.register(CENTRE_MENU)
def rota_item() -> MenuItem:
    return OwnCentreItem(
        _("Opening days"), reverse("own_centre_rota"), name="centre-rota", icon_name="calendar-alt", order=20
    )
