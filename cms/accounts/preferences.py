"""Which notices people do not want: kept by person and category, refused on the account's page or by a mail's link."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from cms.core import signed_links

from .models import NoticeRefusal

PURPOSE = "accounts.refuse_notices"
# A mail may lie long before somebody has enough of its kind.
GOOD_FOR = timedelta(days=730)


class OwnPreferences:
    """What `cms.core.notices` asks before a notice that may be refused."""

    def refuses(self, to: str, category: str) -> bool:
        return NoticeRefusal.objects.filter(user__email__iexact=to, category=category).exists()

    def opt_out_url(self, to: str, category: str, language: str) -> str:
        token = signed_links.make(PURPOSE, [to, category])
        return settings.WAGTAILADMIN_BASE_URL + reverse("accounts_refuse_notices", args=[token])


def read_token(token: str) -> tuple[str, str]:
    """Return address and category of an opt-out link. Raises signed_links.LinkError."""
    to, category = signed_links.read(PURPOSE, token, GOOD_FOR)
    return str(to), str(category)
