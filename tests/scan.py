"""Everything that a store holds, as bytes: to look for what must not be there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from store.outbox import OutboundMessage

#: The messages of a call that waits, also within the row of a parked one.
_PACKED = re.compile(rb'messages\\*":\\*"(\d+:[A-Za-z0-9+/=]*)')


def everything(client: Any) -> bytes:
    """Return every key with all that it holds, a line each."""
    return b"\n".join(_line(client, key) for key in sorted(client.scan_iter(count=1_000)))


def keys_with(client: Any, *sought: str) -> list[str]:
    """Return the keys that hold, or are named by, one of the words."""
    words = [word.encode() for word in sought]
    found = (_line(client, key) for key in sorted(client.scan_iter(count=1_000)))
    return [line.split(b" ")[0].decode() for line in found if any(word in line for word in words)]


def _line(client: Any, key: bytes) -> bytes:
    return b" ".join([key, *_parts(_content(client, key))])


def _content(client: Any, key: bytes) -> Any:
    match client.type(key):
        case b"string":
            return client.get(key)
        case b"hash":
            return client.hgetall(key)
        case b"set":
            return client.smembers(key)
        case b"zset":
            return client.zrange(key, 0, -1)
        case b"stream":
            return client.xrange(key)
        case b"list":
            return client.lrange(key, 0, -1)
        case other:
            raise AssertionError(f"a kind of key that nobody scans: {other!r}")


def _parts(content: Any) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        for packed in _PACKED.findall(content):
            yield _unpacked(packed.decode())
    elif isinstance(content, dict):
        for pair in content.items():
            yield from _parts(pair)
    else:
        for part in content:
            yield from _parts(part)


def _unpacked(messages: str) -> bytes:
    call = {"id": "", "to": "", "created_ms": 0, "messages": messages}
    return OutboundMessage.from_json(json.dumps(call)).texts().encode()
