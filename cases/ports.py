"""All that the handlers ask of the store and of LINE, described once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cases.audit import AuditEntry
from cases.calendar import Period, Span
from cases.case import Case, Detail, Form, Share
from cases.commands import YesNo
from cases.digest import OpenCases, Quota
from cases.log import Act, Proof
from cases.masking import Kept, Quoted
from cases.outlook import SightingCounts as Seen
from cases.people import Aside, Invitation, Language, Member, Pace, Person, UrgentPace
from cases.statistics import Numbers, Report
from geo.centres import Point


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
    FETCH_ATTACHMENT = "fetch_photo"
    COUNT_ATTACHMENTS = "count_photos"
    FORGET_ATTACHMENTS = "forget_photos"
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


class Audit(Protocol):
    """The audit log on one event's work: its entries become true with the act."""

    def record(self, entry: AuditEntry) -> None:
        """Write *entry* at the commit."""


class Attachments(Protocol):
    """What sharers added besides words, cleaned; each under LINE's id of its message."""

    def find(self, attachment: str) -> bytes | None:
        """Return the bytes; None if they are not fetched yet, or not there any more. Peeked at."""

    def kept(self, attachments: Sequence[str]) -> Sequence[str]:
        """Return those of *attachments* that are there."""

    def put(self, attachment: str, content: bytes) -> None:
        """Keep the bytes, for some months at the longest."""

    def forget(self, attachments: Collection[str]) -> None:
        """Delete attachments."""

    def unusable(self, person: Person) -> Form | None:
        """Return the form of an attachment of *person* that could not be used, and of which they
        have not heard; None where there is none."""

    def mark_unusable(self, person: Person, form: Form) -> None:
        """Remember for a day that an attachment of *person* could not be used."""

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


class Digests(Protocol):
    """What is kept of digests: how many pushes they took, how many were left out."""

    def quota(self) -> Quota | None:
        """Return what LINE said last of the month's pushes; None if it was not asked yet."""

    def spent(self, month: Period) -> int:
        """Return how many pushes the digests of a month took. It is only shown."""

    def left_out(self, row: str) -> int:
        """Return how many digests of a row were left out since the last that went."""

    def leave_out(self, row: str) -> None:
        """Count one that is left out."""

    def send(self, row: str, month: Period, pushes: int) -> None:
        """Count one that goes, to so many."""


class Log(Protocol):
    """The log and, with it, the counters."""

    def record(self, act: Act, case: Case | None = None, *, first: bool = True) -> None:
        """Write an act and add it to the counters of its case's centre and of the country;
        *first* tells the first of its kind in a case: a case counts once."""

    def record_share(self, case: Case, person: Person, channel: str = "") -> None:
        """Write a share and count its sharer where not counted yet; what is nobody's came by
        *channel*, or by a caller."""

    def record_opened(self, case: Case, *, split: bool = False) -> None:
        """Write that a case was opened, and count its cell of about 500 m."""

    def record_said(self, said: Case, *, before: Case) -> None:
        """Write that somebody said what a case is about, and count the kind and the danger that
        were not known *before*: each once a case."""

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
        """Write a close with its outcomes, its time, how many were met, whether somebody was
        helped, and how it is proved; or that it is *taken_back*, for another to stand instead."""

    def record_fact(self, case: Case, fact: str, *, taken_back: bool = False) -> None:
        """Count what was said of one who was met ("sex:male"), on the day of the close, or take it
        back. The entry names no case."""


class PartnerShares(Protocol):
    """What became of a partner's share, by the token that the partner got for it."""

    def put_case(self, token: str, number: str) -> None:
        """Keep to which case it came."""

    def put_refused(self, token: str) -> None:
        """Keep that it lies outside Thailand."""


class Limits(Protocol):
    """How much a person sends, and how often it was not true."""

    def pace(self, person: Person) -> Pace:
        """Return what *person* sent lately."""

    def urgent_pace(self, person: int) -> UrgentPace:
        """Return the urgent alerts that *person* caused lately."""

    def save_urgent_pace(self, person: int, pace: UrgentPace) -> None:
        """Keep it for a day."""

    def mark_summed_up(self) -> None:
        """Remember for a day, for the operator, that alerts were summed up."""

    def may_speak(self, centre: str) -> bool:
        """Return whether the clocks of cases that are summed up have not spoken to *centre* for ten
        minutes, and remember that they do now."""

    def save_pace(self, person: Person, pace: Pace) -> None:
        """Keep it for a day."""

    def aside(self, person: Person) -> Aside | None:
        """Return the last place that *person* sent over the limit, for some minutes."""

    def put_aside(self, person: Person, aside: Aside) -> None:
        """Keep a place instead of the one before."""

    def drop_aside(self, person: Person) -> None:
        """Delete it."""

    def danger(self, person: Person) -> str | None:
        """Return why the next place that *person* sends is urgent, if they said so lately."""

    def put_danger(self, person: Person, why: str) -> None:
        """Keep for some minutes that the next place is urgent."""

    def drop_danger(self, person: Person) -> None:
        """Delete it."""

    def caller_words(self, person: Person) -> Sequence[Detail]:
        """Return what *person* wrote for a caller whose place is still to come."""

    def put_caller_words(self, person: Person, words: Sequence[Detail]) -> None:
        """Keep it for some minutes instead of what was kept; an empty sequence deletes it."""

    def before_place(self, person: Person) -> Sequence[Detail]:
        """Return what *person* sent before the place that it belongs to, the oldest first."""

    def put_before_place(self, person: Person, details: Sequence[Detail]) -> None:
        """Keep it for some minutes instead of what was kept; an empty sequence deletes it."""

    def yes_no(self, person: int) -> YesNo | None:
        """Return the question that *person* was told last, if it is one of yes or no."""

    def put_yes_no(self, person: int, asked: YesNo | None) -> None:
        """Keep it instead of the one before; None if they were told something else."""

    def false_reports(self, people: Sequence[int]) -> Sequence[int]:
        """Return how many shares of each of *people* were found false."""

    def add_false_report(self, person: int, *, days: int) -> None:
        """Count one more; all are forgotten so many *days* after the last."""

    def take_false_report(self, person: int) -> None:
        """Count one less: it was a wrong tap."""


class SaidFacts(Protocol):
    """The closing facts of the last minutes, by their marks ("1.sex")."""

    def of(self, number: str) -> Mapping[str, str]:
        """Return what was said lately of those who were met in a case."""

    def keep(self, number: str, mark: str, value: str, *, minutes: int) -> None:
        """Keep it for so many minutes."""

    def forget(self, number: str) -> None:
        """Forget all of it."""


class Traces(Protocol):
    """All that leads to one person, wherever it lies."""

    def kept(self, person: Person) -> Kept:
        """Count what is kept of *person*."""

    def erase(self, person: Person, quoted: Sequence[Quoted]) -> Mapping[str, Sequence[str]]:
        """Delete what is kept of *person*: the ties to their shares, what they added, calls that
        wait for them; shares stay counted. Calls that wait for others lose what is *quoted* there.
        Return the ids of the attachments they added, by case."""

    def take_back(self, message: str, quoted: Sequence[Quoted]) -> None:
        """Take a message out of what could not be worked on, and what is *quoted* of it out of the
        calls that wait."""


class SignIns(Protocol):
    """How a person comes to the pages with a login."""

    def new_link(self, person: Person, *, minutes: int) -> str:
        """Draw the token of a link that is good once, for so many *minutes*; the one before is not
        any more."""

    def end_all(self, person: Person) -> None:
        """End every session of *person*, and the link that waits."""


class Messages(Protocol):
    """Which messages were taken back before they were worked on: LINE promises no order."""

    def was_unsent(self, message: str) -> bool:
        """Return whether a message was taken back."""

    def mark_unsent(self, message: str) -> None:
        """Remember that it was, as long as it may still come."""


class Moves(Protocol):
    """What sharers gave, taken from one case to another."""

    def contents(self, number: str) -> tuple[Sequence[Share], Sequence[Detail]]:
        """Return the shares and the details of a case, oldest first. They are to be moved, so
        unlike those that are looked at they are compared at the commit: what somebody takes back or
        erases meanwhile must not come back."""

    def move(
        self, source: str, target: str, shares: Sequence[Share], details: Sequence[Detail]
    ) -> None:
        """Write *shares* and *details* into *target*, and take them out of *source*."""


class Sightings(Protocol):
    """How often somebody was shared at which hour of the week, by cells of about 500 m."""

    def add(self, point: Point) -> None:
        """Count one share at *point* now."""

    def around(self, point: Point) -> Seen:
        """Return what was counted in the cell of *point*, only looked at."""


class Pushes(Protocol):
    """Whether LINE takes pushes, without which nobody is alerted. It refuses them all once the
    month's quota is used up; replies go on."""

    def stopped_since(self) -> datetime | None:
        """Return since when LINE refuses all pushes; None while it takes them."""

    def told_at(self, case: Case) -> datetime | None:
        """Return when LINE last took an alert of *case*; None if it has taken none since the case
        began to wait. Only looked at."""

    def untold(self, centre: str, *, with_escalated: bool) -> int:
        """Count the waiting cases of *centre* of which LINE has taken no alert since they began to
        wait; *with_escalated* adds those that other centres left unclaimed. Only looked at."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A LINE user's profile; it is asked for and not kept as such."""

    name: str
    language: Language


class Profiles(Protocol):
    """LINE's profiles."""

    def find(self, line_id: str) -> Profile | None:
        """Return the profile; None if LINE does not answer in time or does not know the user."""


class NotFetched(StrEnum):
    """Why an attachment does not come from LINE: it is being prepared; something is in the way,
    which may pass; it came and is not what its form says."""

    NOT_READY = "not_ready"
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"


class AttachmentSource(Protocol):
    """The contents of messages that LINE keeps for a while."""

    def fetch(self, message: str, form: Form) -> bytes | NotFetched:
        """Return a message's content, cleaned: a photo is a small JPEG in which nothing but the
        picture is left."""


class Statistics(Protocol):
    """The counters, for reading."""

    def report(self, centre: str, span: Span, at: datetime) -> Report:
        """Return the numbers of a centre or the country, in the period of *at* and before."""

    def recent(self, centre: str, at: datetime) -> Numbers:
        """Return the counters of a centre or the country in the month of *at* and the one before.
        They are looked at: no commit depends on them."""

    def series(self, centre: str, periods: Sequence[Period]) -> Sequence[Numbers]:
        """Return the counters of a centre or the country in each of *periods*, without the sharers,
        which would need more."""

    def open_cases(self, centres: Sequence[str]) -> OpenCases:
        """Count the cases that are open now."""


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
