"""The interfaces of the store and of LINE that the handlers use, documented once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cases.audit import AuditEntry
from cases.calendar import Period, Span
from cases.case import Case, Detail, Form, Share
from cases.digest import OpenCases, Quota
from cases.log import Act, Proof
from cases.masking import Kept, Quoted
from cases.outlook import SightingCounts
from cases.people import Aside, Invitation, Language, Member, Pace, Person, UrgentPace
from cases.statistics import Numbers, Report
from cases.yes_no import YesNo
from geo.centres import Point


class Timer(StrEnum):
    """The kinds of timers; one row for each kind and case. LATE stands for a centre, DIGEST for the
    kind of a digest, DUTY_END and REMOVE_MEMBER for a member: "TH-14/7", SUM_UP and FORGET_PERSON
    for the id of a person."""

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
    FETCH_ATTACHMENT = "fetch_photo"
    COUNT_ATTACHMENTS = "count_photos"
    FORGET_ATTACHMENTS = "forget_photos"
    REVISIT = "revisit"
    HOLDER = "holder"
    PLACE_UNANSWERED = "place_unanswered"
    PUT_RIGHT = "put_right"
    SUM_UP = "sum_up"
    FORGET_PERSON = "forget_person"
    FORGET_CASE = "forget_case"


class Cases(Protocol):
    """The cases, their shares and their queues."""

    def find(self, number: str) -> Case | None:
        """Return the case with that number."""

    def near(self, point: Point, metres: float) -> Sequence[Case]:
        """Return the open cases within *metres*, nearest first."""

    def closed_near(
        self, point: Point, metres: float, since: datetime, until: datetime
    ) -> Sequence[Case]:
        """Return the cases within *metres* that were closed between two times, at most a day apart
        and not long ago, and are not open again. Not compared."""

    def next_number(self, centre: str, at: datetime) -> str:
        """Return a number for a case that *centre* opens in the month of *at*. Nobody else gets
        it; without a commit no case has it."""

    def add(self, case: Case) -> None:
        """Write a case that has just got its number."""

    def save(self, case: Case) -> None:
        """Write *case* and put it into the queue and the indexes of its state, and no others."""

    def queue(
        self, centre: str, *, first: int, count: int, with_escalated: bool
    ) -> tuple[Sequence[Case], int]:
        """Return *count* open cases of *centre* from *first* on, urgent first, then oldest, then
        lowered ones, and their total number; *with_escalated* adds those unclaimed elsewhere."""

    def held_by(self, person: int, *, first: int, count: int) -> tuple[Sequence[Case], int]:
        """Return the open cases that *person* holds, and their total number."""

    def shares(self, number: str) -> Sequence[Share]:
        """Return the shares of a case, oldest first. Not compared at the commit: on a press day
        thousands join a case, and nobody must wait for the last. The case's own count is
        compared."""

    def find_share(self, number: str, share: str) -> Share | None:
        """Return one share of a case."""

    def has_shared(self, person: int, number: str) -> bool:
        """Return whether *person* has shared a case."""

    def put_share(self, number: str, share: Share) -> None:
        """Add *share* to a case."""

    def take_share(self, number: str, share: Share) -> None:
        """Remove *share* from a case."""

    def forget_sharers(self, number: str) -> None:
        """Delete the sharers of a case and what they added; the number of its shares stays."""

    def shared_by(self, person: int, *, count: int) -> Sequence[Case]:
        """Return up to *count* cases that *person* shared, the last share first."""

    def details(self, number: str) -> Sequence[Detail]:
        """Return the details of a case, oldest first. Like the shares they are not compared."""

    def find_detail(self, number: str, detail: str) -> Detail | None:
        """Return one detail of a case."""

    def put_detail(self, number: str, detail: Detail) -> None:
        """Add *detail* to a case."""

    def forget(self, case: Case) -> None:
        """Delete a closed case with all its data; its shares stay counted."""

    def take_detail(self, number: str, detail: str) -> None:
        """Delete a detail of a case."""


class Audit(Protocol):
    """The audit log in one event's unit of work: its entries are written with the act."""

    def record(self, entry: AuditEntry) -> None:
        """Write *entry* at the commit."""


class Attachments(Protocol):
    """The attachments of sharers, cleaned; each under LINE's id of its message."""

    def find(self, attachment: str) -> bytes | None:
        """Return the bytes; None if they are not fetched yet, or deleted. Not compared."""

    def kept(self, attachments: Sequence[str]) -> Sequence[str]:
        """Return those of *attachments* that are stored."""

    def put(self, attachment: str, content: bytes) -> None:
        """Store the bytes, for some months at the longest."""

    def forget(self, attachments: Collection[str]) -> None:
        """Delete attachments."""

    def unusable(self, person: Person) -> Form | None:
        """Return the form of an attachment of *person* that could not be used, if they were not
        told yet; else None."""

    def mark_unusable(self, person: Person, form: Form) -> None:
        """Record for a day that an attachment of *person* could not be used."""

    def drop_unusable(self, person: Person) -> None:
        """Delete that record: the person is told now."""

    def is_answered(self, person: Person, set_id: str) -> bool:
        """Return whether one of the attachments that *person* sent together was answered."""

    def mark_answered(self, person: Person, set_id: str) -> None:
        """Record for an hour that a set of *person* is answered."""


class People(Protocol):
    """The people who wrote to the bot."""

    def of_line(self, line_id: str) -> Person:
        """Return the person with a LINE user id, stored or new."""

    def find_all(self, ids: Sequence[int]) -> Sequence[Person]:
        """Return those persons of *ids* that are not erased."""

    def save(self, person: Person) -> None:
        """Write all data of *person*."""

    def known(self, line_id: str) -> Person | None:
        """Return the stored person with a LINE user id, without making a new one."""

    def forgotten_at(self, people: Sequence[Person]) -> Sequence[datetime | None]:
        """Return when each of these is forgotten if they write nothing more; None where that is not
        planned. Not compared."""

    def set_muted(self, person: Person, *, muted: bool) -> None:
        """Store whether this person wants to be asked nothing about what they share."""

    def set_noticed(self, person: Person) -> None:
        """Record that *person* was shown the notice, without changing their other data."""

    def erase(self, person: Person) -> None:
        """Delete the identity of *person*; the integer id remains where it is counted."""


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
        """Return the invitation of *code*; None if the code is wrong, expired or used up."""

    def redeem_invitation(self, code: str) -> None:
        """Use up one use of the invitation of *code*."""

    def wrong_codes(self, person: Person) -> int:
        """Return how many wrong codes *person* sent within the hour."""

    def count_wrong_code(self, person: Person) -> None:
        """Count one more wrong code."""


class Timers(Protocol):
    """Timers of later work."""

    def set(self, timer: Timer, case: str, due: datetime, *, step: int = 0) -> None:
        """Set the one row of this timer, case and step, new or changed."""

    def cancel(self, timer: Timer, case: str, *, step: int = 0) -> None:
        """Delete the row."""

    def is_set(self, timer: Timer, case: str, *, step: int = 0) -> bool:
        """Return whether there is such a row."""


class Digests(Protocol):
    """The record of digests: the pushes that they took, and the digests that were left out."""

    def quota(self) -> Quota | None:
        """Return the month's pushes as LINE last reported them; None if it was not asked yet."""

    def spent(self, month: Period) -> int:
        """Return how many pushes the digests of a month took. Not compared."""

    def left_out(self, row: str) -> int:
        """Return how many digests of a row were left out since the last that was sent."""

    def leave_out(self, row: str) -> None:
        """Count one digest that is left out."""

    def send(self, row: str, month: Period, pushes: int) -> None:
        """Count one digest that is sent, with its number of pushes."""


class Log(Protocol):
    """The log and, with it, the counters."""

    def record(self, act: Act, case: Case | None = None, *, first: bool = True) -> None:
        """Record an act and add it to the counters of its case's centre and of the country; *first*
        says that it is the first of its kind in a case: a case counts once."""

    def record_unreached(self, case: Case, persons: int) -> None:
        """Record to how many sharers LINE does not deliver the result of a case."""

    def record_share(self, case: Case, person: Person, channel: str = "") -> None:
        """Record a share and count its sharer if not counted yet; a share without a sharer came by
        *channel*, or by a caller."""

    def record_opened(self, case: Case, *, split: bool = False) -> None:
        """Record that a case was opened, and count its cell of about 500 m."""

    def record_said(self, said: Case, *, before: Case) -> None:
        """Record that the kind or the danger of a case was named, and count those that were not
        known *before*: each once a case."""

    def record_close(
        self,
        case: Case,
        *,
        found: bool,
        persons: int = 0,
        proof: Proof = Proof.NEAR,
        helped: bool = False,
        taken_back: bool = False,
    ) -> None:
        """Record a close with its outcomes, its time, the number of persons met, whether somebody
        was helped, and its proof; or that it is *taken_back*, to be replaced by another."""

    def record_fact(self, case: Case, fact: str, *, taken_back: bool = False) -> None:
        """Count a closing fact of a person who was met ("sex:male"), on the day of the close, or
        uncount it. The entry names no case."""


class PartnerShares(Protocol):
    """The results of partners' shares, by the token that the partner got."""

    def put_case(self, token: str, number: str) -> None:
        """Store the case that the share became part of."""

    def put_refused(self, token: str) -> None:
        """Record that the share lies outside Thailand."""


class Limits(Protocol):
    """What limits need: how much a person sends, their false reports, and what they sent before a
    place."""

    def pace(self, person: Person) -> Pace:
        """Return the recent messages and shares of *person*."""

    def urgent_pace(self, person: int) -> UrgentPace:
        """Return the urgent alerts that *person* caused recently."""

    def save_urgent_pace(self, person: int, pace: UrgentPace) -> None:
        """Store it for a day."""

    def mark_summed_up(self) -> None:
        """Record for a day, for the operator, that alerts were summed up."""

    def may_speak(self, centre: str) -> bool:
        """Return whether no timer of a summed-up case has alerted *centre* for ten minutes, and
        record that one does now."""

    def save_pace(self, person: Person, pace: Pace) -> None:
        """Store it for a day."""

    def aside(self, person: Person) -> Aside | None:
        """Return the last place that *person* sent over the limit, stored for some minutes."""

    def put_aside(self, person: Person, aside: Aside) -> None:
        """Store a place in place of the one before."""

    def drop_aside(self, person: Person) -> None:
        """Delete the place that was set aside."""

    def danger(self, person: Person) -> str | None:
        """Return why the next place that *person* sends is urgent, if they reported it recently."""

    def put_danger(self, person: Person, why: str) -> None:
        """Record for some minutes that the next place is urgent."""

    def drop_danger(self, person: Person) -> None:
        """Delete that record."""

    def caller_words(self, person: Person) -> Sequence[Detail]:
        """Return the words of *person* for a caller whose place is still to come."""

    def put_caller_words(self, person: Person, words: Sequence[Detail]) -> None:
        """Replace these words, for some minutes; an empty sequence deletes them."""

    def before_place(self, person: Person) -> Sequence[Detail]:
        """Return what *person* sent before the place that it belongs to, oldest first."""

    def put_before_place(self, person: Person, details: Sequence[Detail]) -> None:
        """Replace these details, for some minutes; an empty sequence deletes them."""

    def yes_no(self, person: int) -> YesNo | None:
        """Return the last question to *person*, if it is one of yes or no."""

    def put_yes_no(self, person: int, asked: YesNo | None) -> None:
        """Replace it; None if the last message to them was no such question."""

    def false_reports(self, people: Sequence[int]) -> Sequence[int]:
        """Return how many shares of each of *people* were found false."""

    def add_false_report(self, person: int, *, days: int) -> None:
        """Count one more false report; all are deleted *days* after the last."""

    def take_false_report(self, person: int) -> None:
        """Uncount one: it was a wrong tap."""


class SaidFacts(Protocol):
    """The recent closing facts, by their marks ("1.sex"), so that they can be corrected."""

    def of(self, number: str) -> Mapping[str, str]:
        """Return the recent closing facts of a case."""

    def keep(self, number: str, mark: str, value: str, *, minutes: int) -> None:
        """Store a fact for some minutes."""

    def forget(self, number: str) -> None:
        """Delete all facts of a case."""


class Traces(Protocol):
    """All stored data that leads to one person."""

    def kept(self, person: Person) -> Kept:
        """Return the counts of the data stored about *person*."""

    def erase(self, person: Person, quoted: Sequence[Quoted]) -> Mapping[str, Sequence[str]]:
        """Delete the data of *person*: the links to their shares, what they added, waiting calls to
        them; shares stay counted. What is *quoted* is redacted in waiting calls to others. Return
        the ids of the attachments that they added, by case."""

    def take_back(self, message: str, quoted: Sequence[Quoted]) -> None:
        """Delete a message from the dead letters, and redact what is *quoted* of it in waiting
        calls."""


class SignIns(Protocol):
    """Sign-in links and sessions of the pages with a login."""

    def new_link(self, person: Person, *, minutes: int) -> str:
        """Return the token of a link that works once, for *minutes*; the person's former link
        ends."""

    def end_all(self, person: Person) -> None:
        """End every session of *person*, and their open link."""


class Messages(Protocol):
    """Messages that were unsent before they were handled: LINE promises no order."""

    def was_unsent(self, message: str) -> bool:
        """Return whether a message was unsent."""

    def mark_unsent(self, message: str) -> None:
        """Record that a message was unsent, for as long as it may still come."""


class Moves(Protocol):
    """Moves shares and details from one case to another."""

    def contents(self, number: str) -> tuple[Sequence[Share], Sequence[Detail]]:
        """Return the shares and details of a case, oldest first. Unlike other reads they are
        compared at the commit: what somebody unsends or erases meanwhile must not come back."""

    def move(
        self, source: str, target: str, shares: Sequence[Share], details: Sequence[Detail]
    ) -> None:
        """Write *shares* and *details* into *target*, and remove them from *source*."""


class Sightings(Protocol):
    """The number of shares at each hour of the week, by cells of about 500 m."""

    def add(self, point: Point) -> None:
        """Count one share at *point* at the present time."""

    def around(self, point: Point) -> SightingCounts:
        """Return the counts in the cell of *point*. Not compared."""


class Pushes(Protocol):
    """The state of pushes, without which nobody is alerted. LINE refuses them all once the month's
    quota is used up; replies go on."""

    def stopped_since(self) -> datetime | None:
        """Return since when LINE refuses all pushes; None while it takes them."""

    def told_at(self, case: Case) -> datetime | None:
        """Return when LINE last accepted an alert of *case*; None if it has accepted none since the
        case began to wait. Not compared."""

    def untold(self, centre: str, *, with_escalated: bool) -> int:
        """Return the number of waiting cases of *centre* of which LINE has accepted no alert since
        they began to wait; *with_escalated* adds those unclaimed elsewhere. Not compared."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A LINE user's profile; it is read and not stored as such."""

    name: str
    language: Language


class Profiles(Protocol):
    """LINE's profiles."""

    def find(self, line_id: str) -> Profile | None:
        """Return the profile; None if LINE does not answer in time or does not know the user."""


class NotFetched(StrEnum):
    """Why an attachment was not fetched: LINE still prepares it; a fault that may pass; it is not
    what its form says."""

    NOT_READY = "not_ready"
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"


class AttachmentSource(Protocol):
    """The contents of messages, which LINE keeps for a while."""

    def fetch(self, message: str, form: Form) -> bytes | NotFetched:
        """Return a message's content, cleaned: a photo becomes a small JPEG that holds nothing but
        the picture."""


class Statistics(Protocol):
    """Reads the counters."""

    def report(self, centre: str, span: Span, at: datetime) -> Report:
        """Return the numbers of a centre or the country, in the period of *at* and in the one
        before."""

    def recent(self, centre: str, at: datetime) -> Numbers:
        """Return the counters of a centre or the country in the month of *at* and the one before.
        Not compared."""

    def series(self, centre: str, periods: Sequence[Period]) -> Sequence[Numbers]:
        """Return the counters of a centre or the country in each of *periods*, without the sharers,
        which would need more reads."""

    def open_cases(self, centres: Sequence[str]) -> OpenCases:
        """Return the counts of the cases that are open now."""


class UnitOfWork(Protocol):
    """The unit of work of one event: all writes are committed at once, or none. Reads return the
    state before it. *at* is when the event happened, *now* when it is handled: after an outage an
    hour may lie between them."""

    @property
    def at(self) -> datetime: ...
    @property
    def now(self) -> datetime: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def attachments(self) -> Attachments: ...
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
