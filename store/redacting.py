"""Taking words, an address or a name out of the messages of a call, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cases.masking import Quoted
from store.exceptions import BadCall
from store.outbox import OutboundMessage

#: Words that are longer are theirs wherever they stand; shorter ones as a line of their own.
_CERTAIN = 12
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is to be taken out of messages, and the names under which their words stand; where
    there are no names, out of everything that is written in them."""

    quoted: tuple[Quoted, ...]
    words_at: Container[str] | None = None

    @classmethod
    def of(cls, quoted: Iterable[Quoted], words_at: Container[str] | None = None) -> Redaction:
        """Leave out what has no letter: a card has numbers of its own."""
        return cls(tuple(one for one in quoted if _is_sought(one)), words_at)

    def redact(self, call: bytes) -> str | None:
        """Return *call* without what is sought; None where it has none of it, or cannot be read."""
        named = [one for one in self.quoted if _is_about(one, call)]
        if not named:
            return None
        try:
            before = OutboundMessage.from_json(call)
        except BadCall:
            return None
        patterns = [(_pattern(one), one.instead) for one in named]
        messages = tuple(self._without(message, patterns) for message in before.messages)
        return None if messages == before.messages else replace(before, messages=messages).to_json()

    def _without(
        self, part: Any, patterns: list[tuple[re.Pattern[str], str]], name: str = ""
    ) -> Any:
        if isinstance(part, Mapping):
            return {key: self._without(inner, patterns, key) for key, inner in part.items()}
        if isinstance(part, list | tuple):
            return [self._without(one, patterns) for one in part]
        if isinstance(part, str) and (self.words_at is None or name in self.words_at):
            return _read_without(part, patterns)
        return part

    def is_in(self, unreadable: bytes) -> bool:
        """Return whether what cannot be read as a call holds any of it."""
        plain = unreadable.replace(b"\\", b"")
        return any(
            _is_about(one, plain) and one.text[:_CERTAIN].replace("\\", "").encode() in plain
            for one in self.quoted
            if len(one.text) >= _CERTAIN or one.cases
        )


def _is_sought(one: Quoted) -> bool:
    return any(sign.isalpha() for sign in one.text) if one.is_name else bool(one.text.strip())


def _is_about(one: Quoted, call: bytes) -> bool:
    return not one.cases or any(number.encode() in call for number in one.cases)


def _pattern(one: Quoted) -> re.Pattern[str]:
    """Find it whole or cut, with whatever blanks between its words."""
    line = " ".join(one.text.split())
    whole = _spelt(line)
    cut = [
        _spelt(line[:end]) + _CUT
        for end in range(len(line) - 1, _CERTAIN - 1, -1)
        if not line[:end].endswith(" ")
    ]
    either = "|".join([whole, *cut])
    if one.is_name:
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    if len(line) >= _CERTAIN:
        return re.compile(either)
    return re.compile(rf"(?m)(?:^|(?<=^• ))(?:{either})$")


def _spelt(line: str) -> str:
    return r"\s+".join(re.escape(word) for word in line.split())


def _read_without(text: str, patterns: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, instead in patterns:
        text = pattern.sub(instead.replace("\\", r"\\"), text)
    return text
