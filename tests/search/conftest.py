"""A small site whose pages hold words in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from search import services
from tests.factories.pages import make_site


@pytest.fixture
def homes(db: Any) -> dict[str, Any]:
    return make_site()


@pytest.fixture
def index(db: Any) -> Any:
    """Return a function that indexes every page that may be found: tests make pages first, then ask."""
    return services.rebuild
