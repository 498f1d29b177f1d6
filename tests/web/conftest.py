"""One rig for the tests of the pages with a login."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browser import Rig, a_rig


@pytest.fixture
def rig(client: Any) -> Rig:
    """Return a team and the web before it."""
    return a_rig(client)
