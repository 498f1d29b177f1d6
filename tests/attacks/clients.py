"""Hostile and clumsy clients over raw sockets; each goes on until it is cancelled."""

from __future__ import annotations

import asyncio
import itertools
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

#: As the number of a client: it opens a connection, does its harm and comes again.
Client = Callable[[int], Awaitable[None]]

_HOST = "127.0.0.1"
_PAUSE_S = 0.02
#: Small, so that the server cannot hand a large answer over to the kernel.
_LITTLE = 4096
_LONG_S = 60.0


@dataclass(frozen=True, slots=True)
class Target:
    """What is attacked, and the sessions and the API key that the attackers own."""

    port: int
    cookies: tuple[str, ...] = ()
    api_key: str = ""

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection."""
        return await asyncio.open_connection(_HOST, self.port)

    def cookie(self, number: int) -> Mapping[str, str]:
        """Return the header of one of the sessions."""
        return {"Cookie": f"session={self.cookies[number % len(self.cookies)]}"}


async def crowd(size: int, client: Client) -> None:
    """Let *size* clients go on side by side."""
    await asyncio.gather(*(_again(client, number) for number in range(size)))


def head(path: str, method: str = "GET", **headers: str | int) -> bytes:
    """Spell a request's head; underscores in names are dashes."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {_HOST}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def pipelines(target: Target, path: str, *, each: int = 300, padded: int = 0) -> Client:
    """Write *each* requests at once and a second later as many again; *padded* to so many bytes."""
    one = head(path)
    if padded:
        filled = head(path, X_A="", X_B="")
        left = padded - len(filled)
        one = head(path, X_A="a" * (left // 2), X_B="b" * (left - left // 2))

    async def client(_: int) -> None:
        reader, writer = await target.connect()
        reading = asyncio.create_task(_read_away(reader))
        try:
            while not reading.done():
                writer.write(one * each)
                await writer.drain()
                await asyncio.wait([reading], timeout=1.0)
        finally:
            reading.cancel()
            writer.close()

    return client


def chunks(target: Target, path: str, method: str, *, size: int = 1, most: int = 0) -> Client:
    """Send a body in chunks of *size* bytes, *most* in all; 0 goes on for ever."""
    piece = f"{size:x}\r\n".encode() + b"x" * size + b"\r\n"
    bundle = piece * max(1, 16_384 // len(piece))

    async def client(_: int) -> None:
        await _write_on(target, head(path, method, Transfer_Encoding="chunked"), bundle, most)

    return client


def long_bodies(target: Target, path: str, method: str, *, length: int) -> Client:
    """Send a body of *length* bytes that nobody wants."""

    async def client(_: int) -> None:
        announced = head(path, method, Content_Length=length)
        await _write_on(target, announced, b"x" * 16_384, length)

    return client


def halves(target: Target, begun: bytes, *, dripping: bytes = b"") -> Client:
    """Begin a request and fall silent, or go on a few bytes at a time."""

    async def client(_: int) -> None:
        reader, writer = await target.connect()
        reading = asyncio.create_task(_read_away(reader))
        try:
            writer.write(begun)
            while not reading.done():
                await asyncio.wait([reading], timeout=0.05 if dripping else _LONG_S)
                writer.write(dripping)
                await writer.drain()
        finally:
            reading.cancel()
            writer.close()

    return client


def slow_readers(target: Target, asked: bytes) -> Client:
    """Ask for something large and hardly read it."""

    async def client(_: int) -> None:
        loop = asyncio.get_running_loop()
        with socket.socket() as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _LITTLE)
            sock.setblocking(False)
            await loop.sock_connect(sock, (_HOST, target.port))
            await loop.sock_sendall(sock, asked)
            while await loop.sock_recv(sock, 128):
                await asyncio.sleep(0.2)

    return client


def readers(
    target: Target,
    path: str,
    *,
    signed_in: bool = False,
    method: str = "GET",
    fresh: bool = False,
    **headers: str,
) -> Client:
    """Read a page to its end, again and again: on one connection, or each time on a *fresh* one."""

    async def client(number: int) -> None:
        more = target.cookie(number) if signed_in else {}
        asked = head(path, method, Accept_Encoding="gzip", **{**more, **headers})
        await _ask_on(target, asked, fresh=fresh)

    return client


def partners(target: Target, *, in_body: bool = False) -> Client:
    """Bring a share after the hour's limit is reached, with another body each time."""
    numbers = itertools.count()

    async def client(number: int) -> None:
        fields = {
            "service_code": "SHARE",
            "lat": "14.35",
            "long": "100.57",
            "description": f"{number}.{next(numbers)} " + "ที่หน้าตลาด " * 200,
            **({"api_key": target.api_key} if in_body else {}),
        }
        body = urlencode(fields).encode()
        announced = head(
            "/open311/v2/requests.json",
            "POST",
            Content_Type="application/x-www-form-urlencoded",
            Content_Length=len(body),
            **({} if in_body else {"Api_Key": target.api_key}),
        )
        await _ask_on(target, announced + body, fresh=True)

    return client


def raw(target: Target, *asked: bytes) -> Client:
    """Send one odd request after the other, each on a connection of its own."""

    async def client(number: int) -> None:
        await _ask_on(target, asked[number % len(asked)], fresh=True)
        for one in asked:
            await _ask_on(target, one, fresh=True)

    return client


def comers_and_goers(target: Target) -> Client:
    """Connect and close at once."""

    async def client(_: int) -> None:
        for _ in range(20):
            writer = (await target.connect())[1]
            writer.close()

    return client


def resets(target: Target, begun: bytes) -> Client:
    """Send *begun* and reset the connection."""

    async def client(_: int) -> None:
        writer = (await target.connect())[1]
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.write(begun)
        await writer.drain()
        writer.transport.abort()

    return client


@dataclass(slots=True)
class Answer:
    """An answer as far as the attackers look at it."""

    status: int
    length: int | None
    is_chunked: bool
    closes: bool
    fields: dict[str, str] = field(default_factory=dict)


async def read_head(reader: asyncio.StreamReader) -> Answer:
    """Read an answer's head."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:] if line)
    fields = {name.lower(): value.strip() for name, _, value in pairs}
    length = fields.get("content-length")
    return Answer(
        status=int(lines[0].split(" ", 2)[1]),
        length=int(length) if length else None,
        is_chunked=fields.get("transfer-encoding") == "chunked",
        closes=fields.get("connection") == "close",
        fields=fields,
    )


async def read_body(reader: asyncio.StreamReader, answer: Answer) -> bytes:
    """Read an answer's body."""
    if answer.length is not None:
        return await reader.readexactly(answer.length)
    if not answer.is_chunked:
        return await reader.read()
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)


async def _again(client: Client, number: int) -> None:
    while True:
        with suppress(OSError, EOFError, ValueError, asyncio.LimitOverrunError):
            await client(number)  # refused or hung up on: so much the better for LINE
        await asyncio.sleep(_PAUSE_S)


async def _ask_on(target: Target, asked: bytes, *, fresh: bool) -> None:
    """Ask and read until the server hangs up; once only, if each time is to be *fresh*."""
    reader, writer = await target.connect()
    try:
        closes = False
        while not closes:
            writer.write(asked)
            answer = await read_head(reader)
            if not asked.startswith(b"HEAD"):
                await read_body(reader, answer)
            closes = fresh or answer.closes
            if answer.status == 429:
                await asyncio.sleep(_PAUSE_S)
    finally:
        writer.close()


async def _read_away(reader: asyncio.StreamReader) -> None:
    with suppress(OSError):
        while await reader.read(65_536):
            pass


async def _write_on(target: Target, begun: bytes, bundle: bytes, most: int) -> None:
    reader, writer = await target.connect()
    reading = asyncio.create_task(_read_away(reader))
    try:
        writer.write(begun)
        written = 0
        while not reading.done() and (not most or written < most):
            writer.write(bundle)
            written += len(bundle)
            await writer.drain()
            await asyncio.sleep(0)
        if bundle.endswith(b"\r\n"):
            writer.write(b"0\r\n\r\n")
        await asyncio.wait([reading], timeout=_LONG_S)
    finally:
        reading.cancel()
        writer.close()
