"""The values that Wagtail's header of a screen needs, for views that are functions."""

from __future__ import annotations

from typing import Any


def desk_header(
    title: str, *, icon: str, subtitle: object = "", above: tuple[str, str] | None = None
) -> dict[str, Any]:
    """Return title, subtitle, icon and, below the screen `above` (label, address), the way back to it."""
    header = {"header_title": title, "page_title": title, "page_subtitle": str(subtitle), "header_icon": icon}
    if above:
        label, url = above
        header["breadcrumbs_items"] = [{"url": url, "label": label}, {"url": "", "label": title}]
    return header
