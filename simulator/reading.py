"""What a person sees of a message: its words, its buttons, where its links lead."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.refusals import Json

_WORDS = ("text", "altText")
_SHOWN = (*_WORDS, "label", "uri")


@dataclass(frozen=True, slots=True)
class Reading:
    """All in the order in which the message holds it.

    `words` are its texts, with the `alt` that a notification shows; `shown` has labels and
    addresses too; `taps` are what its buttons send back (postback data), `links` where they lead.
    """

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
    """The message from top to bottom: rows in one line, buttons in brackets, above the keyboard in
    pointed ones; what a notification shows stands before it in round ones."""
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
    """Every text with the name under which it stands."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part, name)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(part, key)
