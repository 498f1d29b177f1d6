"""A town on an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.town import Town, a_town


@pytest.fixture
def town(store_url: str, tmp_path: Path) -> Iterator[Town]:
    """Return a town."""
    with a_town(store_url, tmp_path) as built:
        yield built
