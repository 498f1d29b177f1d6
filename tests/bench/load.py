"""A load generator on loopback: ready-made requests over connections that stay open."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PATIENCE_S = 10.0


@dataclass(slots=True)
class Load:
    """What came back: seconds of each request that was answered 200, what became of each other
    one, and the wall-clock time at which each request was due."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    took: float = 0.0
    due_at: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return answers a second."""
        return len(self.seconds) / self.took


def closed_loop(port: int, requests: Sequence[bytes], *, connections: int, seconds: float) -> Load:
    """Keep *connections* busy for *seconds*: each sends the next request on an answer."""
    return asyncio.run(_closed(port, requests, connections, seconds))


def open_loop(port: int, requests: Sequence[bytes], *, rate: float) -> Load:
    """Send each request when it is due, whatever became of the earlier ones, as people do; a
    request's time runs from when it was due, so that a jam is not hidden."""
    return asyncio.run(_open(port, requests, rate))


class _Connection:
    """One connection that stays open; a broken one is opened anew."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> str:
        """Give the status of the answer, or the error."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await self._exchange(request)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self.close()
            return type(error).__name__

    async def _exchange(self, request: bytes) -> str:
        if self._streams is not None and self._streams[0].at_eof():  # idle for too long: hung up
            self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        await reader.readexactly(int(length.group(1)) if length else 0)
        return head.split(b" ", 2)[1].decode()

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


async def _closed(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Load:
    load = Load()
    began = time.perf_counter()
    numbers = iter(range(10**9))

    async def keep_busy() -> None:
        connection = _Connection(port)
        while time.perf_counter() - began < seconds:
            await _timed(connection, requests[next(numbers) % len(requests)], load)
        connection.close()

    await asyncio.gather(*(keep_busy() for _ in range(connections)))
    load.took = time.perf_counter() - began
    return load


async def _open(port: int, requests: Sequence[bytes], rate: float) -> Load:
    load = Load()
    idle: list[_Connection] = []
    began, wall = time.perf_counter(), time.time()

    async def send(request: bytes, due: float) -> None:
        connection = idle.pop() if idle else _Connection(port)
        await _timed(connection, request, load, due)
        idle.append(connection)

    sent = []
    for number, request in enumerate(requests):
        due = began + number / rate
        await asyncio.sleep(due - time.perf_counter())
        load.due_at.append(wall + number / rate)
        sent.append(asyncio.create_task(send(request, due)))
    await asyncio.gather(*sent)
    load.took = time.perf_counter() - began
    for connection in idle:
        connection.close()
    return load


async def _timed(
    connection: _Connection, request: bytes, load: Load, since: float | None = None
) -> None:
    since = time.perf_counter() if since is None else since
    became = await connection.send(request)
    if became == "200":
        load.seconds.append(time.perf_counter() - since)
    else:
        load.failures.append(became)
