"""REDIS_URL may name several nodes of a cluster: a start needs no certain one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.connection import Role, connect
from store.durability import server_state, try_write
from store.exceptions import BadStoreUrl
from tests.servers import Cluster, free_port, run_cluster

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with run_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.mark.parametrize("role", ["web", "worker", "command"])
@pytest.mark.parametrize("user", ["", "default:x@"])
def test_should_start_while_nodes_that_are_named_are_down(
    cluster: Cluster, role: Role, user: str
) -> None:
    dead = f"127.0.0.1:{free_port()}"
    live = f"127.0.0.1:{cluster.nodes[1].port}"

    for named in (f"{dead},{live}", f"{dead},localhost:{free_port()},{live}", f"{live},{dead}"):
        with connect(f"redis+cluster://{user}{named}", role=role) as client:
            client.set("{cts}:x", 1)

            assert client.get("{cts}:x") == b"1"


def test_should_ask_the_node_that_has_our_keys(cluster: Cluster) -> None:
    with connect(cluster.url, role="command") as client:
        written, state = try_write(client), server_state(client)

    assert written.trouble is None
    assert (state.is_replica, state.limit, state.writes_its_log) == (False, 0, True)
    assert state.memory > 100_000


@pytest.mark.parametrize(
    "url",
    [
        "redis+cluster://h:1,h:port",
        "redis+cluster://h:1,,h:2",
        "redis+cluster://h:1,:2",
        "rediss+cluster://u:secret@h:1,h:99999999",
        "redis://u:secret@h:1,h:2",
        "rediss://u:secret@h:1,h:2",
    ],
)
def test_should_refuse_odd_nodes_in_a_sentence(url: str) -> None:
    with pytest.raises(BadStoreUrl, match="REDIS_URL") as refused:
        connect(url, role="command")

    assert "secret" not in str(refused.value)
