"""One stage a kind of server for all fault tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.stage import Stage, stage
from tests.servers import KINDS


@pytest.fixture(scope="session", params=KINDS)
def the_stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Run it for the session."""
    with stage(request.param, tmp_path_factory.mktemp(f"faults-{request.param}")) as running:
        yield running
