"""What can be asked of the bot: one command for each button, and for each typed word that
stands for one; and what sharers say of the person after their share.

Acts and the names of fields are a contract: every button that was ever sent must keep working.
cases/command_words.py reads and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum, StrEnum
from typing import Any, ClassVar, Final, Literal, dataclass_transform

from cases.calendar import Span
from cases.case import Because, FarReason, Question, Wish
from cases.people import Digest, Language


class Example(StrEnum):
    """A question that is ready to be sent, in the sharer's own language."""

    WHERE = "where"
    SIDE = "side"
    THERE = "there"


class Missing(Enum):
    """Stands for a field that a button does not have, where that is not the same as a value that
    nobody knows (None)."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True)
class Command:
    """Something that is asked for; each kind is a frozen dataclass, and named by its acts: the
    first is the one that its buttons have."""

    acts: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, acts: str = "", **more: Any) -> None:
        """Make a dataclass of a kind of command."""
        super().__init_subclass__(**more)
        cls.acts = tuple(acts.split())
        dataclass(frozen=True)(cls)


class OfCase(Command):
    """Something that is asked of a case; its number is empty where the button names none."""

    case: str = ""


class Paged(Command):
    """A list that is asked for; its pages are counted from 0."""

    page: int = 0


# fmt: off
class Unknown(Command): ...  # what no button of ours asks for

# By anybody.
class AskDanger(Command, acts="urgent"): ...  # it is urgent; what it is, is asked
class Cancel(Command, acts="cancel"): ...
class SayGone(OfCase, acts="gone"): ...
class SayOwnNeed(OfCase, acts="own_need"): ...
class ShowMyData(Command, acts="my_data"): ...
class ShowStatus(Command, acts="status"): ...
class Skip(Command, acts="skip"): ...
class Thank(Command, acts="thanks"): ...
class TurnPage(Command, acts="tab"): ...  # of the rich menu, which LINE does by itself

# By staff, of a case.
class Arrive(OfCase, acts="arrived"): ...
class Claim(OfCase, acts="claim"): ...
class DropQuestion(OfCase, acts="ask&cancel"): ...
class Go(OfCase, acts="going"): ...
class Keep(OfCase, acts="keep"): ...
class LookUp(OfCase, acts="look"): ...
class Refuse(OfCase, acts="refuse"): ...  # what another centre has handed over
class Release(OfCase, acts="release"): ...
class SayFound(OfCase, acts="found"): ...
class SayNotFound(OfCase, acts="not_found"): ...
class ShowOptions(OfCase, acts="more"): ...
class ShowAttachments(OfCase, acts="photos"): ...

# By staff, beside it.
class DropCaller(Command, acts="caller&cancel"): ...
class EndDuty(Command, acts="off_duty"): ...
class EnterCaller(Command, acts="caller"): ...
class ExplainInviting(Command, acts="invite"): ...
class GiveAllBack(Command, acts="give_back"): ...
class OpenPage(Command, acts="page"): ...
class ShowMine(Paged, acts="mine"): ...
class ShowQueue(Paged, acts="queue"): ...
class ShowRound(Command, acts="round"): ...
class ShowTeam(Paged, acts="team"): ...
class SignOut(Command, acts="sign_out"): ...
# fmt: on


class Start(Command, acts="start"):
    """How to share; or whose need it is: one's own, or somebody else's."""

    who: Literal["me", "other"] | None = None
    case: str = ""


class ChooseLanguage(Command, acts="language"):
    """Another language; without a name, the other one."""

    to: Language | Missing | None = MISSING


class SayKind(OfCase, acts="kind"):
    """What a case is about: a kind or a danger, by their codes; with neither, the question."""

    kind: str | None = None
    urgent: str | None = None


class Split(OfCase, acts="split"):
    """This is someone else: a share, without its id the last, becomes a case of its own."""

    share: str | None = None


Step = Question | Literal["kind", "all"]


class AnswerQuestion(OfCase, acts="detail"):
    """A tap on a question: a wish, a question to skip ("kind" and "all" too), or one to answer."""

    wish: Wish | None = None
    skip: Step | None = None
    ask: Question | None = None


class Confirm(OfCase, acts="confirm"):
    """An answer to "still there?" or "did you see us?"; without one it is yes."""

    seen: Seen | Missing | None = MISSING


class SayDanger(Command, acts="danger"):
    """The code of a danger at the place that was sent, or comes next."""

    why: str = ""


class Erase(Command, acts="erase"):
    """It is erased, if *sure*; *asked* tells when that question was put, in milliseconds."""

    sure: bool = False
    asked: int = 0


class Close(OfCase, acts="close outcome"):
    """The code of an outcome, in older buttons *code*, of one of those at a place: which, of how
    many; without one, the question. *far* tells why somebody was found far from the pin."""

    outcome: str | None = None
    person: int = 1
    of: int = 1
    far: FarReason | None = None
    code: str | None = None


class SayFewer(OfCase, acts="fewer"):
    """It is one fewer than were said; the buttons were of one of them: which, of how many."""

    person: int = 1
    of: int = 1


class SaySeveral(OfCase, acts="several"):
    """So many persons; *again* drops the outcomes of so many."""

    persons: int = 0
    again: int = 0


class Correct(OfCase, acts="correct"):
    """Another outcome of one person; without them, the questions."""

    person: int = 0
    outcome: str | None = None
    far: FarReason | None = None


class AskFacts(OfCase, acts="facts"):
    """The closing facts, after the one that is skipped."""

    person: int = 0
    name: str = ""


class SayFact(AskFacts, acts="fact"):
    """A closing fact of one person."""

    value: str = ""


class Revisit(OfCase, acts="revisit"):
    """A visit at another time; without it, the question."""

    at: datetime | Missing | None = MISSING


class AskSharer(OfCase, acts="ask"):
    """A question to a sharer: one of the examples, or what is written next."""

    q: Example | None = None


class MarkCaller(OfCase, acts="entered"):
    """A caller's kind or danger, by their codes."""

    kind: str | None = None
    urgent: str | None = None


class HandOver(OfCase, acts="handover"):
    """To another centre ("back" to the last), and why; without them, the questions."""

    to: str | None = None
    why: Because | None = None


class Merge(OfCase, acts="merge"):
    """Into another case; without it, the question."""

    into: str | None = None


class Unmerge(OfCase, acts="unmerge"):
    """The case *of* that number stands alone again; without it, the question."""

    source: str | None = field(default=None, metadata={"name": "from"})


PlaceIs = Literal["here", "share", "caller", "nothing"]


class SayWhosePlace(OfCase, acts="place"):
    """What the place is that was kept aside."""

    what: PlaceIs | None = field(default=None, metadata={"name": "as"})


class BeginDuty(Command, acts="on_duty"):
    """For so many hours, until a time of the day, or without an end."""

    hours: int | None = None
    until: time | Missing | None = MISSING


class RemoveMember(Command, acts="remove"):
    """A person leaves the team, if it is *sure*."""

    person: int = 0
    sure: bool = False


class ShowReport(Command, acts="report"):
    """The numbers of a day, a week, a month or a year."""

    period: Span | None = None


class ChooseDigests(Command, acts="digest"):
    """Digests of one kind or of all, on or off; without that, the last one."""

    kind: Digest | None = None
    to: Literal["on", "off"] | None = None


class Seen(StrEnum):
    """What a sharer says: four answers while the case is open, three once it is closed."""

    HERE = "here"
    MOVED = "moved"
    GONE = "gone"
    LEFT = "left"
    YES = "yes"
    STILL = "still"
    WRONG = "wrong"


class Answer(StrEnum):
    """What a whole text says to a question: a plain yes or no, a polite particle, which is a
    yes where one is asked for, or "ok", which may only acknowledge."""

    YES = "yes"
    PARTICLE = "particle"
    OK = "ok"
    NO = "no"


#: A yes in each of its forms.
ANY_YES = (Answer.YES, Answer.PARTICLE, Answer.OK)


@dataclass(frozen=True, slots=True)
class YesNo:
    """The commands of the buttons under a question: what each answer does from *since* to *until*.
    An answer that is not there does nothing."""

    commands: Mapping[Answer, Command]
    since: datetime
    until: datetime

    def command_at(self, answer: Answer, at: datetime) -> Command | None:
        """Return the command of *answer*, typed at that time; None if it is none, or too late."""
        return self.commands.get(answer) if self.since <= at < self.until else None
