from __future__ import annotations

from typing import Any

import pytest

from tests.factories.pages import make_site


@pytest.fixture
def homes(db: Any) -> dict[str, Any]:
    """The home pages by language, with groups and rights."""
    return make_site()
