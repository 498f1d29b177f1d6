"""A case: what staff work on; it gathers the shares of one person at one place, and what
sharers added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from geo.centres import Point

#: The channel of what staff enter for a caller, or for somebody at the desk.
CALLER = "caller"
#: The channel of what a partner's system brings by the door of Open311.
OPEN311 = "open311"


class State(StrEnum):
    """How far a case is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    GOING = "going"
    ON_SITE = "on_site"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Place:
    """A point and what LINE calls it; the address is empty when LINE sent none."""

    point: Point
    address: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One citizen's location message; its id is the id of the event that brought it, *message* is
    LINE's id of the message, by which it can be unsent. *answers* is what its sharer has said of
    the person since, each with the life of the case in which it was said ("here.0"). *origin* is
    the case that it came from when that was merged into another."""

    id: str
    person: int
    at: datetime
    message: str = ""
    answers: tuple[str, ...] = ()
    origin: str = ""


class Form(StrEnum):
    """In which form a sharer adds to a case: words, or an attachment of one kind."""

    WORDS = "words"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """What holds for attachments of one form: the type of the bytes that are kept, and how many of
    them a sharer may add to a case, and a case may have."""

    content_type: str
    of_sharer: int
    of_case: int


#: Another kind is entered here; docs/architecture.md names the other places.
ATTACHMENTS = {Form.PHOTO: AttachmentKind("image/jpeg", of_sharer=5, of_case=20)}


@dataclass(frozen=True, slots=True)
class Detail:
    """What a sharer added so that the person is found: words, or an attachment. Its id is LINE's
    id of the message, by which it can be unsent; an attachment has no text."""

    id: str
    person: int
    at: datetime
    form: Form
    text: str = ""


class FarReason(StrEnum):
    """Why somebody was found far from the pin of the case."""

    MOVED = "moved"
    GPS = "gps"
    MET = "met"
    OTHER = "other"


class Wish(StrEnum):
    """What a sharer knows of the person's own wish for help."""

    YES = "yes"
    NO = "no"
    UNSPOKEN = "unspoken"


class Because(StrEnum):
    """Why a case was handed over to another centre."""

    AREA = "area"
    NEARER = "nearer"
    NO_TEAM = "no_team"
    OTHER = "other"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the officer *by* asked the sharer *to*; it waits for an answer until a
    time."""

    by: int
    to: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Need:
    """What sharers said the case is about; *urgent* is the danger that was said first,
    *urgent_too* those said after it, *wish* the person's own."""

    kind: str | None = None
    urgent: str | None = None
    urgent_too: tuple[str, ...] = ()
    wish: Wish | None = None

    @property
    def dangers(self) -> tuple[str, ...]:
        """Return every reason why the case cannot wait, the first said first."""
        return (self.urgent, *self.urgent_too) if self.urgent else ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What sharers said of the person since their shares: *still_at* is when one of them last said
    that the person is still there, *gone_at* when one said that the person is gone; *taken_back*
    tells that the only one who shared the case took their pin back."""

    still_at: datetime | None = None
    gone_at: datetime | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What staff asked the sharers in this life of the case: *question* is what the holder asked
    one of them, *questions* how often that was; *asked_at* is when all of them were asked whether
    the person is still there."""

    question: Asked | None = None
    questions: int = 0
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One holder's work on the case, dropped as a whole when the case waits again.

    *arrived* tells that the holder came to the place, *distance_m* how far from the pin they
    checked in, *far_reason* why that was far; *persons* is how many are to be met there, *outcomes*
    what came of those answered so far, *facts_said* which closing facts were counted ("1.sex"),
    never what was said; *told* are the outcomes that the sharers were told, *was* what they had
    been told before a correction.

    *silent_since* is when the holder last acted, or was last asked whether they are still on it;
    *silence* counts how often others heard since then that the holder does not act. *revisit_at* is
    when a waiting case is gone to again."""

    arrived: bool = False
    distance_m: int | None = None
    far_reason: FarReason | None = None
    persons: int = 1
    outcomes: tuple[str, ...] = ()
    facts_said: tuple[str, ...] = ()
    revisit_at: datetime | None = None
    told: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    silent_since: datetime | None = None
    silence: int = 0


#: Of a case that nobody has gone to, or to which somebody goes anew.
NO_VISIT = Visit()


@dataclass(frozen=True, slots=True)
class Handover:
    """How the case came from centre to centre: *passed* are those that handed it over, in order,
    *because* why the last one did; *clock_with* is the centre whose clock still runs until somebody
    claims the case, *refusable* tells that its centre may send it back."""

    passed: tuple[str, ...] = ()
    because: Because | None = None
    clock_with: str | None = None
    refusable: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Which other cases are, or were, of the same person: *merged* are the cases that were merged
    into this one, *parted* those that were taken out again; *merged_into* is the one that this case
    was merged into, with so many shares, *moved_shares*; *split_from* the one that its first share
    was wrongly joined to."""

    merged: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    merged_into: str = ""
    moved_shares: int = 0
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """How the case came to us, and in whose area it lies: *channel* is empty for LINE, *entered_by*
    is who entered another's share; *province* is the id of the centre in whose area the place lies,
    as far as known, *province_by* who told so."""

    channel: str = ""
    entered_by: int | None = None
    province: str | None = None
    province_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; *holder* is a person's id, *sharers* counts distinct persons,
    *attachments* those that there are to look at.

    *own_need* tells that the sharer is the person who needs help. *escalated* lets the national
    centre claim it, *lowered* puts it behind others in the queue, *summed_up* tells that its alert
    was one of too many of one account, of which its team heard together. *claimed_at* and
    *arrived_at* are of the first claim and visit, whoever goes later; *reopened* is how often it
    was closed in vain."""

    number: str
    centre: str
    place: Place
    opened_at: datetime
    waiting_since: datetime
    last_shared_at: datetime
    state: State = State.WAITING
    shares: int = 1
    sharers: int = 1
    attachments: int = 0
    own_need: bool = False
    holder: int | None = None
    escalated: bool = False
    lowered: bool = False
    summed_up: bool = False
    claimed_at: datetime | None = None
    arrived_at: datetime | None = None
    closed_at: datetime | None = None
    reopened: int = 0
    need: Need = Need()
    answers: Answers = Answers()
    asking: Asking = Asking()
    visit: Visit = NO_VISIT
    handover: Handover = Handover()
    links: Links = Links()
    origin: Origin = Origin()

    @property
    def is_open(self) -> bool:
        """Return whether somebody still has work with it."""
        return self.state is not State.CLOSED

    @property
    def was_passed_on(self) -> bool:
        """Return whether another centre has it than the one that opened it."""
        return bool(self.handover.passed) and self.handover.passed[0] != self.centre

    @property
    def cannot_wait(self) -> bool:
        """Return whether people are woken for it: a danger, or somebody who asks for help."""
        return self.need.urgent is not None or self.own_need

    @property
    def standing_question(self) -> Asked | None:
        """Return the question of the one who holds the case, or held it when it was merged into
        another: nobody else's stands any more."""
        asked, goes_on = self.asking.question, self.is_open or self.links.merged_into
        return asked if asked and goes_on and asked.by == self.holder else None

    @property
    def seen_at(self) -> datetime:
        """Return when somebody last saw the person: with a share, or by saying "still here"."""
        return max(self.last_shared_at, self.answers.still_at or self.last_shared_at)


def seen_again(case: Case) -> Case:
    """Take back what "gone" has lowered; a case lowered for another reason stays so."""
    lowered = case.lowered and case.answers.gone_at is None
    return replace(case, lowered=lowered, answers=replace(case.answers, gone_at=None))


def in_danger(case: Case, flag: str | None) -> Case:
    """Add a danger to *case*; none is ever taken back."""
    need = case.need
    if flag is None or flag in need.dangers:
        return case
    if need.urgent is None:
        return replace(case, need=replace(need, urgent=flag))
    return replace(case, need=replace(need, urgent_too=(*need.urgent_too, flag)))


def unasked(case: Case) -> Case:
    """Drop the question that waits for a sharer's answer."""
    return replace(case, asking=replace(case.asking, question=None))


def is_planned(case: Case, now: datetime) -> bool:
    """Return whether a team goes to a waiting case again later."""
    return case.visit.revisit_at is not None and now < case.visit.revisit_at


def unvisited(case: Case) -> Case:
    """Drop what belongs to one visit only."""
    return replace(case, visit=NO_VISIT)


#: So many texts stand on an officer's card, the newest first; more are counted.
_SHOWN = 3


class Question(StrEnum):
    """One thing that helps; each can be skipped, and they are answered in any order."""

    SPOT = "spot"
    WEARS = "wears"
    SITS = "sits"
    PHOTO = "photo"
    WISH = "wish"


#: A text answers the first of these that is open.
IN_WORDS = (Question.SPOT, Question.WEARS, Question.SITS)


@dataclass(frozen=True, slots=True)
class Added:
    """The texts that sharers added to a case, as its holder sees them: the newest, and how many
    more there are. The case itself counts its attachments."""

    texts: tuple[str, ...] = ()
    more: int = 0


NOTHING_ADDED = Added()


def questions(case: Case) -> tuple[Question, ...]:
    """Return what may be asked about *case*.

    No photo is asked for where somebody is in danger. Another sharer may have said that, and a
    question that is missing must not give it away: where several shared, nobody is asked for
    a photo."""
    if case.own_need:
        return (Question.SPOT, Question.WEARS)
    if case.shares > 1:
        return (*IN_WORDS, Question.WISH)
    return IN_WORDS if case.need.urgent else tuple(Question)


def added(details: Sequence[Detail]) -> Added:
    """Sum up the words among the details of a case, which come oldest first."""
    texts = [one.text for one in reversed(details) if one.form is Form.WORDS]
    return Added(tuple(texts[:_SHOWN]), len(texts[_SHOWN:]))
