"""A member of one centre finds no trace of another's: who sees what, and where Wagtail has to be told so."""

from __future__ import annotations


def register() -> None:
    """Say who sees what, judge the ids in addresses, and bend Wagtail where it shows more."""
    from cms.core.overrides import install  # noqa: PLC0415 -- models are there by now

    from . import addresses, files, forms, lists, localize, pages, people, screens, shown, translations  # noqa: PLC0415

    for part in (pages, files, people, translations, addresses, screens):
        part.register()
    for group in (addresses, shown, forms, lists, localize):
        for override in group.OVERRIDES:
            install(override)
