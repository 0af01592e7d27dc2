"""What a recommendation leads to."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.links import PageOrAddressBlock


class RecommendedBlock(PageOrAddressBlock):
    sentence = blocks.CharBlock(
        label=_("Sentence"),
        required=False,
        max_length=160,
        help_text=_("Says in a few words what is found there."),
    )

    class Meta:
        icon = "pick"
        label = _("Recommendation")
        label_format = "{label} {page} {url}"
