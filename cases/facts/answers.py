"""Facts about sharers' answers, officers' questions to sharers, and words that are not clear."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from cases.case import Case, Example, Seen, Unreadable
from cases.commands import Command
from cases.facts.fact import AboutCase, Fact, ToPerson
from cases.outlook import Outlook
from cases.people import Member, Person


class StillThereAsked(Fact):
    """An officer sets off; the last sharers are asked whether the person is still there."""

    sharers: tuple[Person, ...]
    case: Case


class AnswerTaken(AboutCase):
    """A sharer's answer is stored, and was passed on."""

    seen: Seen


class AnswerKnown(AboutCase):
    """The sharer has answered so before; nothing changes."""


class AnswerNotTaken(ToPerson):
    """The case is closed, unknown, or not shared by this person: one answer for all three."""


class MovedHere(AboutCase):
    """The location that a sharer sent is the new place of the case."""


class WhoseNeedAsked(AboutCase):
    """A person who needs help themselves sent a place that is not the one of their *case*, and is
    asked whether they have moved or it is about somebody else. *minutes* without an answer mean
    that they have moved."""

    minutes: int


class ReopeningTold(Fact):
    """The other sharers, who had heard the outcome, are told that the case is open again: a sharer
    saw the person, or a head decided so (*by_head*)."""

    sharers: tuple[Person, ...]
    case: Case
    by_head: bool = False


class CaseReopened(AboutCase):
    """The person is still there: the case waits again; *outlook* says who can claim it."""

    outlook: Outlook | None = None


class OtherPersonHeard(AboutCase):
    """A sharer says that it is not the person whom a team has just visited."""


class CaseStillOpen(AboutCase):
    """An answer to an outcome, of a case that is open (again)."""


class TooLateToReopen(AboutCase):
    """The case was closed too long ago: a new share is needed."""


class SharerHeard(AboutCase):
    """The holder of a case is told a sharer's answer, without the sharer's name; *seen* is HERE,
    MOVED, GONE or LEFT, *at* when it was given; *shared* says that it is one more share."""

    seen: Seen
    at: datetime
    shared: bool = False


class PlaceMoved(AboutCase):
    """The holder of a case is told its new place."""


class PlaceTakenBack(AboutCase):
    """The holder of a case, who is on the way, is told that its only sharer unsent the place."""


class OutcomeDisputed(Fact):
    """The heads are told that a sharer, who is not named, does not agree with the outcome; *closer*
    is the name of who closed the case, empty if they left the team."""

    heads: tuple[Member, ...]
    case: Case
    closer: str = ""


Reviewed = Literal["asked", "own", "left", "kept", "reopened", "open", "late"]


class OutcomeReviewed(AboutCase):
    """A head's decision about a disputed result, or why it is none: who closed the case has *left*
    the team or is the head (*own*), the case is *open* already, or was closed too long ago
    (*late*)."""

    what: Reviewed


class ExplanationAsked(AboutCase):
    """Who closed the case is asked by *head*, a name, how it ended."""

    head: str


class ExplanationAwaited(AboutCase):
    """The next text of who closed the case goes to the heads."""


class ExplanationGiven(Fact):
    """The heads read what *closer*, a name, explains about a disputed result; its *text* is stored
    nowhere."""

    heads: tuple[Member, ...]
    case: Case
    closer: str
    text: str


class ExplanationSent(AboutCase):
    """The explanation was sent to the heads."""


class QuestionAwaited(AboutCase):
    """The officer's next text is the question; *left* is how many questions may still be asked."""

    left: int


class QuestionSent(AboutCase):
    """The officer is told that the question was sent."""


class QuestionDropped(ToPerson):
    """The officer cancelled the question."""


class SharerAsked(AboutCase):
    """A sharer is asked: an *example*, or words that are stored nowhere."""

    text: str = ""
    example: Example | None = None


class AnswerInWords(AboutCase):
    """A sharer answered with what nobody can read, such as a voice message or a sticker."""


class NotReadable(ToPerson):
    """A person sent what neither the bot nor a team can read; *case* is the one talked about."""

    kind: Unreadable
    case: Case | None = None


class AnswerAwaited(AboutCase):
    """A sharer did something else while an officer waits for their answer."""


class OwnNeedAsked(ToPerson):
    """A person is asked whether they themselves need help; their text is stored with *case*, if the
    talk is about one."""

    case: Case | None = None


class ActAsked(ToPerson):
    """A person is asked whether they mean *command*; their text is stored with *case*, if one is
    talked about, and nobody was told of it."""

    command: Command
    case: Case | None = None
