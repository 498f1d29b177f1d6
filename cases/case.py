"""A case, the unit of staff's work: the shares of one person at one place, with the details that
sharers added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from geo.centres import Point

#: The channel of cases that staff enter for a caller, or for somebody at the desk.
CALLER = "caller"
#: The channel of shares that a partner's system sends by Open311.
OPEN311 = "open311"


class State(StrEnum):
    """The steps of a case."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    GOING = "going"
    ON_SITE = "on_site"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Place:
    """A point and LINE's address of it, which is empty if LINE sent none."""

    point: Point
    address: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One citizen's location message. Its id is the id of its event, *message* is LINE's id of the
    message, by which it can be unsent. *answers* are the sharer's answers about the person since
    then, each with the life of the case in which it was given ("here.0"). *origin* is the case that
    it came from when that was merged into another."""

    id: str
    person: int
    at: datetime
    message: str = ""
    answers: tuple[str, ...] = ()
    origin: str = ""


class Form(StrEnum):
    """The form of a detail: a sharer's words, an officer's note, or an attachment of one kind."""

    WORDS = "words"
    NOTE = "note"
    PHOTO = "photo"


class Unreadable(StrEnum):
    """The kinds of messages that neither the bot nor a team can read, by LINE's names."""

    STICKER = "sticker"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """The properties of attachments of one form: the type of the stored bytes, and the most that a
    sharer may add to a case, and that a case may have."""

    content_type: str
    of_sharer: int
    of_case: int


#: A new kind is added here; docs/architecture.md names the other places.
ATTACHMENTS = {Form.PHOTO: AttachmentKind("image/jpeg", of_sharer=5, of_case=20)}


class Question(StrEnum):
    """A detail that helps; each question can be skipped, and they are answered in any order."""

    SPOT = "spot"
    WEARS = "wears"
    SITS = "sits"
    PHOTO = "photo"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Detail:
    """A sharer's addition that helps to find the person: words, or an attachment. Its id is LINE's
    id of the message, by which it can be unsent; an attachment has no text. *question* is the one
    that the words answer, None for free words."""

    id: str
    person: int
    at: datetime
    form: Form
    text: str = ""
    question: Question | None = None


class FarReason(StrEnum):
    """The reasons why the person was found far from the pin of the case."""

    MOVED = "moved"
    GPS = "gps"
    MET = "met"
    OTHER = "other"


class NoCheckIn(StrEnum):
    """The reasons why no check-in near the pin proves a visit on which nobody was met."""

    LOOKED = "looked"
    BARRED = "barred"
    NO_LOCATION = "no_location"


class Wish(StrEnum):
    """The person's own wish for help, as far as a sharer knows it."""

    YES = "yes"
    NO = "no"
    UNSPOKEN = "unspoken"


class Seen(StrEnum):
    """The answers of sharers: four while the case is open, three once it is closed."""

    HERE = "here"
    MOVED = "moved"
    GONE = "gone"
    LEFT = "left"
    YES = "yes"
    STILL = "still"
    WRONG = "wrong"


class Because(StrEnum):
    """The reasons for handing a case over to another centre."""

    AREA = "area"
    NEARER = "nearer"
    NO_TEAM = "no_team"
    OTHER = "other"
    REFUSED = "refused"


class Example(StrEnum):
    """The prepared questions to a sharer, which are sent in the sharer's own language."""

    WHERE = "where"
    SIDE = "side"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the officer *by* asked the sharer *to*, in their own words, which are stored
    nowhere, or by an *example*; an answer is awaited until a time."""

    by: int
    to: int
    until: datetime
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """The subject of the case as sharers described it; *urgent* is the danger that was reported
    first, *urgent_too* those after it, *wish* the person's own wish."""

    kind: str | None = None
    urgent: str | None = None
    urgent_too: tuple[str, ...] = ()
    wish: Wish | None = None

    @property
    def dangers(self) -> tuple[str, ...]:
        """Return every danger of the case, in the order of the reports."""
        return (self.urgent, *self.urgent_too) if self.urgent else ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of sharers about the person since their shares: *still_at* is the last time when
    one reported that the person is still there, *gone_at* the time when one reported that the
    person is gone; *taken_back* says that the only sharer of the case unsent their pin."""

    still_at: datetime | None = None
    gone_at: datetime | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of staff to the sharers in this life of the case: *question* is the holder's
    question to one of them, *questions* the number of these; *asked_at* is when all were asked
    whether the person is still there."""

    question: Asked | None = None
    questions: int = 0
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One holder's work on the case, dropped as a whole when the case waits again.

    *arrived* says that the holder came to the place, *distance_m* how far from the pin they checked
    in, *far_reason* why that was far, *no_check_in* why they did not check in near it and met
    nobody; *persons* is the number of persons to be met there,
    *outcomes* are those recorded so far, *facts_said* the closing facts that were counted
    ("1.sex"), never their values; *told* are the outcomes that were sent to the sharers, *was*
    those that had been sent before a correction.

    *silent_since* is when the holder last acted, or was last asked whether they are still on it;
    *silence* counts the messages about their silence since then. *revisit_at* is the planned time
    of a waiting case's next visit. *joiner_heard* says that somebody else shared the case while the
    holder was on the way, who is told of the first alone; *result_kept* that a head keeps the
    result that a sharer disputed last. *companions* are the colleagues who go along."""

    arrived: bool = False
    distance_m: int | None = None
    far_reason: FarReason | None = None
    no_check_in: NoCheckIn | None = None
    persons: int = 1
    outcomes: tuple[str, ...] = ()
    facts_said: tuple[str, ...] = ()
    revisit_at: datetime | None = None
    told: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    silent_since: datetime | None = None
    silence: int = 0
    joiner_heard: bool = False
    result_kept: bool = False
    companions: tuple[int, ...] = ()


#: The visit of a case to which nobody has gone, or to which somebody goes anew.
NO_VISIT = Visit()


@dataclass(frozen=True, slots=True)
class Handover:
    """The case's way from centre to centre: *passed* are those that handed it over, in order,
    *because* the last one's reason; *clock_with* is the centre whose clock runs until somebody
    claims the case, *refusable* says that its present centre may return it."""

    passed: tuple[str, ...] = ()
    because: Because | None = None
    clock_with: str | None = None
    refusable: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """The other cases that are, or were, of the same person: *merged* are the cases that were
    merged into this one, *parted* those that were unmerged; *merged_into* is the case that this one
    was merged into, with *moved_shares* shares; *split_from* is the case that its first share was
    wrongly joined to."""

    merged: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    merged_into: str = ""
    moved_shares: int = 0
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class ClosedNearby:
    """The case that had been closed at the same place shortly before this one was opened: its
    *number*, *at* when its team was there, and the *group* of its outcome."""

    number: str
    at: datetime
    group: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The channel of the case, and the area of its place: *channel* is empty for LINE, *entered_by*
    is the member who entered it for another; *province* is the id of the centre whose area contains
    the place, if known, *province_by* the source of that."""

    channel: str = ""
    entered_by: int | None = None
    province: str | None = None
    province_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The state of a case; *holder* is a person's id, *sharers* the number of distinct persons,
    *attachments* the number of stored attachments.

    *own_need* says that the sharer is the person who needs help. *escalated* lets the national
    centre claim it, *lowered* puts it behind others in the queue, *summed_up* says that its alert
    was one of too many of one account, which its team got in one summary. *claimed_at* and
    *arrived_at* are the times of the first claim and visit, also after later ones; *reopened* is
    how often it was reopened."""

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
    nearby: ClosedNearby | None = None
    origin: Origin = Origin()

    @property
    def is_open(self) -> bool:
        """Return whether there is still work on it."""
        return self.state is not State.CLOSED

    @property
    def hands(self) -> tuple[int, ...]:
        """Return who works on it: its holder and those who go along."""
        return () if self.holder is None else (self.holder, *self.visit.companions)

    @property
    def was_passed_on(self) -> bool:
        """Return whether it belongs to another centre than the one that opened it."""
        return bool(self.handover.passed) and self.handover.passed[0] != self.centre

    @property
    def cannot_wait(self) -> bool:
        """Return whether the case is urgent, so that people are woken for it: a danger was
        reported, or the sharer needs help."""
        return self.need.urgent is not None or self.own_need

    @property
    def standing_question(self) -> Asked | None:
        """Return the open question of the member who holds the case, or held it when it was merged
        into another: any other member's does not count any more."""
        asked, goes_on = self.asking.question, self.is_open or self.links.merged_into
        return asked if asked and goes_on and asked.by == self.holder else None

    @property
    def seen_at(self) -> datetime:
        """Return when somebody last saw the person: by a share, or by the answer "still here"."""
        return max(self.last_shared_at, self.answers.still_at or self.last_shared_at)


def seen_again(case: Case) -> Case:
    """Undo the lowering by the answer "gone"; a case lowered for another reason stays lowered."""
    lowered = case.lowered and case.answers.gone_at is None
    return replace(case, lowered=lowered, answers=replace(case.answers, gone_at=None))


def in_danger(case: Case, flag: str | None) -> Case:
    """Add a danger to *case*; none is ever withdrawn."""
    need = case.need
    if flag is None or flag in need.dangers:
        return case
    if need.urgent is None:
        return replace(case, need=replace(need, urgent=flag))
    return replace(case, need=replace(need, urgent_too=(*need.urgent_too, flag)))


def in_hands_of(case: Case, person: int) -> Case:
    """Return *case* with *person*, who goes along, as its holder, and the holder as who goes along:
    either works on it, and whoever acts last holds it."""
    if case.holder is None or person not in case.visit.companions:
        return case
    others = tuple(one for one in case.hands if one != person)
    asked = case.asking.question
    question = replace(asked, by=person) if asked and asked.by == case.holder else asked
    return replace(
        case,
        holder=person,
        visit=replace(case.visit, companions=others),
        asking=replace(case.asking, question=question),
    )


def unasked(case: Case) -> Case:
    """Drop the question to a sharer whose answer is awaited."""
    return replace(case, asking=replace(case.asking, question=None))


def is_planned(case: Case, now: datetime) -> bool:
    """Return whether a waiting case has a planned visit."""
    return case.visit.revisit_at is not None and now < case.visit.revisit_at


def unvisited(case: Case) -> Case:
    """Drop the data of one visit."""
    return replace(case, visit=NO_VISIT)


#: The number of texts on an officer's card; more are counted.
_SHOWN = 4


#: A text answers the first open one of these questions.
IN_WORDS = (Question.SPOT, Question.WEARS, Question.SITS)


@dataclass(frozen=True, slots=True)
class Added:
    """The words that sharers added to a case, as its holder sees them: the newest answer to each
    question, the spot first, then the newest free words; and the number of others. Before them
    stands the newest note of staff. The case itself counts its attachments."""

    words: tuple[Detail, ...] = ()
    more: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts alone."""
        return tuple(one.text for one in self.words)


NOTHING_ADDED = Added()


def questions(case: Case) -> tuple[Question, ...]:
    """Return the questions that may be asked about *case*. No photo is asked for if somebody is in
    danger. Another sharer may have reported that, and a missing question must not disclose it: if
    there are several sharers, nobody is asked for a photo."""
    if case.own_need:
        return (Question.SPOT, Question.WEARS)
    if case.shares > 1:
        return (*IN_WORDS, Question.WISH)
    return IN_WORDS if case.need.urgent else tuple(Question)


def added(details: Sequence[Detail]) -> Added:
    """Return the summary of the words among the details of a case, which come oldest first."""
    words, notes = _newest(details, Form.WORDS), _newest(details, Form.NOTE)
    newest = [next((one for one in words if one.question is asked), None) for asked in IN_WORDS]
    first = [one for one in newest if one is not None]
    shown = [*first, *(one for one in words if one.question is None)][:_SHOWN]
    older = len(words) - len(shown) + len(notes) - len(notes[:1])
    return Added((*notes[:1], *shown), older)


def in_order(details: Sequence[Detail]) -> list[Detail]:
    """Return all words, as they are read whole: notes, then by their questions, each newest
    first."""
    words = _newest(details, Form.WORDS)
    order = {question: place for place, question in enumerate((*IN_WORDS, None))}
    by_question = sorted(words, key=lambda one: order.get(one.question, len(order)))
    return [*_newest(details, Form.NOTE), *by_question]


def newest_note(details: Sequence[Detail]) -> Detail | None:
    """Return the newest note of staff, or None."""
    return next(iter(_newest(details, Form.NOTE)), None)


def _newest(details: Sequence[Detail], form: Form) -> list[Detail]:
    return [one for one in reversed(details) if one.form is form]
