"""The servers that the tests speak to: real ones, thrown away at the end."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from config.settings import VARIABLES
from store.connection import StoreClient, connect
from tests.needs import a_browser
from tests.servers import KINDS, Server, run_server

# README has operators export the settings, and theirs may lead to a store with real cases.
for _name in VARIABLES.keys() - {"BOUNDARIES_FILE"}:
    os.environ.pop(_name, None)

# To look for garbage in circles as often as Python does took a seventh of the time of `make unit`,
# and to look for it among what is imported and collected a third of the time that collecting takes.
gc.set_threshold(50_000)
gc.disable()

# How fast this machine is at the moment is nothing that a test judges.
settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("patient")


#: The second kind runs the same lines of ours: they are traced once.
_FIRST, *_OTHERS = KINDS
_TRACED_ONCE = [_FIRST, *(pytest.param(kind, marks=pytest.mark.no_cover) for kind in _OTHERS)]


@pytest.fixture(scope="session", params=_TRACED_ONCE)
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
    """Return a client of an empty server."""
    with connect(store_url, role="command") as connected:
        yield connected


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Run one browser for a file of tests."""
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="module", autouse=True)
def _children_as_their_module(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the processes of a module without coverage start without it, too: tracing the imports of
    a process costs about as much as they do."""
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("no_cover"):
            patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


#: What these test asks the store by its ports alone. The store, processes, journeys and faults are
#: tested on every kind of server.
_ON_ONE_KIND = ("tests/handlers/", "tests/web/")


#: The fixtures that run a server: that of the session, and one whose state a test may change.
_RUN_A_SERVER = {"server", "own"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let handlers and pages be tested on every kind of server as well."""
    parser.addoption("--every-server", action="store_true", help="also handlers and web")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a server, so that `make unit` can leave it out; leave out what one kind of
    server is enough for."""
    for item in items:
        if not _RUN_A_SERVER.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("server")
    if not config.getoption("--every-server"):
        left = [item for item in items if _is_repeated(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not _is_repeated(item)]


def pytest_collection_finish() -> None:
    """Let no later search for garbage go through what has been imported and collected."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _is_repeated(item: pytest.Item) -> bool:
    callspec = getattr(item, "callspec", None)
    kind = callspec.params.get("server") if callspec else None
    return kind in _OTHERS and item.nodeid.startswith(_ON_ONE_KIND)
