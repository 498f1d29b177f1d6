"""Clients that wait no longer than their role can afford, to every kind of server."""

import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from redis import exceptions
from redis.cluster import RedisCluster

from store.connection import TRANSIENT, Role, connect
from store.durability import require_version, weaknesses
from store.exceptions import BadStoreUrl, StoreTooOld
from store.launcher import embedded_store
from tests.servers import KINDS, Cluster, Kind, Server, free_port, run_cluster, run_server

ROLES: tuple[Role, ...] = ("web", "worker", "command")
#: LINE waits two seconds for an answer to a webhook.
LINE_WAITS = 2.0
#: The web waits 0.8 s for the store and tries once more; a busy machine adds to that, but not as
#: much as a third wait would.
_THREE_WAITS = 3 * 0.8


@pytest.fixture(scope="module", params=KINDS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    kind: Kind = request.param
    with run_server(kind, tmp_path_factory.mktemp(kind)) as running:
        yield running


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "tls"])
def cluster(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    kind: Kind = "redis" if request.param else "valkey"  # the wheel's server has no TLS
    directory = tmp_path_factory.mktemp("cluster")
    with run_cluster(directory, kind=kind, tls=request.param) as running:
        yield running


@pytest.mark.parametrize("role", ROLES)
def test_should_answer_in_plain_resp2_shapes(server: Server, role: Role) -> None:
    client = connect(server.url, role=role)
    assert isinstance(client, redis.Redis)

    client.hset("hash", mapping={"ชื่อ": "1"})
    client.zadd("queue", {"a": 1.5})
    client.delete("stream")
    client.xadd("stream", {"body": "x"}, id="1-1")

    assert client.client_info()["resp"] == "2"
    assert client.hgetall("hash") == {"ชื่อ".encode(): b"1"}
    assert client.zrange("queue", 0, -1, withscores=True) == [(b"a", 1.5)]
    assert client.xread({"stream": "0"}) == [[b"stream", [(b"1-1", {b"body": b"x"})]]]
    client.close()


def test_should_connect_through_the_url_of_the_embedded_store(tmp_path: Path) -> None:
    data_dir = tmp_path / "ศูนย์ 1%?#"

    with embedded_store(data_dir) as url:
        client = connect(url, role="command")

        assert client.ping()
        assert weaknesses(client) == []
        client.close()


def test_should_send_the_password_of_the_url(server: Server) -> None:
    with _setting(server, "requirepass", "ลับ/1"):
        right = connect(server.url.replace("//", "//:%E0%B8%A5%E0%B8%B1%E0%B8%9A%2F1@"), role="web")
        wrong = connect(server.url.replace("//", "//:invented@"), role="web")

        assert right.ping()
        with pytest.raises(exceptions.AuthenticationError) as refused:
            wrong.ping()
        assert "invented" not in f"{refused.value}{wrong!r}"


def test_should_plan_the_waits_of_the_web_within_what_line_waits() -> None:
    client = connect(f"redis://127.0.0.1:{free_port()}", role="web")
    assert isinstance(client, redis.Redis)
    pool = client.connection_pool
    assert isinstance(pool, redis.BlockingConnectionPool)
    options = pool.connection_kwargs
    tries = 1 + options["retry"].get_retries()

    assert pool.timeout + tries * options["socket_timeout"] < LINE_WAITS
    assert options["socket_connect_timeout"] < options["socket_timeout"]
    assert (tries + 1) * options["socket_timeout"] >= _THREE_WAITS


@pytest.mark.slow
@pytest.mark.parametrize("url", ["dead port", "dead socket", "hung", "hung tls", "full", "frozen"])
def test_should_give_the_web_an_error_before_line_gives_up(tmp_path: Path, url: str) -> None:
    with _broken(url, tmp_path) as client:
        assert _gives_up_within(_THREE_WAITS, lambda: client.xadd("inbox", {"body": "x"}))


@pytest.mark.slow
def test_should_give_the_web_an_error_in_time_when_a_primary_hangs(cluster: Cluster) -> None:
    client = connect(cluster.url, role="web")
    assert isinstance(client, RedisCluster)
    port = client.get_node_from_key("{cts}:inbox").port  # type: ignore[no-untyped-call]
    primary = next(node for node in cluster.nodes if node.port == port)

    with _frozen(primary):
        assert _gives_up_within(_THREE_WAITS, lambda: client.get("{cts}:inbox"))
    client.close()


def test_should_not_let_the_web_queue_for_a_connection(server: Server) -> None:
    client = connect(server.url, role="web")
    assert isinstance(client, redis.Redis)
    taken = [
        client.connection_pool.get_connection()
        for _ in range(client.connection_pool.max_connections)
    ]

    assert _gives_up_within(0.8, client.ping)
    with pytest.raises(TRANSIENT, match="No connection available"):
        client.ping()

    for connection in taken:
        client.connection_pool.release(connection)
    assert client.ping()
    client.close()


@pytest.mark.slow
def test_should_let_a_worker_block_for_its_two_seconds(server: Server) -> None:
    client = connect(server.url, role="worker")

    nothing = client.xread({"nobody writes here": "$"}, block=2000)

    assert nothing == []
    client.close()


@pytest.mark.parametrize("role", ROLES)
def test_should_go_on_after_the_server_was_restarted(tmp_path: Path, role: Role) -> None:
    with run_server("valkey", tmp_path) as server:
        client = connect(server.url, role=role)
        client.set("kept", "1")

        server.kill()
        server.start()

        assert client.get("kept") == b"1"
        client.close()


def test_should_call_a_full_server_transient(server: Server) -> None:
    client = connect(server.url, role="worker")

    with _setting(server, "maxmemory", "1"), pytest.raises(TRANSIENT):
        client.set("a", "1")

    client.close()


def test_should_not_call_a_bad_request_transient(server: Server) -> None:
    client = connect(server.url, role="worker")
    client.set("text", "1")

    with pytest.raises(exceptions.RedisError) as wrong_type:
        client.hset("text", "a", "1")
    with pytest.raises(exceptions.RedisError) as no_value:
        client.set("text", {"a": 1})  # type: ignore[arg-type]  # that is the mistake

    assert not isinstance(wrong_type.value, TRANSIENT)
    assert not isinstance(no_value.value, TRANSIENT)
    client.close()


@pytest.mark.slow
def test_should_connect_over_tls_and_trust_its_authority_only(tmp_path: Path) -> None:
    with run_server("redis", tmp_path, tls=True) as server:
        stranger = connect(server.url.split("?")[0], role="web")

        # Many connections: session tickets of TLS 1.3 come when they like.
        for _ in range(50):
            known = connect(server.url, role="web")
            assert known.ping()
            known.close()
        with pytest.raises(TRANSIENT, match="CERTIFICATE_VERIFY_FAILED"):
            stranger.ping()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_should_use_a_cluster_as_it_uses_one_server(cluster: Cluster, role: Role) -> None:
    client = connect(cluster.url, role=role)

    for number in range(20):
        client.set(f"key-{number}", number)
    both = client.eval("return {KEYS[1], KEYS[2]}", 2, "{cts}:a", "{cts}:b")

    assert [client.get(f"key-{number}") for number in range(20)] == [
        b"%d" % number for number in range(20)
    ]
    assert both == [b"{cts}:a", b"{cts}:b"]
    require_version(client)
    client.close()


@pytest.mark.slow
def test_should_call_an_unreachable_cluster_transient() -> None:
    with pytest.raises(TRANSIENT):
        connect(f"redis+cluster://127.0.0.1:{free_port()}", role="web")


def test_should_refuse_an_unknown_scheme_without_repeating_the_password() -> None:
    with pytest.raises(BadStoreUrl, match=r"must begin with one of redis://.*\+cluster") as refused:
        connect("http://:invented@127.0.0.1:1", role="web")

    assert "invented" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["redis://h:port", "rediss+cluster://h:99999999", "redis://h:1?db=x"]
)
def test_should_refuse_an_odd_url_in_a_sentence(url: str) -> None:
    with pytest.raises(BadStoreUrl, match="REDIS_URL"):
        connect(url, role="command")


def test_should_accept_the_versions_it_is_made_for(server: Server) -> None:
    client = connect(server.url, role="command")

    require_version(client)

    client.close()


def test_should_name_a_version_that_is_too_old() -> None:
    info = b"# Server\r\nredis_version:6.2.14\r\n"
    with _always_answering(b"$%d\r\n%s\r\n" % (len(info), info)) as port:
        client = connect(f"redis://127.0.0.1:{port}", role="command")

        with pytest.raises(StoreTooOld, match=r"Redis 6\.2\.14; it must be Redis 7\.0"):
            require_version(client)

        client.close()


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        pytest.param("appendonly", "no", "loses everything since", id="no log"),
        pytest.param("appendfsync", "everysec", "last second or two", id="fsync every second"),
        pytest.param("appendfsync", "no", "half a minute", id="no fsync"),
        pytest.param("no-appendfsync-on-rewrite", "yes", "while it rewrites", id="rewrite"),
        pytest.param("maxmemory-policy", "allkeys-lru", "may delete cases", id="eviction"),
    ],
)
def test_should_name_the_setting_that_may_lose_data(
    server: Server, name: str, value: str, complaint: str
) -> None:
    client = connect(server.url, role="command")

    with _setting(server, name, value):
        found = weaknesses(client)

    assert len(found) == 1
    assert complaint in found[0]
    assert weaknesses(client) == []
    client.close()


def test_should_say_that_the_settings_could_not_be_read(server: Server) -> None:
    with contextlib.closing(server.client()) as admin:
        admin.acl_setuser(
            "app", enabled=True, nopass=True, keys=["*"], commands=["+@all", "-config"]
        )
    client = connect(server.url.replace("//", "//app:x@"), role="command")

    found = weaknesses(client)

    assert [sentence for sentence in found if "does not permit CONFIG GET" in sentence] == found
    assert len(found) == 1
    client.close()


@pytest.mark.slow
def test_should_look_at_every_node_of_a_cluster(cluster: Cluster) -> None:
    client = connect(cluster.url, role="command")

    found = weaknesses(client)

    assert len(found) == len(cluster.nodes)
    for node in cluster.nodes:
        assert any(f":{node.port} " in sentence for sentence in found)
    client.close()


def _gives_up_within(seconds: float, call: Callable[[], object]) -> bool:
    """Return whether *call* gives its error in time, at one of three tries: what else the machine
    has to do only adds to how long it takes."""
    return any(_seconds_to_give_up(call) < seconds for _ in range(3))


def _seconds_to_give_up(call: Callable[[], object]) -> float:
    begin = time.monotonic()
    with pytest.raises(TRANSIENT):
        call()
    return time.monotonic() - begin


@contextlib.contextmanager
def _broken(how: str, directory: Path) -> Iterator[redis.Redis | RedisCluster]:
    """Return a web client of a server that is not there, or does not answer."""
    with contextlib.ExitStack() as stack:
        if how == "frozen":  # under a connection that is open already
            server = stack.enter_context(run_server("valkey", directory))
            client = connect(server.url, role="web")
            client.ping()
            stack.enter_context(_frozen(server))
        elif how.startswith("dead"):
            port = "unix:///nowhere" if how == "dead socket" else f"redis://127.0.0.1:{free_port()}"
            client = connect(port, role="web")
        else:
            port_number = stack.enter_context(_hung(full=how == "full"))
            scheme = "rediss" if how == "hung tls" else "redis"
            client = connect(f"{scheme}://127.0.0.1:{port_number}", role="web")
        stack.callback(client.close)
        yield client


@contextlib.contextmanager
def _hung(*, full: bool) -> Iterator[int]:
    """Listen and never answer; when full, not even the connection comes about."""
    with socket.socket() as listener, contextlib.ExitStack() as stack:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0 if full else 50)
        for _ in range(3 if full else 0):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])


@contextlib.contextmanager
def _frozen(server: Server) -> Iterator[None]:
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


@contextlib.contextmanager
def _setting(server: Server, name: str, value: str) -> Iterator[None]:
    """Change a setting on the running server for a while, over a connection of its own."""
    with contextlib.closing(server.client()) as admin:
        before = admin.config_get(name)[name]
        admin.config_set(name, value)
        try:
            yield
        finally:
            admin.config_set(name, str(before))


@contextlib.contextmanager
def _always_answering(answer: bytes) -> Iterator[int]:
    """Return the port of a server that answers the same to every command."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_answer_one_connection, args=(listener, answer))
        thread.start()
        yield int(listener.getsockname()[1])
        thread.join(5)


def _answer_one_connection(listener: socket.socket, answer: bytes) -> None:
    connection, _ = listener.accept()
    with connection:
        while connection.recv(4096):
            connection.sendall(answer)
