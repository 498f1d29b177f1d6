"""Builders: everything a test needs, with what it does not care about filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from cases.calendar import Period, Span, period_of
from cases.case import Answers, Asking, Case, Form, Handover, Links, Need, Origin, Place, Visit
from cases.command_words import (
    commands_by_act,
    read_command,
    read_words,
    write_command,
    write_words,
)
from cases.digest import OpenCases
from cases.people import Language, Member, Person, Role
from cases.ports import NotFetched, Profile
from cases.statistics import Numbers, Report
from cases.taxonomy import Taxonomy, read_taxonomy
from config.settings import Settings
from geo.centres import Centres, Point
from geo.centres_file import load_centres
from geo.whereabouts import Whereabouts
from handlers.events import Followed, LocationSent, OtherSent, Pressed, TextSent
from handlers.request import Context
from messages.texts.understanding import answer_of, understand
from store.audit_log import AuditKeys

AYUTTHAYA = Point(14.3532, 100.5689)
PATTAYA = Point(12.9276, 100.8771)
CHIANG_MAI = Point(18.7883, 98.9853)
VIENTIANE = Point(17.9667, 102.6)
NOW = datetime(2026, 11, 20, 9, 28, tzinfo=UTC)
#: When pages are looked at, days after; no test goes by the hour at which it runs.
LATER = datetime(2026, 11, 28, 6, tzinfo=UTC)
#: Under which the tests write to the audit log.
AUDIT_KEYS = AuditKeys(lambda: [b"of the tests"])
_PARTS = {
    "need": Need,
    "answers": Answers,
    "asking": Asking,
    "visit": Visit,
    "handover": Handover,
    "links": Links,
    "origin": Origin,
}
#: The part of a case in which a field is.
_PART_OF = {one.name: part for part, kind in _PARTS.items() for one in fields(kind)}
_numbers = count(1)


def an_event_id() -> str:
    """Make an id like LINE's, a new one each time."""
    return f"01TEST{next(_numbers):020d}"


def a_line_id(number: int) -> str:
    """Make an invented LINE user id."""
    return f"U{number:032x}"


def near(point: Point, metres: float) -> Point:
    """Return a point so many metres north of *point*."""
    return Point(point.latitude + metres / 111_000, point.longitude)


def a_person(number: int = 1, **changes: Any) -> Person:
    """Build a person."""
    return replace(Person(number, a_line_id(number)), **changes)


def a_member(number: int = 9, centre: str = "TH-14", role: Role = Role.OFFICER) -> Member:
    """Build a member on duty."""
    return Member(
        a_person(number, centre=centre), centre, role, on_duty=True, name=f"จนท. {number}"
    )


def a_case(**changes: Any) -> Case:
    """Build a waiting case in Ayutthaya; *changes* may also name the fields of its parts."""
    case = Case(
        number="14-6911-0042",
        centre="TH-14",
        place=Place(AYUTTHAYA, "ตลาดหัวรอ ต.หัวรอ อ.พระนครศรีอยุธยา จ.พระนครศรีอยุธยา"),
        opened_at=NOW,
        waiting_since=NOW,
        last_shared_at=NOW,
    )
    return changed(case, **changes)


def changed(case: Case, **changes: Any) -> Case:
    """Return *case* with other fields: its own, or those of its parts (`outcomes` of its visit)."""
    for name, value in changes.items():
        part = _PART_OF.get(name)
        inner = {part: replace(getattr(case, part), **{name: value})} if part else {name: value}
        case = replace(case, **inner)
    return case


def flat(case: Case) -> dict[str, Any]:
    """Return the fields of *case* and of its parts by their names."""
    own = {one.name: getattr(case, one.name) for one in fields(Case) if one.name not in _PARTS}
    return own | {name: getattr(getattr(case, part), name) for name, part in _PART_OF.items()}


def a_share(who: int = 1, where: Point = AYUTTHAYA, at: datetime = NOW) -> LocationSent:
    """Build a citizen's location message."""
    return LocationSent(an_event_id(), at, a_line_id(who), Place(where), reply_token="t")


def a_text(who: int, text: str, at: datetime = NOW, act: str = "", message: str = "") -> TextSent:
    """Build a text message that surely asks for *act* ("language&to=en"), or for nothing."""
    command = read_words(act) if act else None
    return TextSent(an_event_id(), at, a_line_id(who), text, command, message, reply_token="t")


def all_acts() -> set[str]:
    """Return every act that a button may have."""
    return {act.partition("&")[0] for act in commands_by_act()}


def act_of(text: str) -> str:
    """Return what a text surely asks for."""
    command = understand(text).sure
    return write_words(command) if command else ""


def a_typed(who: int, text: str, at: datetime = NOW) -> TextSent:
    """Build a text message with all that its words ask for."""
    asked = understand(text)
    typed = (asked.sure, str(next(_numbers)), asked.rest, asked.likely, asked.perhaps)
    sent = (*typed, answer_of(text))
    return TextSent(an_event_id(), at, a_line_id(who), text, *sent, reply_token="t")


def a_sticker(who: int, at: datetime = NOW) -> OtherSent:
    """Build a message that the bot has no use for."""
    return OtherSent(an_event_id(), at, a_line_id(who), reply_token="t")


def a_follow(who: int, at: datetime = NOW) -> Followed:
    """Build the first hello."""
    return Followed(an_event_id(), at, a_line_id(who), reply_token="t")


def a_press(who: int, act: str, /, at: datetime = NOW, **fields: str) -> Pressed:
    """Build a press of a button."""
    return Pressed(an_event_id(), at, a_line_id(who), read_command(act, fields), reply_token="t")


def with_fields(press: Pressed, others: Mapping[str, str]) -> Pressed:
    """Build the press of a button of the same act with other fields."""
    return replace(press, command=read_command(write_command(press.command)[0], others))


def minutes(number: float) -> timedelta:
    """Return a span of time."""
    return timedelta(minutes=number)


@cache
def the_centres() -> Centres:
    """Load the 77 centres once."""
    return load_centres(Settings().centres_file)


@cache
def the_taxonomy() -> Taxonomy:
    """Load the codes once."""
    return read_taxonomy(Settings().taxonomy_file)


class SmallWorld:
    """All is Chon Buri at Pattaya, abroad at Vientiane, and of no known province elsewhere."""

    def locate(self, point: Point, address: str | None) -> Whereabouts:
        province = "TH-20" if point == PATTAYA else None
        return Whereabouts(point != VIENTIANE, province, "geonames")


class Names:
    """People whose profile says their name; odd numbers read English."""

    def find(self, line_id: str) -> Profile | None:
        number = int(line_id[1:], 16)
        return Profile(f"name {number}", Language.ENGLISH if number % 2 else Language.THAI)


class NoPhotos:
    """A LINE that knows no photo."""

    def fetch(self, message: str, form: Form) -> bytes | NotFetched:
        return NotFetched.UNREACHABLE


class NoNumbers:
    """Statistics of a house in which nothing has happened."""

    def report(self, centre: str, span: Span, at: datetime) -> Report:
        period = period_of(at.date(), span)
        return Report(Numbers(centre, period), Numbers(centre, period.before()))

    def recent(self, centre: str, at: datetime) -> Numbers:
        return Numbers(centre, period_of(at.date(), Span.MONTH))

    def series(self, centre: str, periods: Sequence[Period]) -> Sequence[Numbers]:
        return [Numbers(centre, period) for period in periods]

    def open_cases(self, centres: Sequence[str]) -> OpenCases:
        return OpenCases()


def a_context(**settings: Any) -> Context:
    """Build what every handler knows, at an hour at which nobody sleeps."""
    return Context(
        settings=replace(Settings(), **({"quiet_hours": None} | settings)),
        centres=the_centres(),
        taxonomy=the_taxonomy(),
        map=SmallWorld(),
        profiles=Names(),
        statistics=NoNumbers(),
        attachments=NoPhotos(),
    )
