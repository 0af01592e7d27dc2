"""Mends the words of packages' screens: in Python where it can, by a script where a template holds them."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from .mending import mend

mend()


@hooks.register("insert_global_admin_js")
def words_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/desk-words.js"))
