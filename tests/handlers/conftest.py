"""The handlers on an empty store."""

from __future__ import annotations

import pytest

from store.connection import StoreClient
from tests.builders import a_house
from tests.handling import Handling


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Give handlers on an empty store."""
    return Handling(client, a_house())
