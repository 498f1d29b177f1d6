"""What is deleted leaves the append-only file too, on real servers with the embedded flags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import keys
from store.connection import StoreClient, connect
from store.timers import rewrite_daily
from tests.builders import a_line_id
from tests.servers import KINDS, Kind, run_server, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(params=KINDS)
def on_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[StoreClient, Path]]:
    """Yield a client, and the directory in which its server keeps everything."""
    kind: Kind = request.param
    with run_server(kind, tmp_path) as server, connect(server.url, role="worker") as client:
        yield client, tmp_path


def files_with(words: str, directory: Path) -> list[str]:
    """Return the names of the files that hold *words*."""
    return [path.name for path in directory.rglob("*") if words.encode() in _bytes_of(path)]


def _bytes_of(path: Path) -> bytes:
    """Return what a file holds; nothing of a directory, or of a file that was just deleted."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_should_take_the_erased_off_the_disk(on_disk: tuple[StoreClient, Path]) -> None:
    client, directory = on_disk
    client.hset(keys.PEOPLE, a_line_id(1), 1)
    client.hset(keys.PEOPLE, a_line_id(2), 2)
    client.hdel(keys.PEOPLE, a_line_id(1))
    assert files_with(a_line_id(1), directory) != []

    rewrite_daily(client)

    wait_until(lambda: files_with(a_line_id(1), directory) == [], "it is still on the disk")
    assert files_with(a_line_id(2), directory) != []


def test_should_rewrite_once_a_day(on_disk: tuple[StoreClient, Path]) -> None:
    client, _ = on_disk

    for _ in range(3):
        rewrite_daily(client)

    assert client.info("commandstats")["cmdstat_bgrewriteaof"]["calls"] == 1
    assert 0 < client.ttl(keys.REWRITTEN) <= 24 * 3600


def test_should_ask_again_while_a_rewrite_from_before_is_in_progress(
    on_disk: tuple[StoreClient, Path],
) -> None:
    client, directory = on_disk
    client.hset(keys.PEOPLE, a_line_id(1), 1)
    client.config_set("rdb-key-save-delay", 1_000_000)
    client.bgrewriteaof()
    client.hdel(keys.PEOPLE, a_line_id(1))

    rewrite_daily(client)
    client.config_set("rdb-key-save-delay", 0)
    wait_until(lambda: not client.info("persistence")["aof_rewrite_in_progress"], "it goes on")
    assert files_with(a_line_id(1), directory) != []
    rewrite_daily(client)

    wait_until(lambda: files_with(a_line_id(1), directory) == [], "it is still on the disk")
