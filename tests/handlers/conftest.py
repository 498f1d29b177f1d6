"""The handlers on an empty store."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_context
from tests.handling import Handling


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers on an empty store."""
    return Handling(client, a_context())
