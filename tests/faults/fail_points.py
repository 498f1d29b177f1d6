"""The moments at which a process of the fault test kills itself, around the bot's own parts.

The bot has no hooks for this: a part is wrapped, and death comes before or after its methods."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from line.api import LineResponse
from store.outbox import OutboundMessage
from store.stream import StreamEntry

WEB = ("before_keep", "after_keep")
WORKER = ("after_read", "between_events", "before_ack", "before_bury", "after_bury")
SENDER = (
    "before_reply",
    "before_push",
    "before_multicast",
    "after_200_of_reply",
    "after_200_of_push",
    "after_200_of_multicast",
    "before_later",
    "after_later",
    "before_set_aside",
    "after_set_aside",
    "after_409",
)


class Death:
    """SIGKILLs this process when its moment comes, once for all processes that share *mark*."""

    def __init__(self, moment: str = "", mark: Path | None = None) -> None:
        self._moment = moment
        self._mark = mark

    def comes(self, moment: str) -> None:
        """Die if this is the moment and nobody has died of it before."""
        if not moment or moment != self._moment or self._mark is None:
            return
        try:
            self._mark.touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Moments:
    """Names of moments by the method that they come *before*, or *after* where it has done
    something. A function makes the name of the arguments, or of the result."""

    before: Mapping[str, str | Callable[..., str]] = field(default_factory=dict)
    after: Mapping[str, str | Callable[[Any], str]] = field(default_factory=dict)


class Dying:
    """A part of the bot with a death around some of its methods."""

    def __init__(self, part: Any, death: Death, moments: Moments) -> None:
        self._part = part
        self._death = death
        self._moments = moments

    def __getattr__(self, name: str) -> Any:
        found, before, after = getattr(self._part, name), *self._around(name)
        if not (before or after):
            return found

        def act(*arguments: Any, **named: Any) -> Any:
            self._death.comes(before(*arguments) if callable(before) else before)
            result = found(*arguments, **named)
            if result:
                self._death.comes(after(result) if callable(after) else after)
            return result

        return act

    def _around(self, name: str) -> tuple[str | Callable[..., str], str | Callable[[Any], str]]:
        return self._moments.before.get(name, ""), self._moments.after.get(name, "")


def _delivered(_: StreamEntry, call: OutboundMessage, *__: object) -> str:
    """LINE has the call, and the store does not know it yet."""
    if call.reply_token:
        return "after_200_of_reply"
    return "after_200_of_push" if len(call.recipients) == 1 else "after_200_of_multicast"


def _called_before(said: LineResponse) -> str:
    return "after_409" if said.status == HTTPStatus.CONFLICT else ""


INBOX = Moments(
    before={"done": "before_ack", "dead_letter": "before_bury"},
    after={"take": "after_read", "dead_letter": "after_bury"},
)
#: The event is done, the body's next one is still to do.
UNIT = Moments(after={"commit": "between_events"})
OUTBOX = Moments(
    before={"delivered": _delivered, "later": "before_later", "set_aside": "before_set_aside"},
    after={"later": "after_later", "set_aside": "after_set_aside"},
)
LINE = Moments(
    before={"reply": "before_reply", "push": "before_push", "multicast": "before_multicast"},
    after={"push": _called_before, "multicast": _called_before},
)
#: The web's client of the store: a body alone is a command, those that come together a pipeline.
CLIENT = Moments(before={"execute_command": "before_keep"}, after={"execute_command": "after_keep"})
PIPELINE = Moments(before={"execute": "before_keep"}, after={"execute": "after_keep"})
