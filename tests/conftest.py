"""The servers that the tests speak to: real ones, thrown away at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.connection import StoreClient, connect
from tests.servers import KINDS, Server, run_server


@pytest.fixture(scope="session", params=KINDS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Run one server of each kind for the session."""
    with run_server(request.param, tmp_path_factory.mktemp(request.param), fsync="no") as running:
        yield running


@pytest.fixture
def store_url(server: Server) -> str:
    """Empty the server and give its url."""
    with server.client() as plain:
        plain.flushall()
    return server.url


@pytest.fixture
def client(store_url: str) -> Iterator[StoreClient]:
    """Give a client of an empty server."""
    with connect(store_url, role="command") as connected:
        yield connected


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server, so that `make unit` can leave it out."""
    for item in items:
        if "server" in getattr(item, "fixturenames", ()):
            item.add_marker("server")
