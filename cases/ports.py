"""What the handlers need of the store and of LINE: the only door between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cases.audit import Audit
from cases.case import Case, Detail, Share
from cases.digest import Digests
from cases.log_port import Log
from cases.partner_ports import PartnerShares
from cases.people import Invitation, Member, Person
from cases.person_ports import Limits, Messages, SaidFacts, SignIns, Traces
from cases.place_ports import Moves, Sightings
from cases.push_port import Pushes
from geo.point import Point


class Timer(StrEnum):
    """What the clock may ask of a case; one row a kind and case. LATE, its morning, stands for
    a centre, DIGEST for the kind of one, DUTY_END and REMOVE_MEMBER for a member: "TH-14/7", SUM_UP
    and FORGET_PERSON for the number of a person."""

    REMIND = "remind"
    ESCALATE = "escalate"
    ALERT = "alert"
    LATE = "late"
    DIGEST = "digest"
    DUTY_END = "duty_end"
    REMOVE_MEMBER = "remove_member"
    TELL_SHARERS = "tell_sharers"
    FORGET_SHARERS = "forget_sharers"
    FORGET_OPEN = "forget_open"
    ROUND_PLACE = "round_place"
    FETCH_PHOTO = "fetch_photo"
    COUNT_PHOTOS = "count_photos"
    FORGET_PHOTOS = "forget_photos"
    REVISIT = "revisit"
    HOLDER = "holder"
    PUT_RIGHT = "put_right"
    SUM_UP = "sum_up"
    FORGET_PERSON = "forget_person"
    FORGET_CASE = "forget_case"


class Cases(Protocol):
    """The cases, their shares and their queues."""

    def find(self, number: str) -> Case | None:
        """Return the case of that number."""

    def near(self, point: Point, metres: float) -> Sequence[Case]:
        """Return the open cases within *metres*, nearest first."""

    def next_number(self, centre: str, at: datetime) -> str:
        """Return the number of the next case that *centre* opens in the month of *at*."""

    def add(self, case: Case) -> None:
        """Write a case that has just got its number."""

    def save(self, case: Case) -> None:
        """Write *case* and put it into exactly the queue and indexes that its state says."""

    def queue(
        self, centre: str, *, first: int, count: int, with_escalated: bool
    ) -> tuple[Sequence[Case], int]:
        """Return *count* open cases of *centre* from *first* on, urgent first, then oldest, then
        what is lowered, and how many there are; *with_escalated* adds those that other centres left
        unclaimed."""

    def held_by(self, person: int, *, first: int, count: int) -> tuple[Sequence[Case], int]:
        """Return the open cases that *person* holds, and how many there are."""

    def shares(self, number: str) -> Sequence[Share]:
        """Return the shares of a case, oldest first. They are looked at: on a press day thousands
        come in a case, and nobody must wait for the last. The case's own count is compared."""

    def find_share(self, number: str, share: str) -> Share | None:
        """Return one share of a case."""

    def has_shared(self, person: int, number: str) -> bool:
        """Return whether *person* has shared a case."""

    def put_share(self, number: str, share: Share) -> None:
        """Put *share* into a case."""

    def take_share(self, number: str, share: Share) -> None:
        """Take *share* out of a case."""

    def forget_sharers(self, number: str) -> None:
        """Delete who shared a case and what they added; the number of its shares stays."""

    def shared_by(self, person: int, *, count: int) -> Sequence[Case]:
        """Return up to *count* cases that *person* shared, the last share first."""

    def details(self, number: str) -> Sequence[Detail]:
        """Return what sharers added to a case, oldest first. Like the shares they are looked at."""

    def find_detail(self, number: str, detail: str) -> Detail | None:
        """Return one detail of a case."""

    def put_detail(self, number: str, detail: Detail) -> None:
        """Add *detail* to a case."""

    def forget(self, case: Case) -> None:
        """Delete a closed case with all that it still has; its shares stay counted."""

    def take_detail(self, number: str, detail: str) -> None:
        """Delete a detail of a case."""


class Photos(Protocol):
    """The photos that sharers added, cleaned; each under LINE's id of its message."""

    def find(self, photo: str) -> bytes | None:
        """Return a photo; None if it is not fetched yet, or not there any more. Only looked at."""

    def kept(self, photos: Sequence[str]) -> Sequence[str]:
        """Return those of *photos* that are there."""

    def put(self, photo: str, jpeg: bytes) -> None:
        """Keep a photo, for some months at the longest."""

    def forget(self, photos: Collection[str]) -> None:
        """Delete photos."""

    def has_unusable(self, person: Person) -> bool:
        """Return whether a photo of *person* could not be used, and they have not heard of it."""

    def mark_unusable(self, person: Person) -> None:
        """Remember for a day that a photo of *person* could not be used."""

    def drop_unusable(self, person: Person) -> None:
        """Forget it: they hear of it now."""


class People(Protocol):
    """Who wrote to the bot."""

    def of_line(self, line_id: str) -> Person:
        """Return the person behind a LINE user id, known or new."""

    def find_all(self, ids: Sequence[int]) -> Sequence[Person]:
        """Return those of *ids* that are not erased."""

    def save(self, person: Person) -> None:
        """Write all that is kept of *person*."""

    def known(self, line_id: str) -> Person | None:
        """Return the person behind a LINE user id, and make nobody."""

    def set_noticed(self, person: Person) -> None:
        """Keep that *person* was shown the notice, beside whatever else is kept of them."""

    def erase(self, person: Person) -> None:
        """Delete who *person* is; a number remains where something is counted."""


class Teams(Protocol):
    """The teams of the centres."""

    def of(self, centre: str) -> Sequence[Member]:
        """Return all members of a centre's team."""

    def find(self, person: Person) -> Member | None:
        """Return the membership of *person*."""

    def save(self, member: Member) -> None:
        """Write a membership."""

    def remove(self, member: Member) -> None:
        """Delete a membership."""

    def find_invitation(self, code: str) -> Invitation | None:
        """Return the invitation of *code*; None if wrong, expired or used up, which nobody is told
        apart."""

    def redeem_invitation(self, code: str) -> None:
        """Use up one use of the invitation of *code*."""

    def wrong_codes(self, person: Person) -> int:
        """Return how many wrong codes *person* sent within the hour."""

    def count_wrong_code(self, person: Person) -> None:
        """Count one more."""


class Timers(Protocol):
    """What is to happen later."""

    def set(self, timer: Timer, case: str, due: datetime, *, step: int = 0) -> None:
        """Set, or set anew, the one row of this timer, case and step."""

    def cancel(self, timer: Timer, case: str, *, step: int = 0) -> None:
        """Delete the row."""

    def is_set(self, timer: Timer, case: str, *, step: int = 0) -> bool:
        """Return whether there is such a row."""


class UnitOfWork(Protocol):
    """One event's work on the store: what is read and written here becomes true at once, or not
    at all. Reads give what was true before. *at* is when the event happened, *now* when it is
    worked on: after an outage an hour may lie between them."""

    @property
    def at(self) -> datetime: ...
    @property
    def now(self) -> datetime: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def photos(self) -> Photos: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def people(self) -> People: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def log(self) -> Log: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def timers(self) -> Timers: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def said_facts(self) -> SaidFacts: ...
    @property
    def traces(self) -> Traces: ...
    @property
    def moves(self) -> Moves: ...
    @property
    def sightings(self) -> Sightings: ...
    @property
    def sign_ins(self) -> SignIns: ...
    @property
    def digests(self) -> Digests: ...
    @property
    def partner_shares(self) -> PartnerShares: ...
    @property
    def pushes(self) -> Pushes: ...
