"""The people who use the bot: sharers, and the members of a centre's team; and the counts by which
a person's messages, shares and alerts are limited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cases.case import Place, Question

#: Before everything.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

#: The sharer who is not on LINE: a caller, somebody who came to the desk.
NOBODY = 0


class Language(StrEnum):
    """A language the bot speaks with citizens."""

    THAI = "th"
    ENGLISH = "en"
    CHINESE = "zh"

    @property
    def written(self) -> Language:
        """This language if staff's words, pages and menus are written in it, else English."""
        return self if self in WRITTEN else Language.ENGLISH


#: In which there are words for everybody; of other languages there are words for citizens alone.
WRITTEN = (Language.THAI, Language.ENGLISH)


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code of the operator's files, with its words in each language."""

    code: str
    th: str
    en: str

    def name(self, language: Language) -> str:
        """Return the words of a code, as the file has them."""
        return self.th if language is Language.THAI else self.en


class Role(StrEnum):
    """What a member of a team may do; a manager reads the country's numbers and takes no case."""

    OFFICER = "officer"
    HEAD = "head"
    MANAGER = "manager"

    @property
    def reads_numbers(self) -> bool:
        """Return whether this role reads statistics: an officer works on cases, in the chat."""
        return self is not Role.OFFICER


class Digest(StrEnum):
    """A summary of the numbers that is sent without being asked for."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


#: Who gets which; an officer hears of the own cases only.
DIGESTS = {
    Role.OFFICER: (),
    Role.HEAD: (Digest.DAILY,),
    Role.MANAGER: (Digest.WEEKLY, Digest.MONTHLY),
}


class About(StrEnum):
    """The subject that a person's next message is taken to have."""

    DETAIL = "detail"
    OWN_NEED = "own_need"
    MOVED = "moved"
    ASK = "ask"
    CALLER = "caller"
    NOTE = "note"
    NEAR = "near"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of the talk with a person, until a time. DETAIL: words and photos that help to
    find somebody of *case*; OWN_NEED: the place of the person's own need; MOVED: where somebody of
    *case* is now; ASK: an officer's question to a sharer of *case*; CALLER: what a caller says, of
    *case* once there is one; NOTE: an officer's note on *case*; NEAR: where an
    officer is who asked for cases near; REVIEW: what an officer explains about the result of
    *case*. *open* are the questions that are neither answered nor
    skipped; the first is asked now."""

    about: About
    case: str
    until: datetime
    open: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the bot; *id* is the only trace of a person in cases and counters.
    *blocked* is what they last did to the account, at *blocked_at*; *since* is when they first
    wrote, *noticed* tells that they were shown what is kept of them, *muted* that they want to be
    asked nothing about what they share."""

    id: int
    line_id: str
    language: Language = Language.THAI
    blocked: bool = False
    blocked_at: datetime = NEVER
    centre: str | None = None
    topic: Topic | None = None
    since: datetime = NEVER
    noticed: bool = False
    muted: bool = False

    @property
    def may_be_asked(self) -> bool:
        """Return whether questions about their shares may be pushed to the person."""
        return not (self.blocked or self.muted)

    @property
    def has_followed(self) -> bool:
        """Return whether the person was greeted once; since then the language is their own
        choice."""
        return self.blocked_at != NEVER

    def topic_at(self, at: datetime, about: About) -> Topic | None:
        """Return the person's topic if its subject is *about* and it is still open at *at*; else
        None."""
        topic = self.topic
        return topic if topic and topic.about is about and at < topic.until else None

    def case_topic_at(self, at: datetime) -> Topic | None:
        """Return the topic by which words and photos at *at* belong to a case that the person
        shared; None if there is none."""
        return self.topic_at(at, About.DETAIL) or self.topic_at(at, About.MOVED)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in the team of a centre; *until* is when their duty ends, if they said so;
    *digests_off* are the digests that they do not want."""

    person: Person
    centre: str
    role: Role
    on_duty: bool
    name: str
    until: datetime | None = None
    digests_off: tuple[Digest, ...] = ()

    @property
    def row(self) -> str:
        """Return how a row of the timers names this member: "TH-14/7"."""
        return f"{self.centre}/{self.person.id}"

    @property
    def takes_cases(self) -> bool:
        """Return whether this member goes into the field."""
        return self.role is not Role.MANAGER

    @property
    def can_be_alerted(self) -> bool:
        """Return whether an alert reaches somebody who can take a case."""
        return self.takes_cases and not self.person.blocked

    def reads(self, digest: Digest) -> bool:
        """Return whether a digest is for this member, wanted, and arrives."""
        wanted = digest in DIGESTS[self.role] and digest not in self.digests_off
        return wanted and not self.person.blocked


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation code entitles its sender to."""

    centre: str
    role: Role
    name: str = ""


MINUTE = timedelta(minutes=1)
TEN_MINUTES = timedelta(minutes=10)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The number of messages, shares or alerts since *began*."""

    began: datetime = NEVER
    count: int = 0

    def add(self, at: datetime, length: timedelta) -> Window:
        """Return the window with one more at *at*; the first one after *length* begins a new
        window."""
        if at >= self.began + length:
            return Window(at, 1)
        return replace(self, count=self.count + 1)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a person sent: messages within a minute, shares within ten minutes and within a day.
    *answered* is when they last heard that they shared too much."""

    messages: Window = Window()
    shares: Window = Window()
    shares_of_day: Window = Window()
    answered: datetime = NEVER

    def message(self, at: datetime) -> Pace:
        """Return the counts with one more message."""
        return replace(self, messages=self.messages.add(at, MINUTE))

    def share(self, at: datetime) -> Pace:
        """Return the counts with one more share."""
        shares = self.shares.add(at, TEN_MINUTES)
        return replace(self, shares=shares, shares_of_day=self.shares_of_day.add(at, DAY))


@dataclass(frozen=True, slots=True)
class UrgentPace:
    """The urgent alerts that a person caused within ten minutes and within a day. *pending* are the
    cases beyond the limits that their teams were not told of yet, *summed_up* is the number of
    cases that they were told of together, in so many *rounds*."""

    lately: Window = Window()
    of_day: Window = Window()
    pending: tuple[str, ...] = ()
    summed_up: int = 0
    rounds: int = 0

    def count(self, at: datetime) -> UrgentPace:
        """Return the counts with one more alert; on a new day *summed_up* and *rounds* begin at
        0."""
        of_day = self.of_day.add(at, DAY)
        same_day = of_day.began == self.of_day.began
        return replace(
            self,
            lately=self.lately.add(at, TEN_MINUTES),
            of_day=of_day,
            summed_up=self.summed_up if same_day else 0,
            rounds=self.rounds if same_day else 0,
        )


@dataclass(frozen=True, slots=True)
class Aside:
    """A place that came over the limit, with the ids of the event and the message that brought
    it: it becomes a share if its sender says that somebody is in danger there."""

    event: str
    at: datetime
    place: Place
    message: str = ""
