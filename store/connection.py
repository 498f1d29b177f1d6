"""The connection to the store, and a transaction on it: reads that are compared at the commit, and
one atomic write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from queue import Empty
from typing import Any, Literal, TypeAlias, TypeVar
from urllib.parse import urlsplit, urlunsplit

import hiredis
import redis
from greenlet import getcurrent, greenlet
from redis import exceptions
from redis.backoff import AbstractBackoff, ExponentialWithJitterBackoff, NoBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.retry import Retry

from store import keys
from store.errors import NoFreeConnection
from store.exceptions import BadStoreUrl, LostRace

StoreClient: TypeAlias = redis.Redis | RedisCluster
Role = Literal["web", "worker", "command"]
T = TypeVar("T")

#: What the client tries again at once, by redis-py's classes; store/errors.py says what is waited
#: for. (A DataError is a RedisError, too; so the base class is too wide a net.)
TRANSIENT: tuple[type[Exception], ...] = (
    exceptions.ConnectionError,
    exceptions.TimeoutError,
    exceptions.BusyLoadingError,
    exceptions.ReadOnlyError,
    exceptions.ClusterError,
    exceptions.ClusterDownError,
    exceptions.TryAgainError,
    exceptions.OutOfMemoryError,
    # The cluster client says so when no node answers; it has no narrower word.
    exceptions.RedisClusterException,
)

_CLUSTER_SCHEMES = {"redis+cluster://": "redis://", "rediss+cluster://": "rediss://"}
_PORT = 6379
_SCHEMES = ("redis://", "rediss://", "unix://")
_RETRIED = tuple(kind for kind in TRANSIENT if kind is not exceptions.RedisClusterException)


def connect(url: str, *, role: Role, places: int | None = None) -> StoreClient:
    """Return a client; only that of a cluster connects at once, to learn which node has which
    slots. To each node at most *places* connections are open at the same time."""
    patience = _PATIENCE[role]
    if places is not None:
        patience = replace(patience, places=places)
    if not url.startswith((*_SCHEMES, *_CLUSTER_SCHEMES)):
        known = ", ".join([*_SCHEMES, *_CLUSTER_SCHEMES])
        raise BadStoreUrl(f"REDIS_URL must begin with one of {known}")
    try:
        for scheme, plain in _CLUSTER_SCHEMES.items():
            if url.startswith(scheme):
                return _connect_to_cluster(plain + url.removeprefix(scheme), patience)
        if "," in urlsplit(url).netloc.rpartition("@")[2]:
            raise BadStoreUrl("REDIS_URL names several nodes; that needs redis+cluster://")
        pool = _Pool.from_url(url, retry=patience.retry(), **patience.options())
        return redis.Redis.from_pool(pool)
    except ValueError:
        raise BadStoreUrl("REDIS_URL names no port or an odd option") from None


@dataclass(frozen=True, slots=True)
class _Patience:
    """Seconds to wait to connect, for an answer and for a free connection; and the number of
    tries."""

    connect: float
    answer: float
    place: float
    places: int
    retries: int
    backoff: AbstractBackoff

    def retry(self) -> Retry:
        return Retry(self.backoff, self.retries, supported_errors=_RETRIED)

    def options(self) -> dict[str, Any]:
        return {
            # RESP2: with RESP3 redis-py 8 asks for maintenance notices, which stretch time-outs.
            "protocol": 2,
            "socket_connect_timeout": self.connect,
            "socket_timeout": self.answer,
            "max_connections": self.places,
            "timeout": self.place,
            # One command of greeting: reading its answer also takes TLS 1.3's session tickets off
            # the line, which the pool would otherwise take for left-over data and give up.
            "driver_info": redis.DriverInfo(lib_version=None),
            "command_packer": _Packer,  # redis-py's cluster client keeps to its own
        }


#: LINE gives up after 2 s: at worst 0.25 + 2 x 0.8 s in all, then it is a 503 and LINE comes again.
#: A web process opens as many connections as requests come at once, for the store writes all that
#: wait to its disk in one go; 64 processes stay below the 10,000 that a server takes.
#: A worker blocks for 2 s in XREADGROUP and must not take that for a dead server.
_PATIENCE: dict[Role, _Patience] = {
    "web": _Patience(0.3, 0.8, 0.25, 128, 1, NoBackoff()),
    "worker": _Patience(2.0, 8.0, 8.0, 32, 3, ExponentialWithJitterBackoff(base=0.05, cap=0.5)),
    "command": _Patience(2.0, 10.0, 10.0, 8, 2, ExponentialWithJitterBackoff(base=0.05, cap=0.5)),
}


class _Packer:
    """Packs a command as redis-py does, but without a look at each of its words for a buffer: we
    send none, and a commit has hundreds of words."""

    @staticmethod
    def pack(*command: Any) -> list[bytes]:
        """Return the command in the server's form. Raises DataError."""
        name, *words = command
        try:
            return [hiredis.pack_command((*name.encode().split(), *words))]
        except TypeError as error:
            raise exceptions.DataError(*error.args) from error


class _Pool(redis.BlockingConnectionPool):
    """Distinguishes its own shortage from the store's: redis-py raises one error for both, at which
    its cluster client gives the node up."""

    def get_connection(self, *arguments: Any, **more: Any) -> Any:
        """Return a connection, waiting for a free one. Raises NoFreeConnection."""
        try:
            return super().get_connection(*arguments, **more)  # type: ignore[no-untyped-call]
        except exceptions.ConnectionError as error:
            if isinstance(error.__context__, Empty):
                raise NoFreeConnection(*error.args) from None
            raise


def _node(host: str) -> ClusterNode:
    parts = urlsplit(f"//{host}")
    if not parts.hostname:
        raise ValueError(host)
    return ClusterNode(parts.hostname, parts.port or _PORT)  # type: ignore[no-untyped-call]


def _connect_to_cluster(url: str, patience: _Patience) -> RedisCluster:
    """Connect to the nodes of a url `h1:p1,h2:p2`: the first one that answers names the others."""
    parts = urlsplit(url)
    credentials, at, hosts = parts.netloc.rpartition("@")
    first, *others = hosts.split(",")
    return RedisCluster.from_url(
        urlunsplit(parts._replace(netloc=f"{credentials}{at}{first}")),
        startup_nodes=[_node(host) for host in others],
        retry=patience.retry(),
        connection_pool_class=_Pool,
        **patience.options(),
    )


#: Events older than this less an hour are dropped, so a mark need not live longer.
MARK_LIFE_S = 7 * 24 * 3600
_SCRIPTS = Path(__file__).parent / "scripts"
_NIL = b"\0nil"

Word = str | bytes | int | float
Command = tuple[str, str, *tuple[Word, ...]]
#: The write method of a transaction, or of a pipeline.
Write = Callable[..., object]


class Sibling(greenlet):  # type: ignore[misc]  # it has no types
    """A greenlet that runs a job beside others (store/together.py); it passes its commands to its
    parent."""


def ask(client: StoreClient, commands: Sequence[Command]) -> list[Any]:
    """Send commands in one round trip, with those of the jobs beside this one, and return the
    replies. Raises the first error among them."""
    here = getcurrent()
    is_beside = commands and isinstance(here, Sibling)
    replies = here.parent.switch(commands) if is_beside else round_trip(client, commands)
    for reply in replies:
        if isinstance(reply, Exception):
            raise reply
    return list(replies)


def round_trip(client: StoreClient, commands: Sequence[Command]) -> list[Any]:
    """Send commands in one round trip and return the replies, the server's errors among them."""
    if not commands:
        return []
    if len(commands) == 1:
        try:
            return [client.execute_command(*commands[0])]  # type: ignore[no-untyped-call]
        except exceptions.ResponseError as error:
            return [error]
    pipeline = client.pipeline(transaction=False)
    for command in commands:
        pipeline.execute_command(*command)
    return list(pipeline.execute(raise_on_error=False))


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the store, called by its SHA-1 and loaded again if a server has lost it."""

    client: StoreClient
    text: str
    sha: str

    def __call__(
        self, keys: Sequence[str], args: Sequence[Word] = (), client: StoreClient | None = None
    ) -> Any:
        """Run the script."""
        client = client or self.client
        call: Command = ("EVALSHA", self.sha, *(len(keys), *keys, *args))
        try:
            return ask(client, [call])[0]
        except exceptions.NoScriptError:
            client.script_load(self.text)
            return ask(client, [call])[0]


def script(client: StoreClient, name: str, *, when_full: bool = False) -> Script:
    """Return the script of store/scripts/*name*.lua; *when_full* lets it write a little even when
    the store's memory is full."""
    text = (_SCRIPTS / f"{name}.lua").read_text("utf-8")
    if when_full:
        text = text.replace("#!lua", "#!lua flags=allow-oom", 1)
    sha = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    return Script(client, text, sha)


@dataclass(slots=True)
class Transaction:
    """Optimistic: reads are recorded with their replies, writes are collected, and commit() sends
    both to one script that compares and writes."""

    client: StoreClient
    event: str
    _apply: Any
    _reads: dict[Command, Any] = field(default_factory=dict)
    _writes: list[tuple[str, str, Sequence[Word] | dict[Any, Any]]] = field(default_factory=list)
    _open: dict[str, tuple[str, dict[Any, Any]]] = field(default_factory=dict)

    def peek(self, command: str, key: str, *arguments: Word) -> Any:
        """Read a value on which the commit does not depend."""
        return self.peek_each([(command, key, *arguments)])[0]

    def peek_each(self, commands: Sequence[Command]) -> list[Any]:
        """Read many values on which the commit does not depend, in one round trip."""
        return ask(self.client, commands)

    def read(self, command: str, key: str, *arguments: Word) -> Any:
        """Read a value on which the decision rests; a repeated read returns the same reply."""
        return self.read_each([(command, key, *arguments)])[0]

    def read_each(self, commands: Sequence[Command]) -> list[Any]:
        """Read many such values in one round trip."""
        new = [command for command in dict.fromkeys(commands) if command not in self._reads]
        self._reads.update(zip(new, self.peek_each(new), strict=True))
        return [self._reads[command] for command in commands]

    def write(self, command: str, key: str, *arguments: Word) -> None:
        """Collect a write for the commit. What is set or added in one hash becomes one command, if
        nothing else is done to the hash meanwhile."""
        if command not in ("HSET", "HINCRBY"):
            self._writes.append((command, key, arguments))
            if command != "EXPIRE":
                self._open.pop(key, None)
            return
        kind, fields = self._open.get(key, ("", {}))
        if kind != command:
            fields = {}
            self._open[key] = command, fields
            self._writes.append((command, key, fields))
        for name, value in zip(arguments[::2], arguments[1::2], strict=True):
            fields[name] = fields.get(name, 0) + value if command == "HINCRBY" else value

    def commit(self) -> bool:
        """Compare the reads and apply the writes; return False if this event was applied before.
        Raises LostRace."""
        mark = keys.applied(self.event)
        indexes = {mark: 1}
        words: list[Word] = [MARK_LIFE_S, len(self._reads)]
        for command, reply in self._reads.items():
            words += _indexed(command, indexes)
            items = list(_flat(reply))
            words += [len(items), *items]
        words.append(len(self._writes))
        for name, key, rest in self._writes:
            given = flat(rest) if isinstance(rest, dict) else rest
            words += _indexed((name, key, *given), indexes)
        result = self._apply(keys=list(indexes), args=words, client=self.client)
        if result == -1:
            raise LostRace
        return bool(result)


def flat(fields: Mapping[str, Word]) -> list[Word]:
    """Return fields in the form of HSET and XADD: name, value, name, value."""
    return [word for pair in fields.items() for word in pair]


def _indexed(command: Command, indexes: dict[str, int]) -> list[Word]:
    """Return a command in the script's form: its key as an index into KEYS."""
    name, key, *arguments = command
    index = indexes.setdefault(key, len(indexes) + 1)
    return [len(command), name, index, *arguments]


def _flat(reply: Any) -> Iterator[bytes]:
    """Yield the parts of a reply as the script does, in the server's order."""
    if reply is None:
        yield _NIL
    elif isinstance(reply, bytes):
        yield reply
    elif isinstance(reply, int):  # a bool is the 0 or 1 of the server
        yield b"%d" % reply
    elif isinstance(reply, float):  # a score, as the server spells it
        yield b"%.17g" % reply
    else:
        for part in flat(reply) if isinstance(reply, dict) else reply:
            yield from _flat(part)


def batches(items: Iterable[T], most: int) -> Iterator[list[T]]:
    """Yield *items* in lists of up to *most*."""
    rest = iter(items)
    while batch := list(islice(rest, most)):
        yield batch


#: The number of reads in a round trip: a server's memory need not hold a long list of replies at
#: once.
_BATCH = 1_000


def replies(client: StoreClient, commands: Iterable[Command]) -> Iterator[Any]:
    """Yield the replies in order, one round trip a batch. Raises the first error of a batch."""
    for batch in batches(commands, _BATCH):
        yield from ask(client, batch)
