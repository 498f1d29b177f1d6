"""A store in trouble: the worker waits, lives on and works as soon as the store does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from redis.exceptions import ResponseError

from store import keys, schema
from store.connection import connect
from store.durability import processes
from store.stream import GROUP
from tests.bot.worker_process import SECONDS, WorkerProcess, is_worked_on, share, wait_until, worker
from tests.servers import KINDS, ON_ONE_KIND, Cluster, Server, free_port, run_cluster, run_server

#: What runs in another process tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_ALL = {"enabled": True, "keys": ["*"]}


@dataclass(slots=True)
class Standing:
    """One server, whose administrator is *admin*, and one worker, which outlives every test."""

    server: Server
    running: WorkerProcess
    admin: Any
    shares: Iterator[int] = field(default_factory=lambda: count(1))

    def blocked(self) -> list[str]:
        """Return the ids of the connections that wait for an entry."""
        return [one["id"] for one in self.admin.client_list() if one["cmd"] == "xreadgroup"]

    def takes(self) -> None:
        """Wait until the worker waits for entries."""
        wait_until(self.blocked, "nobody waits", self.running.log)

    @contextmanager
    def meets(self, word: str) -> Iterator[None]:
        """Do harm, and wait until the worker has met an error of that word."""
        before = len(self.said())
        yield
        wait_until(lambda: word in self.said()[before:], f"no {word}", self.running.log)

    def said(self) -> list[str]:
        return [line["error"] for line in self.running.lines("store away")]

    def works(self) -> None:
        """Keep a share, and wait until the very process that was started has worked on it."""
        number = next(self.shares)
        with connect(self.server.url, role="command") as web:
            share(web, number)
            wait_until(lambda: is_worked_on(web, number), "untouched", self.running.log)
            assert web.xlen(keys.DEAD) == 0
        assert self.running.process.poll() is None


@pytest.fixture(scope="module", params=KINDS)
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """Run a server, and a worker that comes as a user of its own."""
    directory = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        server = stack.enter_context(run_server(request.param, directory, fsync="no"))
        admin: Any = stack.enter_context(server.client())
        admin.acl_setuser("app", passwords=["+invented"], commands=["+@all"], **_ALL)
        url = server.url.replace("//", "//app:invented@")
        yield Standing(server, stack.enter_context(worker(url, directory)), admin)


@pytest.mark.parametrize(("workers", "senders"), [(64, 512), (2, 256), (24, 8)])
@ON_ONE_KIND
def test_should_work_with_every_number_of_threads_that_is_allowed(
    server: Server, store_url: str, tmp_path: Path, workers: int, senders: int
) -> None:
    threads = {"WORKER_THREADS": str(workers), "SENDER_THREADS": str(senders)}
    with (
        connect(store_url, role="command") as client,
        worker(store_url, tmp_path, **threads) as running,
        server.client() as admin,
    ):
        both = Standing(server, running, admin)
        everyone = workers + 2  # the fetcher, and the taker of the outbox
        wait_until(lambda: len(both.blocked()) >= everyone, "not all take", running.log)
        for who in range(1, 31):
            share(client, who)

        wait_until(lambda: is_worked_on(client, 30), "shares lie untouched", running.log)
        beat = keys.heartbeat("worker")
        wait_until(lambda: client.get(beat), "no sign of life", running.log)
        assert not both.said()
        assert not running.lines("no free connection to the store")


# A planned fail-over


def test_should_outlive_a_primary_that_becomes_a_replica(standing: Standing) -> None:
    standing.takes()

    with standing.meets("READONLY"):
        standing.admin.replicaof("127.0.0.1", str(free_port()))
    standing.admin.replicaof("NO", "ONE")

    standing.works()


def test_should_wait_at_the_start_for_a_replica_to_become_the_primary(
    standing: Standing, tmp_path: Path
) -> None:
    standing.admin.replicaof("127.0.0.1", str(free_port()))
    with worker(standing.server.url, tmp_path) as started:
        beside = Standing(standing.server, started, standing.admin, standing.shares)
        wait_until(lambda: "READONLY" in beside.said(), "not met", started.log)

        standing.admin.replicaof("NO", "ONE")

        beside.works()


def test_should_end_when_told_to_while_it_waits_at_the_start(tmp_path: Path) -> None:
    with worker(f"redis://127.0.0.1:{free_port()}", tmp_path) as running:
        wait_until(lambda: running.lines("store away"), "not met", running.log)

        assert running.end() == 0


def test_should_outlive_a_planned_failover_and_its_way_back(
    standing: Standing, tmp_path: Path
) -> None:
    here = standing.admin
    with (
        run_server(standing.server.kind, tmp_path, fsync="no") as other,
        other.client() as there,
    ):
        there.replicaof("127.0.0.1", str(standing.server.port))
        wait_until(lambda: there.info()["master_link_status"] == "up", "no replica")
        standing.takes()

        with standing.meets("READONLY"):
            here.execute_command("FAILOVER")
            wait_until(lambda: here.info()["role"] == "slave", "no fail-over")
        wait_until(lambda: here.info()["master_link_status"] == "up", "no replica")
        there.execute_command("FAILOVER")
        wait_until(lambda: here.info()["role"] == "master", "no way back")

        standing.works()


def test_should_outlive_a_planned_failover_of_a_cluster(tmp_path: Path) -> None:
    with (
        run_cluster(tmp_path, replicas=True) as cluster,
        worker(cluster.url, tmp_path / "worker") as running,
        connect(cluster.url, role="command") as client,
    ):
        home, heir = _home(cluster)
        with heir.client() as admin, home.client() as before:
            takes = Standing(home, running, before)
            takes.takes()

            admin.execute_command("CLUSTER FAILOVER")
            wait_until(lambda: admin.info()["role"] == "master", "no fail-over")
        share(client, 1)

        wait_until(lambda: is_worked_on(client, 1), "untouched", running.log)
        assert running.process.poll() is None


def _home(cluster: Cluster) -> tuple[Server, Server]:
    """Return the primary that has our keys, and its replica."""
    for primary, replica in zip(cluster.nodes, cluster.replicas, strict=True):
        with primary.client() as one, suppress(ResponseError):
            one.get(keys.SCHEMA)
            return primary, replica
    raise AssertionError("nobody has our keys")


# What somebody does to a connection, to the data, to a password


@pytest.mark.parametrize("how", ["kill", "unblock", "unblock with an error"])
def test_should_outlive_what_is_done_to_its_connections(standing: Standing, how: str) -> None:
    standing.takes()

    for one in standing.blocked():
        if how == "kill":
            standing.admin.client_kill_filter(_id=one)
        else:
            standing.admin.client_unblock(int(one), error="error" in how)

    standing.works()


def test_should_outlive_the_loss_of_the_streams_groups(standing: Standing) -> None:
    standing.takes()

    for stream in (keys.INBOX, keys.OUTBOX, keys.FETCHING):
        standing.admin.xgroup_destroy(stream, GROUP)

    standing.works()


# A newer version, and an end


def test_should_say_goodbye_and_end_on_a_newer_schema(tmp_path: Path) -> None:
    with (
        run_server("valkey", tmp_path / "store", fsync="no") as server,
        connect(server.url, role="command") as client,
    ):
        with worker(server.url, tmp_path) as first:
            wait_until(lambda: len(processes(client)) == 2, "no sign of life", first.log)
            assert first.end() == 0
        assert processes(client) == []

        with worker(server.url, tmp_path) as second:
            wait_until(lambda: len(processes(client)) == 2, "no sign of life", second.log)
            client.set(keys.SCHEMA, schema.VERSION + 1)
            assert second.process.wait(SECONDS) == 1
            line, *_ = second.lines("worker ends")  # the sender may have ended, too
        assert "Install the newer version" in line["says"]


def test_should_wait_for_a_password_that_is_being_changed(standing: Standing) -> None:
    standing.takes()

    with standing.meets("WRONGPASS"):
        standing.admin.acl_setuser("app", passwords=["-invented", "+new"], **_ALL)
        for one in standing.blocked():
            standing.admin.client_kill_filter(_id=one)
    standing.admin.acl_setuser("app", passwords=["+invented"], **_ALL)

    standing.works()
    assert "invented" not in standing.running.log.read_text()


@pytest.mark.parametrize("right", ["xreadgroup", "evalsha"])
def test_should_wait_for_a_right_that_was_taken_away(standing: Standing, right: str) -> None:
    standing.takes()

    with standing.meets("NOPERM"):
        standing.admin.acl_setuser("app", commands=[f"-{right}"], **_ALL)
        with connect(standing.server.url, role="command") as web:
            share(web, next(standing.shares))
    standing.admin.acl_setuser("app", commands=["+@all"], **_ALL)

    standing.works()


def test_should_wait_for_a_free_connection_of_the_server(standing: Standing) -> None:
    standing.takes()

    with standing.meets("MAXCLIENTS"):
        standing.admin.config_set("maxclients", 1)
        for one in standing.blocked():
            standing.admin.client_kill_filter(_id=one)
    standing.admin.config_set("maxclients", 1000)

    standing.works()


def test_should_wait_for_a_server_that_stands_still(standing: Standing) -> None:
    standing.takes()

    try:
        with standing.meets("timeout"):
            os.kill(standing.server.pid, signal.SIGSTOP)
    finally:
        os.kill(standing.server.pid, signal.SIGCONT)

    standing.works()


def test_should_wait_for_a_server_that_is_started_anew(standing: Standing) -> None:
    standing.takes()

    with standing.meets("refused"):
        standing.server.stop()
    standing.server.start()
    standing.admin.acl_setuser("app", passwords=["+invented"], commands=["+@all"], **_ALL)

    standing.works()
