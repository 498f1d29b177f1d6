"""What each error of a store means, by its first word: as Redis 7.0 to 7.4 and Valkey 7.2 to 9 say
it, and as their clients and scripts wrap it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from redis import exceptions

from store.connection import connect
from store.errors import Cure, StoreError, is_transient, trouble_of
from tests.servers import KINDS, Server, free_port, run_server

PASSES = [
    "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
    "UNBLOCKED client unblocked via CLIENT UNBLOCK",
    "UNBLOCKED the stream key no longer exists",
    "READONLY You can't write against a read only replica.",
    "READONLY Can not run script with write flag on readonly replica",
    "REDIRECT 10.0.0.2:6379",
    "LOADING Redis is loading the dataset in memory",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    "CLUSTERDOWN Hash slot not served",
    "CLUSTERDOWN The cluster is down and only accepts read commands",
    "TRYAGAIN Multiple keys request during rehashing of slot",
    "NOSCRIPT No matching script. Please use EVAL.",
    "NOGROUP No such key '{cts}:inbox' or consumer group 'workers' in XREADGROUP with GROUP option",
    "NOGROUP the consumer group this client was blocked on no longer exists",
    "EXECABORT Transaction discarded because of previous errors.",
    "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
    "INPROG Failover already in progress",
    "NOGOODSLAVE No suitable replica to promote",
    "NOGOODPRIMARY Primary does not support FAILOVER command",
    "NOMASTERLINK Can't SYNC while not connected with my master",
    "NOQUORUM 1 usable Sentinels. ",
    "IOERR error or timeout connecting to the client",
    "UNKILLABLE Sorry the script already executed write commands against the dataset.",
]
OPERATOR = [
    "OOM command not allowed when used memory > 'maxmemory'.",
    "OOM allow-oom flag is not set on the script, can not run it when used memory > 'maxmemory'",
    "MISCONF Errors writing to the AOF file: No space left on device",
    "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist.",
    "NOREPLICAS Not enough good replicas to write.",
    "NOAUTH Authentication required.",
    "WRONGPASS invalid username-password pair or user is disabled.",
    "NOPERM this user has no permissions to run the 'xadd' command",
    "DENIED Redis is running in protected mode because protected mode is enabled",
    "MOVED 3999 127.0.0.1:6381",
    "ASK 3999 127.0.0.1:6381",
]
OF_ERR = [
    ("ERR max number of clients reached", "MAXCLIENTS"),
    ("ERR max number of clients + cluster connections reached", "MAXCLIENTS"),
    ("ERR AUTH <password> called without any password configured.", "WRONGPASS"),
    ("ERR invalid password", "WRONGPASS"),
    ("ERR The user executing the script can't run this command or subcommand", "NOPERM"),
    ("ERR ACL failure in script: User app has no permissions to run the 'set' command", "NOPERM"),
    ("ERR DB index is out of range", "NODB"),
    ("ERR SELECT is not allowed in cluster mode", "NODB"),
    ("ERR unknown command 'XAUTOCLAIM', with args beginning with: 'a' 'b' ", "UNKNOWN"),
    ("ERR Unknown Redis command called from script script: 42, on @user_script:2.", "UNKNOWN"),
    ("ERR Unknown command called from script script: on @user_script:2.", "UNKNOWN"),
    ("ERR Can not execute a write command 'SET' while the cluster is down", "CLUSTERDOWN"),
]  # fmt: skip
BUGS = [
    "ERR syntax error",
    "ERR no such key",
    "ERR user_script:2: Script attempted to access nonexistent global variable 'x'",
    "ERR Script attempted to access a non local key in a cluster node",
    "WRONGTYPE Operation against a key holding the wrong kind of value",
    "CROSSSLOT Keys in request don't hash to the same slot",
    "BUSYKEY Target key name already exists.",
    "BUSYGROUP Consumer Group name already exists",
    "NOTBUSY No scripts in execution right now.",
    "NOPROTO unsupported protocol version",
    "INVALIDOBJ Corrupted HLL object detected",
    "NEWWORD of a version to come",
]
EVERY = [*PASSES, *OPERATOR, *BUGS]


def first(said: str) -> str:
    return said.split(" ")[0]


@pytest.mark.parametrize("said", PASSES)
def test_should_wait_for_what_passes_by_itself(said: str) -> None:
    trouble = trouble_of(_asked(said, lambda client: client.get("x")))

    assert (trouble.word, trouble.cure) == (first(said), Cure.TIME)


@pytest.mark.parametrize("said", OPERATOR)
def test_should_wait_loudly_for_what_an_operator_ends(said: str) -> None:
    trouble = trouble_of(_asked(said, lambda client: client.get("x")))

    assert (trouble.word, trouble.cure) == (first(said), Cure.OPERATOR)
    assert trouble.says
    assert trouble.do


@pytest.mark.parametrize(("said", "word"), OF_ERR)
def test_should_know_what_has_no_word_of_its_own(said: str, word: str) -> None:
    error = _asked(said, lambda client: client.get("x"))

    assert trouble_of(error).word == word
    assert is_transient(error)


@pytest.mark.parametrize("said", BUGS)
def test_should_not_wait_for_a_bug(said: str) -> None:
    trouble = trouble_of(_asked(said, lambda client: client.get("x")))

    assert (trouble.word, trouble.cure) == (first(said), Cure.CODE)


@pytest.mark.parametrize("said", EVERY)
def test_should_find_the_word_in_a_pipeline_too(said: str) -> None:
    """redis-py puts the command before it, and what somebody wrote with it."""

    def ask(client: Any) -> None:
        pipeline = client.pipeline(transaction=False)
        pipeline.set("x", "OOM ) of pipeline caused error: OOM")
        pipeline.execute()

    assert trouble_of(_asked(said, ask)).word == first(said)


@pytest.mark.parametrize("word", ["READONLY", "OOM", "NOREPLICAS", "MISCONF", "CLUSTERDOWN"])
@pytest.mark.parametrize(
    "wrap",
    [
        "ERR Error running script (call to f_1): @user_script:1: -{} You can't.",
        "ERR Error running script, @user_script:17: {} You can't.",
        "ERR Error running script (call to f_1): @user_script: 1: -{} You can't.",
        "EXECABORT Transaction discarded because of: {} You can't.",
    ],
)
def test_should_find_the_word_that_another_error_carries(word: str, wrap: str) -> None:
    error = _asked(wrap.format(word), lambda client: client.get("x"))

    assert trouble_of(error).word == word
    assert is_transient(error)


def test_should_show_nothing_of_an_errors_text() -> None:
    for said in ("ERR of สมชาย", "สมชาย SOMCHAI", "Somchai lives at 14.35 here", "ERR"):
        trouble = trouble_of(exceptions.ResponseError(said))

        assert "omchai" not in f"{trouble}".lower()
        assert trouble.word in ("ERR", "ResponseError")


def test_should_not_take_a_bug_for_the_store_because_it_came_while_the_store_was_away() -> None:
    bug: Exception | None = None
    try:
        try:
            raise exceptions.ConnectionError("closed")
        except exceptions.ConnectionError:
            raise KeyError("x")  # noqa: B904  (what is tested)
    except KeyError as error:
        bug = error

    assert bug is not None
    assert trouble_of(bug).word == "KeyError"
    assert not is_transient(bug)
    assert not is_transient(exceptions.DataError("Invalid input of type: 'dict'."))
    assert not is_transient(exceptions.CrossSlotTransactionError("no"))


# The network and TLS, which say no word.


def test_should_name_a_port_where_nobody_listens() -> None:
    assert _word(f"redis://127.0.0.1:{free_port()}") == "refused"
    assert _word(f"redis+cluster://127.0.0.1:{free_port()}") == "refused"


def test_should_name_a_host_that_is_not_known() -> None:
    assert _word("redis://no-such-host.invalid:7000") == "host"


def test_should_name_a_socket_that_is_not_there() -> None:
    assert _word("unix:///nowhere/store.sock") == "socket"


def test_should_name_a_server_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert _word(f"redis://127.0.0.1:{silent.getsockname()[1]}") == "timeout"


def test_should_name_a_server_that_closes_the_connection() -> None:
    with _answering(b"") as port:
        assert _word(f"redis://127.0.0.1:{port}") == "closed"


def test_should_name_what_is_no_redis() -> None:
    with _answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        assert _word(f"redis://127.0.0.1:{port}") == "protocol"


def test_should_name_a_server_without_tls() -> None:
    with _answering(b"-ERR Protocol error\r\n") as port:
        assert _word(f"rediss://127.0.0.1:{port}") == "tls"


# Real servers.


@pytest.fixture(scope="module", params=KINDS)
def own(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server whose settings a test may change."""
    with run_server(request.param, tmp_path_factory.mktemp(request.param), fsync="no") as running:
        yield running


@pytest.mark.parametrize(
    ("setting", "value", "word"),
    [("maxmemory", "1", "OOM"), ("min-replicas-to-write", "1", "NOREPLICAS")],
)
@pytest.mark.parametrize("way", ["command", "script", "pipeline", "transaction"])
def test_should_know_what_a_real_server_says(
    own: Server, setting: str, value: str, word: str, way: str
) -> None:
    with _set(own, setting, value):
        assert _met(own.url, way) == word


@pytest.mark.parametrize("way", ["command", "script", "pipeline", "transaction"])
def test_should_know_a_real_replica(own: Server, way: str) -> None:
    with own.client() as admin:
        admin.replicaof("127.0.0.1", str(free_port()))
        try:
            assert _met(own.url, way) == "READONLY"
        finally:
            admin.replicaof("NO", "ONE")


@pytest.mark.parametrize("way", ["command", "script", "pipeline", "transaction"])
def test_should_know_a_user_who_may_not(own: Server, way: str) -> None:
    with own.client() as admin:
        admin.acl_setuser("app", enabled=True, nopass=True, keys=["*"], commands=["+@all", "-set"])
    assert _met(own.url.replace("//", "//app:x@"), way) == "NOPERM"


def test_should_know_a_password_that_was_changed(own: Server) -> None:
    with own.client() as admin:
        admin.config_set("requirepass", "new")
        try:
            assert _word(own.url.replace("//", "//:old@")) == "WRONGPASS"
            assert _word(own.url) == "NOAUTH"
        finally:
            admin.config_set("requirepass", "")


def test_should_know_that_no_connection_is_left(own: Server) -> None:
    with _set(own, "maxclients", "1"):
        assert _word(own.url) == "MAXCLIENTS"


def test_should_know_a_database_that_is_not_there(own: Server) -> None:
    assert _word(own.url.replace("/0", "/99")) == "NODB"


def test_should_know_a_server_that_runs_a_long_script(own: Server) -> None:
    endless = threading.Thread(target=_run_for_ever, args=(own,))
    with _set(own, "busy-reply-threshold", "1"):
        endless.start()
        with connect(own.url, role="web") as client:
            while (word := _word_of(lambda: client.set("x", "y"))) in ("", "timeout"):
                pass
        with own.client() as admin:
            admin.script_kill()
        endless.join()

    assert word == "BUSY"


def test_should_know_a_server_that_is_frozen(own: Server) -> None:
    with connect(own.url, role="web") as client:
        client.ping()
        os.kill(own.pid, signal.SIGSTOP)
        try:
            assert _word_of(client.ping) == "timeout"
        finally:
            os.kill(own.pid, signal.SIGCONT)


def test_should_tell_a_pool_that_is_used_up_from_a_store_that_is_away(own: Server) -> None:
    client = connect(own.url, role="web", places=1)
    assert isinstance(client, redis.Redis)
    taken = client.connection_pool.get_connection()

    word = _word_of(client.ping)

    client.connection_pool.release(taken)
    client.close()
    assert word == "pool"


def _met(url: str, way: str) -> str:
    """Return the word of the error that a write gets."""
    with connect(url, role="command") as client:
        if way == "command":
            return _word_of(lambda: client.set("x", "y"))
        if way == "script":
            script = "#!lua\nreturn redis.call('SET', KEYS[1], 'y')"
            return _word_of(lambda: client.eval(script, 1, "x"))
        pipeline = client.pipeline(transaction=way == "transaction")
        pipeline.set("x", "y")
        return _word_of(pipeline.execute)


def _word(url: str) -> str:
    def ask() -> None:
        with contextlib.closing(connect(url, role="web")) as client:
            client.set("x", "y")

    return _word_of(ask)


def _word_of(ask: Callable[[], object]) -> str:
    """Return the word of the error that *ask* meets, which is waited for; "" without one."""
    try:
        ask()
    except StoreError as error:
        return trouble_of(error).word if is_transient(error) else f"bug: {error!r}"
    return ""


def _asked(said: str, ask: Callable[[Any], object]) -> Exception:
    """Ask a server that answers every command with that error."""
    with (
        _answering(f"-{said}\r\n".encode()) as port,
        connect(f"redis://127.0.0.1:{port}", role="web") as client,
        pytest.raises(exceptions.RedisError) as caught,
    ):
        ask(client)
    return caught.value


@contextlib.contextmanager
def _answering(answer: bytes) -> Iterator[int]:
    """Answer every command with the same; nothing: close the connection."""

    class Answer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                while (came := self.request.recv(65536)) and answer:
                    self.request.sendall(answer * max(1, came.count(b"\r\n*") + 1))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


@contextlib.contextmanager
def _set(server: Server, name: str, value: str) -> Iterator[None]:
    """Change a setting for a while."""
    with server.client() as admin:
        before = admin.config_get(name)[name]
        admin.config_set(name, value)
        try:
            yield
        finally:
            admin.config_set(name, before)


def _run_for_ever(server: Server) -> None:
    with server.client() as admin, contextlib.suppress(exceptions.ResponseError):
        admin.eval("#!lua\nwhile true do end", 0)
