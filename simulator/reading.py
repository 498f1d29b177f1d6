"""Reads from a message object what a person sees: words, buttons and links."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.refusals import Json

_WORDS = ("text", "altText")
_SHOWN = (*_WORDS, "label", "uri")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message shows, in its order: `words` are its texts and the `alt` of a notification,
    `shown` adds labels and addresses, `taps` are the buttons' postback data, `links` their URLs."""

    alt: str
    words: tuple[str, ...]
    shown: tuple[str, ...]
    taps: tuple[str, ...]
    links: tuple[str, ...]


def read(message: object) -> Reading:
    """Read a message object, a part of one, or several of them."""
    strings = list(_strings(message))

    def named(*names: str) -> tuple[str, ...]:
        return tuple(text for name, text in strings if name in names)

    return Reading(
        alt=next(iter(named("altText")), ""),
        words=named(*_WORDS),
        shown=named(*_SHOWN),
        taps=named("data"),
        links=named("uri"),
    )


def as_lines(message: Json) -> Iterator[str]:
    """Yield the lines of a message from top to bottom: the alt text in round brackets, a row as one
    line, buttons in square brackets, quick replies in pointed ones."""
    if message["type"] == "text":
        yield from str(message["text"]).splitlines()
    else:
        yield f"({' '.join(str(message['altText']).split())})"
        yield from _card_lines(message["contents"])
    quick = [f"<{label}>" for label in _named(message.get("quickReply"), "label")]
    if quick:
        yield " ".join(quick)


def _card_lines(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _card_lines(one)
    if not isinstance(part, dict):
        return
    if "action" in part:
        yield f"[{' '.join(_named(part, 'text') or _named(part, 'label'))}]"
    elif part.get("layout") == "baseline":
        yield ": ".join(_named(part, "text"))
    elif part.get("type") == "text":
        yield from str(part["text"]).splitlines()
    else:
        for inner in part.values():
            yield from _card_lines(inner)


def _named(part: object, name: str) -> list[str]:
    return [text for found, text in _strings(part) if found == name]


def _strings(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text with the name of its property."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part, name)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(part, key)
