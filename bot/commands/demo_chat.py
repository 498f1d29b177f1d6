"""The chats of the demo: what people do in LINE, and what they read, in the operator's terminal."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import urllib3
from rich.console import Console
from rich.text import Text

from geo.point import Point

#: So long may any answer take before the demo has failed; it takes some hundredths of a second.
_PATIENCE_S = 15.0
_PAUSE_S = 0.02
_INDENT = " " * 7
_TIMEOUT = urllib3.Timeout(connect=2, read=10)

Json = dict[str, Any]


class DemoFailed(Exception):
    """Raised when something that was to happen did not; the text says what."""


@dataclass(slots=True)
class Person:
    """Somebody with a chat; *read* is the number of the last message they have read."""

    name: str
    role: str
    id: str
    read: int = 0


class Chat:
    """Acts through the control door of LINE's stand-in and prints both sides of the talk."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._http = urllib3.PoolManager(retries=False)
        self._console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
        self._language = "th"

    def scene(self, words: str) -> None:
        """Say what comes now."""
        self._console.print()
        self._console.print(Text(words, style="bold"))

    def tell(self, words: str) -> None:
        """Print what an operator sees."""
        self._console.print(Text(words.rstrip(), style="dim"))

    def add(self, name: str, role: str) -> Person:
        """Give somebody a LINE account."""
        told = self._call("POST", "users", {"displayName": name, "language": self._language})
        return Person(name, role, told["userId"])

    def follow(self, person: Person) -> None:
        """Add the bot as a friend."""
        self._act(person, "adds the account as a friend", kind="follow")

    def write(self, person: Person, words: str) -> None:
        """Send a text."""
        self._act(person, f"writes: {words}", kind="text", text=words)

    def share(self, person: Person, point: Point, title: str | None = None) -> None:
        """Send a place."""
        where = title or f"{point.latitude}, {point.longitude}"
        place = {"latitude": point.latitude, "longitude": point.longitude, "title": title}
        self._act(person, f"sends a location: {where}", kind="location", **place)

    def tap(self, person: Person, act: str, **fields: str) -> None:
        """Press the newest button for *act* that the person has been sent."""
        wanted = {"do": act, **fields}
        rows = reversed(self._messages(person, after=0))
        buttons = (button for row in rows for button in _buttons(row["message"]))
        for button in buttons:
            if wanted.items() <= dict(parse_qsl(button.get("data", ""))).items():
                words = button.get("displayText") or button["label"]
                self._act(person, f"taps [{words}]", kind="postback", data=button["data"])
                return
        raise DemoFailed(f"{person.name} was never sent a button to {act}")

    def hear(self, person: Person) -> None:
        """Wait for the next messages to *person* and print them."""
        deadline = time.monotonic() + _PATIENCE_S
        while not (rows := self._messages(person, after=person.read)):
            if time.monotonic() > deadline:
                raise DemoFailed(f"{person.name} was told nothing within {_PATIENCE_S:g} seconds")
            time.sleep(_PAUSE_S)
        person.read = rows[-1]["number"]
        for row in rows:
            self._print(person, row)

    def _print(self, person: Person, row: Json) -> None:
        message = row["message"]
        how = "free reply" if row["kind"] == "reply" else "push"
        words = message.get("altText") or message.get("text", "")
        head = [("  LINE -> ", "green"), (person.name, "bold"), (f" ({how}): ", "dim")]
        self._console.print(Text.assemble(*head, words.replace("\n", f"\n{_INDENT}")))
        for line in _lines(message.get("contents")):
            self._console.print(Text(_INDENT + line, style="dim"))
        labels = [f"[{label}]" for label in _labels(message)]
        if labels:
            self._console.print(Text(_INDENT + " ".join(labels), style="cyan"))

    def _act(self, person: Person, words: str, **told: object) -> None:
        self._console.print(
            Text.assemble((person.name, "bold yellow"), f" ({person.role}) {words}")
        )
        answer = self._call("POST", "events", {"events": [{"userId": person.id, **told}]})
        if not all(delivery["ok"] for delivery in answer["deliveries"]):
            raise DemoFailed(f"the web did not take the webhook: {answer['deliveries'][0]}")

    def _messages(self, person: Person, *, after: int) -> list[Json]:
        found = self._call("GET", f"chats/{person.id}/messages?after={after}")
        return list(found["messages"])

    def _call(self, method: str, path: str, told: Mapping[str, object] | None = None) -> Json:
        body = None if told is None else json.dumps(told).encode()
        try:
            answer = self._http.request(
                method, f"{self._address}/_sim/{path}", body=body, timeout=_TIMEOUT
            )
        except urllib3.exceptions.HTTPError as error:
            raise DemoFailed("the stand-in for LINE does not answer") from error
        if answer.status >= 400:
            raise DemoFailed(f"the stand-in for LINE refused: {answer.data.decode()}")
        found: Json = json.loads(answer.data)
        return found


def _buttons(shape: object) -> Iterator[Json]:
    """Give everything on a message that can be tapped, in the order it is seen."""
    if isinstance(shape, list):
        for part in shape:
            yield from _buttons(part)
    elif isinstance(shape, dict):
        if "label" in shape and "type" in shape:
            yield shape
        for part in shape.values():
            yield from _buttons(part)


def _labels(shape: object) -> dict[str, None]:
    """Give the labels of buttons and quick replies, each once, in the order they are seen."""
    if isinstance(shape, list):
        return {label: None for part in shape for label in _labels(part)}
    if not isinstance(shape, dict):
        return {}
    if isinstance(shape.get("action"), dict) and shape.get("type") != "box":
        return {shape["action"]["label"]: None}
    return {label: None for part in shape.values() for label in _labels(part)}


def _lines(shape: object) -> Iterator[str]:
    """Give the texts of a card, what stands side by side on one line."""
    if isinstance(shape, list):
        for part in shape:
            yield from _lines(part)
    elif isinstance(shape, dict):
        if shape.get("type") == "text":
            yield _words(shape)
        elif "action" in shape and shape.get("type") == "box":
            yield f"[{' '.join(_lines(shape['contents']))}]"
        elif shape.get("layout") in ("horizontal", "baseline"):
            yield "  ".join(line for part in shape["contents"] for line in _lines(part))
        else:
            parts = (shape.get(name) for name in ("header", "hero", "body", "contents", "footer"))
            yield from (line for part in parts for line in _lines(part))


def _words(text: Json) -> str:
    spans = "".join(span.get("text", "") for span in text.get("contents", []))
    return str(text.get("text") or spans)
