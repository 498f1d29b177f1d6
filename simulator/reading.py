"""Reads from a message object what a person sees: words, buttons and links."""

from collections.abc import Iterator
from dataclasses import dataclass

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
