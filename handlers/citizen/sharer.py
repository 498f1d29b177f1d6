"""Answers of sharers about their cases, and messages to them. Only a person who shared a case may
answer about it: a button is a request, never a permission. Every sharer of a closed case gets the
outcome, once for each close, and its correction. A sharer who asks gets the outlook of a waiting
case: this centre's own recent times, or none.

False reports: nobody is banned or told; a case that only such people shared waits longer. An urgent
case never does, and one share by anybody else lifts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cases.case import Case, Seen, Share
from cases.commands import ShowStatus
from cases.facts.fact import Fact
from cases.facts.shares import NobodyAlerted, OwnCase, SharersTold, StatusShown, StillWaiting
from cases.log import Act
from cases.outlook import Outlook, Taker
from cases.people import NOBODY, Person
from cases.ports import Timer
from cases.taxonomy import FALSE_REPORT
from handlers.alerts import outlook
from handlers.citizen.conversation import own_case
from handlers.events import FromPerson, TimerDue
from handlers.request import CommandRequest, Request, handles

_LOGGED = {
    Seen.HERE: Act.STILL_HERE,
    Seen.MOVED: Act.MOVED,
    Seen.GONE: Act.GONE,
    Seen.LEFT: Act.LEFT,
    Seen.STILL: Act.REOPENED,
    Seen.YES: Act.CONFIRMED,
    Seen.WRONG: Act.DISPUTED,
}

#: Marks of a share: its sharer was told that the case is late, or that nobody was alerted of it.
_LATE, _UNTOLD = "late", "untold"
#: An officer asked its sharer, who is not asked "still there?" as well: each question is paid.
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class SharerAnswer:
    """The answer of a sharer about a case; *share* is their last share in it."""

    person: Person
    case: Case
    share: Share
    seen: Seen

    @property
    def is_known(self) -> bool:
        """Return whether this person has given the same answer before, about this result in this
        life of the case."""
        return self._mark in self.share.answers

    @property
    def _mark(self) -> str:
        # A correction asks anew, so an answer about the former outcome does not count for it.
        of = f"-{'+'.join(self.case.visit.outcomes)}" if self.case.visit.was else ""
        return f"{self.seen.value}{of}{life(self.case)}"

    def keep(self, request: Request[object]) -> None:
        """Mark the share with the answer, so that it is counted and passed on once."""
        answers = (*self.share.answers, self._mark)
        request.cases.put_share(self.case.number, replace(self.share, answers=answers))
        request.log.record(_LOGGED[self.seen], self.case)


def life(case: Case) -> str:
    """Return the mark of the current life of a case: after a reopening the sharers are asked
    anew."""
    return f".{case.reopened}"


def answer_of_sharer(number: str, seen: Seen, request: Request[FromPerson]) -> SharerAnswer | None:
    """Return the sender's answer about a case; None if they did not share it."""
    person = request.person
    case = own_case(person, number, request)
    own = own_share(person, case, request) if case else None
    return SharerAnswer(person, case, own, seen) if case and own else None


def has_spoken(share: Share, case: Case) -> bool:
    """Return whether the sharer of *share* has answered about *case* in this life of it, or was
    asked."""
    heard = {f"{mark}{life(case)}" for mark in (_LATE, _UNTOLD)}
    return any(one.endswith(life(case)) and one not in heard for one in share.answers)


def mark_share(word: str, person: Person, case: Case, request: Request[object]) -> bool:
    """Mark the last share of *person* for this life of the case; return whether that is new."""
    mark = f"{word}{life(case)}"
    shares = [share for share in request.cases.shares(case.number) if share.person == person.id]
    own = own_share(person, case, request)
    if own is None or any(mark in share.answers for share in shares):
        return False
    request.cases.put_share(case.number, replace(own, answers=(*own.answers, mark)))
    return True


def own_share(person: Person, case: Case, request: Request[object]) -> Share | None:
    """Return the last share of *person* in *case*. Compared at the commit, unlike the other reads
    here."""
    own = [share for share in request.cases.shares(case.number) if share.person == person.id]
    return request.cases.find_share(case.number, own[-1].id) if own else None


def remember_false_report(case: Case, sharers: Sequence[Person], request: Request[object]) -> None:
    """Count a case that was closed as false for its sharers; uncount it if that close was a wrong
    tap."""
    was, is_now = FALSE_REPORT in case.visit.was, FALSE_REPORT in case.visit.outcomes
    for person in sharers if was is not is_now else ():
        if is_now:
            request.limits.add_false_report(person.id, days=request.settings.prank_days)
        else:
            request.limits.take_false_report(person.id)


#: The most sharers who are told in one step, so that ten thousand of a press day delay nobody else.
_AT_ONCE = 500


@handles(Timer.TELL_SHARERS)
def tell_sharers(request: Request[TimerDue]) -> list[Fact]:
    """Send the outcome of a closed case to the next sharers; a step of an earlier close sends
    nothing."""
    case = request.cases.find(request.event.case)
    if case is None or case.closed_at is None or request.event.at < case.closed_at:
        return []
    ids, left = _next(case, request.event.step, request)
    if left:
        due = max(request.now, case.closed_at)
        request.timers.set(Timer.TELL_SHARERS, case.number, due, step=ids[-1])
    if request.event.step == 0 and case.visit.told != case.visit.outcomes:
        request.cases.save(replace(case, visit=replace(case.visit, told=case.visit.outcomes)))
    sharers = request.people.find_all(ids)
    remember_false_report(case, sharers, request)
    strangers = [person for person in sharers if not (person.has_followed or person.blocked)]
    unreached = len(strangers) - len(reached(strangers, request))
    if unreached:
        request.log.record_unreached(case, unreached)
    return [SharersTold(tuple(sharers), case)]


#: LINE delivers to who never added the account for so long after their last message; a later push
#: is accepted, and seen by nobody.
_DELIVERED_FOR = timedelta(days=7)


def delivered_until(people: Sequence[Person], request: Request[object]) -> dict[int, datetime]:
    """Return until when LINE delivers pushes to those who never added the account, by their ids."""
    strangers = [person for person in people if not person.has_followed]
    if not strangers:
        return {}
    forgotten = request.people.forgotten_at(strangers)
    kept = timedelta(days=request.settings.forget_people_days)
    return {
        person.id: due - kept + _DELIVERED_FOR
        for person, due in zip(strangers, forgotten, strict=True)
        if due is not None
    }


def reached(people: Sequence[Person], request: Request[object]) -> list[Person]:
    """Return those to whom LINE delivers a push now."""
    until = delivered_until(people, request)
    return [
        person
        for person in people
        if not person.blocked and until.get(person.id, request.now) >= request.now
    ]


def hears_result(case: Case, request: Request[object]) -> bool:
    """Return whether anybody will be told the outcome: nobody if all sharers are not on LINE, have
    erased their data, blocked the account, or never added it and wrote long ago."""
    sharers = {share.person for share in request.cases.shares(case.number)} - {NOBODY}
    return bool(reached(request.people.find_all(sorted(sharers)[:_AT_ONCE]), request))


def _next(case: Case, last_told: int, request: Request[object]) -> tuple[list[int], int]:
    """Return the sharers who are told now, in the order of their ids, and the number left after
    them. A step carries the last id that was told, so that an erasure between two steps skips
    nobody."""
    sharers = {share.person for share in request.cases.shares(case.number)} - {NOBODY}
    rest = sorted(one for one in sharers if one > last_told)
    return rest[:_AT_ONCE], len(rest[_AT_ONCE:])


#: The number of a person's last shares that are checked for a late case without being asked.
_LAST_SHARED = 5
#: The most cases shown: a carousel holds twelve cards, and the outcome of older cases was sent long
#: ago.
_MOST_SHOWN = 10


@handles(ShowStatus)
def status(request: CommandRequest[ShowStatus]) -> list[Fact]:
    """Show the latest cases of the person who asks, and of nobody else."""
    person, context = request.person, request.context
    cases = request.cases.shared_by(person.id, count=_MOST_SHOWN)
    own = (OwnCase(case, context.centre(case.centre), outlook(case, request)) for case in cases)
    return [StatusShown(person, tuple(own))]


def still_waiting(person: Person, request: Request[object]) -> list[Fact]:
    """Return the note that a case is late, or that nobody could be alerted of it, for an answer
    that is sent anyway (a push would cost). Each note is sent once in the life of a case."""
    for case in request.cases.shared_by(person.id, count=_LAST_SHARED):
        expected = outlook(case, request)
        if expected and expected.late and mark_share(_LATE, person, case, request):
            return [StillWaiting(person, case)]
        untold = _promised_more(case, expected, request)
        if untold and mark_share(_UNTOLD, person, case, request):
            return [NobodyAlerted(person, case)]
    return []


def _promised_more(case: Case, expected: Outlook | None, request: Request[object]) -> bool:
    since = request.unit.pushes.stopped_since()
    untold = expected is not None and expected.taker is Taker.UNTOLD
    return untold and since is not None and case.waiting_since <= since
