"""Every message that a citizen can get, in both languages, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cases.calendar import BANGKOK
from cases.case import Case, Place
from cases.commands import Unknown
from cases.people import Language, Person
from cases.ports import Timer
from handlers.events import Event, Pressed, TimerDue
from line.outbound import OutboundRenderer
from simulator.reading import as_lines
from store.outbox import OutboundMessage
from tools.samples import Sample, samples

FREE = "free"
USUALLY_FREE = "free; one push if the reply comes too late"
PAID = "one push"
_AT = datetime(2026, 11, 20, 16, 28, tzinfo=BANGKOK)
_CENTRE = "TH-14"
_LINE_ID = "U" + "0" * 32


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A row of the table: the occasion of a message, its lines by language, and its price."""

    when: str
    thai: tuple[str, ...]
    english: tuple[str, ...]
    price: str


def table(renderer: OutboundRenderer) -> list[MessageRow]:
    """Return a row for each message; equal messages of several occasions share a row."""
    merged: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[str]] = {}
    for thai, english in zip(*(_samples(one, renderer) for one in Language), strict=True):
        call = _call(thai, renderer)
        row = _lines(call), _lines(_call(english, renderer)), _price(call)
        merged.setdefault(row, []).append(thai.when)
    return [MessageRow("; ".join(whens), *row) for row, whens in merged.items()]


def _samples(language: Language, renderer: OutboundRenderer) -> Iterator[Sample]:
    person = Person(1, _LINE_ID, language)
    centre = renderer.centres.by_id(_CENTRE) or next(iter(renderer.centres))
    case = Case("14-6911-0042", centre.id, Place(centre.point), _AT, _AT, _AT)
    return samples(person, case, centre, renderer.taxonomy)


def _call(sample: Sample, renderer: OutboundRenderer) -> OutboundMessage:
    """Return the message that the bot sends for a fact: a push if *unasked*, else a reply."""
    event: Event = TimerDue("t", _AT, Timer.TELL_SHARERS, "")
    if not sample.unasked:
        event = Pressed("e", _AT, _LINE_ID, Unknown(), reply_token="t")  # noqa: S106  (no secret)
    (call,) = renderer.render(event, [sample.fact], _AT)
    return call


def _price(call: OutboundMessage) -> str:
    if not call.reply_token:
        return PAID
    return USUALLY_FREE if call.worth_push else FREE


def _lines(call: OutboundMessage) -> tuple[str, ...]:
    return tuple(line for message in call.messages for line in as_lines(message))
