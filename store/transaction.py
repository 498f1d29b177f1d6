"""One event's reads and writes, made true at once if what was read still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store import keys
from store.connection import StoreClient
from store.exceptions import LostRace

#: Events older than this less an hour are not taken any more, so a mark need not live longer.
MARK_LIFE_S = 7 * 24 * 3600
_SCRIPTS = Path(__file__).parent / "scripts"
_NIL = b"\0nil"

Word = str | bytes | int | float
Command = tuple[str, str, *tuple[Word, ...]]
#: Of a transaction, or of a pipeline.
Write = Callable[..., object]


def script(client: StoreClient, name: str, *, when_full: bool = False) -> Any:
    """Register store/scripts/*name*.lua: called by its SHA-1, loaded again when a server forgot;
    *when_full* lets it write a little even where the store's memory is full."""
    text = (_SCRIPTS / f"{name}.lua").read_text("utf-8")
    if when_full:
        text = text.replace("#!lua", "#!lua flags=allow-oom", 1)
    return client.register_script(text)


@dataclass(slots=True)
class Transaction:
    """Optimistic: reads are remembered with their replies, writes are kept back, and commit()
    hands both to one script that compares and writes."""

    client: StoreClient
    event: str
    _apply: Any
    _reads: dict[Command, Any] = field(default_factory=dict)
    _writes: list[Command] = field(default_factory=list)

    def peek(self, command: str, key: str, *arguments: Word) -> Any:
        """Read what is only shown: the commit does not depend on it."""
        return self.client.execute_command(  # type: ignore[no-untyped-call]  # redis-py's own
            command, key, *arguments
        )

    def peek_each(self, commands: Sequence[Command]) -> list[Any]:
        """Read many of what is only shown, in one round trip."""
        if not commands:
            return []
        pipeline = self.client.pipeline(transaction=False)
        for command in commands:
            pipeline.execute_command(*command)
        return list(pipeline.execute())

    def read(self, command: str, key: str, *arguments: Word) -> Any:
        """Read what the decision rests on; asked again, the same reply is given."""
        return self.read_each([(command, key, *arguments)])[0]

    def read_each(self, commands: Sequence[Command]) -> list[Any]:
        """Read many in one round trip."""
        new = [command for command in dict.fromkeys(commands) if command not in self._reads]
        if len(new) == 1:
            self._reads[new[0]] = self.peek(*new[0])
        else:
            self._reads.update(zip(new, self.peek_each(new), strict=True))
        return [self._reads[command] for command in commands]

    def write(self, command: str, key: str, *arguments: Word) -> None:
        """Write at the commit."""
        self._writes.append((command, key, *arguments))

    def commit(self) -> bool:
        """Make it true; False if this event had been applied before. Raises LostRace."""
        mark = keys.applied(self.event)
        indexes = {mark: 1}
        words: list[Word] = [MARK_LIFE_S, len(self._reads)]
        for command, reply in self._reads.items():
            words += _indexed(command, indexes)
            items = list(_flat(reply))
            words += [len(items), *items]
        words.append(len(self._writes))
        for command in self._writes:
            words += _indexed(command, indexes)
        result = self._apply(keys=list(indexes), args=words, client=self.client)
        if result == -1:
            raise LostRace
        return bool(result)


def flat(fields: Mapping[str, Word]) -> list[Word]:
    """Spell fields as HSET and XADD take them: name, value, name, value."""
    return [word for pair in fields.items() for word in pair]


def _indexed(command: Command, indexes: dict[str, int]) -> list[Word]:
    """Spell a command for the script: its key as an index into KEYS."""
    name, key, *arguments = command
    index = indexes.setdefault(key, len(indexes) + 1)
    return [len(command), name, index, *arguments]


def _flat(reply: Any) -> Iterator[bytes]:
    """Spell a reply as the script does, in the server's order."""
    if reply is None:
        yield _NIL
    elif isinstance(reply, bytes):
        yield reply
    elif isinstance(reply, int):  # a bool is the 0 or 1 of the server
        yield b"%d" % reply
    elif isinstance(reply, float):  # a score, as the server spells it
        yield b"%.17g" % reply
    else:
        yield from _flat_all(reply)


def _flat_all(reply: Any) -> Iterator[bytes]:
    parts: Iterable[Any] = (
        (part for pair in reply.items() for part in pair) if isinstance(reply, dict) else reply
    )
    for part in parts:
        yield from _flat(part)
