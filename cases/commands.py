"""The commands of the bot: one for each button, and for each typed word that stands for one; and
the answers of sharers about the person after their share.

Acts and the names of fields are a contract: every button that was ever sent must keep working.
cases/command_words.py reads and writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum
from typing import Any, ClassVar, Final, Literal, dataclass_transform

from cases.calendar import Span
from cases.case import Because, Example, FarReason, NoCheckIn, Question, Seen, Wish
from cases.people import Digest, Language


class Missing(Enum):
    """Stands for a field that a button does not have; None stands for a value that is unknown."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True)
class Command:
    """A request; each kind is a frozen dataclass with one or more acts. Its buttons have the first
    act."""

    acts: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, acts: str = "", **more: Any) -> None:
        """Make a dataclass of a subclass, and register its acts."""
        super().__init_subclass__(**more)
        cls.acts = tuple(acts.split())
        dataclass(frozen=True)(cls)


class OfCase(Command):
    """A command about a case; its number is empty if the button names none."""

    case: str = ""


class Paged(Command):
    """A command that shows a page of a list; pages are counted from 0."""

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
class GoAlong(OfCase, acts="along"): ...  # with the colleague who holds it
class Explain(OfCase, acts="explain"): ...  # to the heads, how the case ended
class Go(OfCase, acts="going"): ...
class Keep(OfCase, acts="keep"): ...
class LookUp(OfCase, acts="look"): ...
class Refuse(OfCase, acts="refuse"): ...  # what another centre has handed over
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
class ShowNear(Command, acts="near"): ...
class ShowQueue(Paged, acts="queue"): ...
class ShowRound(Command, acts="round"): ...
class ShowTeam(Paged, acts="team"): ...
class SignOut(Command, acts="sign_out"): ...
# fmt: on


class Start(Command, acts="start"):
    """Show how to share; or begin with one's own need, or somebody else's."""

    who: Literal["me", "other"] | None = None
    case: str = ""


class UsePlace(Command, acts="use_place"):
    """Use the place that was read out of a text, or that may be of *whose* need: one's own, as one
    has moved, or somebody else's."""

    whose: Literal["me", "other"] | None = None


class ChooseLanguage(Command, acts="language"):
    """Choose a language; without a name, the other one."""

    to: Language | Missing | None = MISSING


class Release(OfCase, acts="release"):
    """Put the case back into the queue if *sure*, else ask."""

    sure: bool = False


class ReadWords(OfCase, acts="words"):
    """Read all that sharers wrote, a page at a time."""

    page: int = 0


class SayKind(OfCase, acts="kind"):
    """Name the kind or a danger of a case, by their codes; with neither, ask for it."""

    kind: str | None = None
    urgent: str | None = None


class Split(OfCase, acts="split"):
    """Make a share (without its id the last one) a case of its own: this is someone else."""

    share: str | None = None


Step = Question | Literal["kind", "all"]


class AnswerQuestion(OfCase, acts="detail"):
    """Answer a question by a tap: with a wish, by skipping it ("kind" and "all" too), or by
    choosing one to answer."""

    wish: Wish | None = None
    skip: Step | None = None
    ask: Question | None = None


class Confirm(OfCase, acts="confirm"):
    """Answer "still there?" or "did you see us?"; without a value it is yes."""

    seen: Seen | Missing | None = MISSING


class SayDanger(Command, acts="danger"):
    """Name the danger, by its code, at the place that was sent or comes next."""

    why: str = ""


class ChooseQuestions(Command, acts="questions"):
    """Be asked questions about what one shares, or none any more."""

    to: Literal["on", "off"] | None = None


class Review(OfCase, acts="review"):
    """Decide about a result that a sharer disputes: ask who closed the case, open it again, or keep
    the result."""

    what: Literal["ask", "reopen", "keep"] | None = None


class SaySame(OfCase, acts="same"):
    """Say whether the person is the one of the case that was closed nearby, who is *still* there,
    or another."""

    still: bool = False


class Erase(Command, acts="erase"):
    """Erase one's data if *sure*, else ask; *asked* is when that was sent, in milliseconds."""

    sure: bool = False
    asked: int = 0


class Close(OfCase, acts="close outcome"):
    """Close with an outcome (in older buttons *code*) of one of several persons: which, of how
    many; without one, ask for it. *far* is the reason why the person was found far from the pin."""

    outcome: str | None = None
    person: int = 1
    of: int = 1
    far: FarReason | None = None
    code: str | None = None


class SayFewer(OfCase, acts="fewer"):
    """There is one person fewer; the buttons were about one of several persons: which, of how
    many."""

    person: int = 1
    of: int = 1


class SaySeveral(OfCase, acts="several"):
    """Set the number of persons; *again* drops that many outcomes."""

    persons: int = 0
    again: int = 0


class SayNoCheckIn(OfCase, acts="no_check_in"):
    """Say why no check-in proves the visit on which nobody was met."""

    why: NoCheckIn | None = None


class Correct(OfCase, acts="correct"):
    """Correct the outcome of one person; without them, ask."""

    person: int = 0
    outcome: str | None = None
    far: FarReason | None = None


class AskFacts(OfCase, acts="facts"):
    """Ask for the closing facts, after the one that is skipped."""

    person: int = 0
    name: str = ""


class SayFact(AskFacts, acts="fact"):
    """Record a closing fact of one person."""

    value: str = ""


class Revisit(OfCase, acts="revisit"):
    """Plan a visit at another time; without it, ask."""

    at: datetime | Missing | None = MISSING


class AskSharer(OfCase, acts="ask"):
    """Ask a sharer one of the examples, or the text that is written next."""

    q: Example | None = None


class WriteNote(OfCase, acts="note"):
    """Write a note on the case for who holds it next: the text that is written next."""


class MarkCaller(OfCase, acts="entered"):
    """Set a caller's kind or danger, by their codes."""

    kind: str | None = None
    urgent: str | None = None


class HandOver(OfCase, acts="handover"):
    """Hand over to another centre ("back" to the last), for a reason; without them, ask."""

    to: str | None = None
    why: Because | None = None


class Merge(OfCase, acts="merge"):
    """Merge into another case; without it, ask."""

    into: str | None = None


class Unmerge(OfCase, acts="unmerge"):
    """Unmerge the case with the number *of*; without it, ask."""

    source: str | None = field(default=None, metadata={"name": "from"})


PlaceIs = Literal["here", "share", "caller", "nothing"]


class SayWhosePlace(OfCase, acts="place"):
    """Name the meaning of the place that was set aside."""

    what: PlaceIs | None = field(default=None, metadata={"name": "as"})


class BeginDuty(Command, acts="on_duty"):
    """Begin duty for some hours, until a time of the day, or without an end."""

    hours: int | None = None
    until: time | Missing | None = MISSING


class RemoveMember(Command, acts="remove"):
    """Remove a person from the team if *sure*, else ask."""

    person: int = 0
    sure: bool = False


class ShowReport(Command, acts="report"):
    """Show the numbers of a day, a week, a month or a year."""

    period: Span | None = None


class ChooseDigests(Command, acts="digest"):
    """Switch digests of one kind or of all on or off; without that, show the last one."""

    kind: Digest | None = None
    to: Literal["on", "off"] | None = None
