"""Every fact the handlers can find, as long-winded as the world can make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.samples import samples
from cases import citizen_facts, data_facts, facts, photo_facts, seen
from cases.calendar import Span, period_of
from cases.case import Case, Place, State, Wish, case_number
from cases.details import IN_WORDS, Added, Question
from cases.facts import Fact, Why
from cases.kept import Kept
from cases.outlook import Outlook, Taker, Usual
from cases.people import Language, Member, Person, Role
from cases.rules import Refusal
from cases.seen import Seen
from cases.statistics import Numbers, Report
from geo.centres import Centre
from geo.point import Point
from handlers.citizen.photo import MOST_OF_ALL
from handlers.staff.lists import PAGE
from tests.builders import NOW, a_case, a_member, a_person, the_centres, the_taxonomy

ASKER = 1
#: The longest names of the file; an operator's phone may carry an extension.
CENTRE: Centre = replace(
    max(the_centres(), key=lambda one: (len(one.name_th), len(one.name_en))),
    phone="0 3534 6576 ต่อ 123 หรือ 08 1234 5678",
)
OTHER_CENTRE = "TH-77"
#: More marks than any place has.
LONG_ADDRESS = "ที่้" * 100
#: What inbound lets through at the most.
LONG_TEXT = "ที่้" * 500
MUCH = Added((LONG_TEXT,) * 3, 97, 12_345)
FAR = 1_987_654.3
EVENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def a_long_case(**changes: Any) -> Case:
    """Build a case of which every field is as long as it can be."""
    long: dict[str, Any] = {
        "number": case_number(CENTRE.id, NOW.date(), 9_999_999),
        "centre": CENTRE.id,
        "place": Place(Point(-13.123456789, -100.987654321), LONG_ADDRESS),
        "shares": 123_456,
        "kind": "ELDER_DISABLED",
        "urgent": "TRAFFICKING",
        "urgent_too": ("CHILD", "MEDICAL", "TRAFFIC", "VIOLENCE"),
        "wish": Wish.YES,
        "own_need": True,
        "distance_m": 123_456,
        "photos": 20,
        "lowered": True,
        "gone_at": NOW,
        "reopened": 123,
    }
    return a_case(**(long | changes))


def every_fact(language: Language) -> Iterator[tuple[str, Fact]]:
    """Name and give every fact, told to a reader of *language*."""
    asker = a_person(ASKER, language=language)
    yield from _citizens(asker)
    yield from _samples(asker)
    yield from _statuses(asker)
    yield from _seen(asker)
    yield from _data(asker)
    yield from _teams(asker)
    yield from _visits(asker)
    yield from _photos(asker)
    yield from _lists(asker)
    yield from _reports(asker)


def _citizens(asker: Person) -> Iterator[tuple[str, Fact]]:
    case, silent = a_long_case(own_need=False), a_long_case(kind=None, own_need=False)
    yield "welcomed", citizen_facts.Welcomed(asker)
    yield "guided", facts.Guided(asker)
    yield "opened", citizen_facts.CaseOpened(asker, silent, CENTRE, FAR)
    yield "opened, kind said", citizen_facts.CaseOpened(asker, case, CENTRE, 0.0)
    yield "split", citizen_facts.CaseOpened(asker, silent, CENTRE, FAR, split_from=case.number)
    yield "joined", citizen_facts.ShareJoined(asker, silent, CENTRE, FAR, EVENT)
    yield "joined, kind said", citizen_facts.ShareJoined(asker, case, CENTRE, FAR, EVENT)
    yield "share refused", citizen_facts.ShareRefused(asker)
    yield "not split", citizen_facts.NotSplit(asker)
    yield "kind not taken", citizen_facts.KindNotTaken(asker)
    for kind in (*the_taxonomy().kinds, "GONE"):
        known = replace(case, kind=kind)
        yield f"kind said {kind}", citizen_facts.KindSaid(asker, known, None, tuple(Question))
    for danger in the_taxonomy().urgencies:
        yield f"danger said {danger}", citizen_facts.KindSaid(asker, case, danger, IN_WORDS)
    yield from _details(asker, case)
    yield from _own_need(asker)
    for code in (*the_taxonomy().outcomes, "GONE"):
        closed = replace(case, state=State.CLOSED, outcomes=(code,), closed_at=NOW)
        yield f"sharers told {code}", citizen_facts.SharersTold((asker,), closed)
    several = replace(case, state=State.CLOSED, outcomes=tuple(the_taxonomy().outcomes))
    yield "sharers told of all", citizen_facts.SharersTold((asker,), several)
    yield "sharers told of none", citizen_facts.SharersTold((asker,), replace(several, outcomes=()))


def _samples(asker: Person) -> Iterator[tuple[str, Fact]]:
    for one in samples(asker, a_long_case(kind=None), CENTRE, the_taxonomy()):
        yield one.when, one.fact


def _statuses(asker: Person) -> Iterator[tuple[str, Fact]]:
    yield "still waiting", citizen_facts.StillWaiting(asker, a_long_case())
    yield "language chosen", citizen_facts.LanguageChosen(asker)
    yield "nothing shared", citizen_facts.StatusShown(asker, ())
    usual = Usual(99_999, of_country=True)
    outlooks = [Outlook(taker, usual, late) for taker in Taker for late in (True, False)]
    for expected in (*outlooks, Outlook(Taker.CENTRE), Outlook(Taker.CENTRE, Usual(0))):
        own = citizen_facts.OwnCase(a_long_case(), CENTRE, expected)
        yield f"status {expected}", citizen_facts.StatusShown(asker, (own,) * 10)
        silent = a_long_case(kind=None)
        opened = citizen_facts.CaseOpened(asker, silent, CENTRE, FAR, silent.number, expected)
        yield f"opened {expected}", opened
        joined = citizen_facts.ShareJoined(asker, silent, CENTRE, FAR, EVENT, expected)
        yield f"joined {expected}", joined
    codes = tuple(the_taxonomy().outcomes)
    for state in State:
        case = a_long_case(state=state, outcomes=codes, closed_at=NOW)
        own = citizen_facts.OwnCase(case, CENTRE)
        yield f"status {state}", citizen_facts.StatusShown(asker, (own,) * 10)


def _details(asker: Person, case: Case) -> Iterator[tuple[str, Fact]]:
    every = tuple(Question)
    yield "help asked", citizen_facts.HelpAsked(asker, case, every)
    yield "help asked for nothing", citizen_facts.HelpAsked(asker, case, ())
    for start in range(len(every) + 1):
        yield f"detail added {start}", citizen_facts.DetailAdded(asker, case, every[start:])
        yield f"detail asked {start}", citizen_facts.DetailAsked(asker, case, every[start:])
    yield "details full", citizen_facts.DetailsFull(asker, case)


def _own_need(asker: Person) -> Iterator[tuple[str, Fact]]:
    case = a_long_case()
    yield "own need heard", citizen_facts.OwnNeedHeard(asker)
    yield "own need of a case", citizen_facts.OwnNeedHeard(asker, case, CENTRE)
    yield "own case opened", citizen_facts.CaseOpened(asker, case, CENTRE, FAR)
    yield "own case joined", citizen_facts.ShareJoined(asker, case, CENTRE, FAR, EVENT)
    yield "own detail added", citizen_facts.DetailAdded(asker, case, ())
    yield "own detail asked", citizen_facts.DetailAsked(asker, case, ())
    for code in ("NOT_FOUND", "FAMILY", "GONE"):
        closed = replace(case, state=State.CLOSED, outcomes=(code,), closed_at=NOW)
        yield f"own result {code}", citizen_facts.SharersTold((asker,), closed)


def _seen(asker: Person) -> Iterator[tuple[str, Fact]]:
    case = a_long_case(state=State.GOING, holder=ASKER)
    yield "still there asked", seen.StillThereAsked((asker,), case)
    for one in Seen:
        if one is not Seen.STILL:
            yield f"answer taken {one}", seen.AnswerTaken(asker, case, one)
    yield "answer known", seen.AnswerKnown(asker, case)
    yield "answer not taken", seen.AnswerNotTaken(asker)
    yield "moved here", seen.MovedHere(asker, case)
    yield "reopened", seen.CaseReopened(asker, case)
    yield "still open", seen.CaseStillOpen(asker, case)
    yield "too late to reopen", seen.TooLateToReopen(asker, case)
    for one in (Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT):
        yield f"holder hears {one}", seen.SharerHeard(asker, case, one, NOW)
    yield "place moved", seen.PlaceMoved(asker, case)
    closed = replace(case, state=State.CLOSED, outcomes=tuple(the_taxonomy().outcomes))
    head = replace(_member(asker, Role.HEAD, on_duty=True), centre=OTHER_CENTRE)
    yield "disputed", seen.OutcomeDisputed((head,), closed)


def _data(asker: Person) -> Iterator[tuple[str, Fact]]:
    kept, since = Kept(1_234, 1_234, 1_234, 1_234), replace(asker, since=NOW)
    yield "notice", data_facts.NoticeGiven(asker)
    yield "my data", data_facts.MyDataShown(since, kept, None)
    yield "my data, nothing", data_facts.MyDataShown(asker, Kept(), None)
    head = _member(asker, Role.HEAD, on_duty=True)
    yield "my data of staff", data_facts.MyDataShown(since, kept, head)
    yield "erase asked", data_facts.EraseAsked(asker, NOW)
    yield "erase asked again", data_facts.EraseAsked(asker, NOW, again=True)
    yield "erase refused", data_facts.EraseRefused(asker, 123_456)
    yield "erased", data_facts.Erased(asker)
    yield "nothing kept", data_facts.NothingKept(asker)
    yield "member left", data_facts.MemberLeft((head,), head)
    yield "too many messages", data_facts.TooManyMessages(asker)
    yield "too many shares", data_facts.TooManyShares(asker, NOW)
    for urgency in the_taxonomy().urgencies:
        for shared in (True, False):
            yield f"danger {urgency} {shared}", data_facts.DangerSaid(asker, urgency, shared)


def _teams(asker: Person) -> Iterator[tuple[str, Fact]]:
    for role in Role:
        for on_duty in (True, False):
            member = _member(asker, role, on_duty=on_duty)
            yield f"guided {role} {on_duty}", facts.Guided(asker, member)
            yield f"joined as {role} {on_duty}", facts.TeamJoined(asker, member, CENTRE)
    gone = replace(_member(asker, Role.HEAD, on_duty=True), centre="TH-99")
    yield "member arrived", facts.MemberArrived((gone,), gone)
    yield "code refused", facts.CodeRefused(asker)
    yield "code tries over", facts.CodeTriesOver(asker)
    yield "cases in hand", facts.CasesInHand(asker, 123_456)
    yield "inviting explained", facts.InvitingExplained(asker, CENTRE)
    yield "on duty", facts.DutyChanged(asker, on_duty=True, waiting=99)
    yield "off duty", facts.DutyChanged(asker, on_duty=False, waiting=0)


def _visits(asker: Person) -> Iterator[tuple[str, Fact]]:
    member = _member(asker, Role.OFFICER, on_duty=True)
    for why in Why:
        alerted = facts.Alerted((member,), a_long_case(), CENTRE, FAR, why)
        yield f"alerted {why}", alerted
    elsewhere = replace(member, centre=OTHER_CENTRE)
    yield "alerted elsewhere", replace(alerted, team=(elsewhere,))
    for state in State:
        held = a_long_case(state=state, holder=ASKER)
        yield f"alerted holder {state}", replace(alerted, case=held, why=Why.URGENT)
    for refusal in Refusal:
        yield f"refused {refusal}", facts.Refused(asker, refusal, held.number, "ผู้ถือเคส" * 30)
        yield f"refused {refusal} by nobody", facts.Refused(asker, refusal, "")
    held = a_long_case(holder=ASKER, state=State.CLAIMED)
    yield "claimed", facts.CaseClaimed(asker, held, CENTRE, FAR, MUCH)
    yield "sharer added", facts.SharerAdded(asker, held, LONG_TEXT)
    yield "sharer added a mark", facts.SharerAdded(asker, held)
    yield "released", facts.CaseReleased(asker, a_long_case())
    yield "going", facts.OfficerGoing(asker, replace(held, state=State.GOING), MUCH)
    there = replace(held, state=State.ON_SITE)
    yield "arrived", facts.OfficerArrived(asker, there, MUCH)
    yield "arrived unseen", facts.OfficerArrived(asker, replace(there, distance_m=None))
    yield "outcome asked, found", facts.OutcomeAsked(asker, there, found=True)
    yield "outcome asked, not found", facts.OutcomeAsked(asker, there, found=False)
    yield "outcome asked at the desk", facts.OutcomeAsked(asker, held, found=False)
    for code in (*the_taxonomy().outcomes, "GONE"):
        closed = replace(there, state=State.CLOSED, outcomes=(code,), closed_at=NOW)
        yield f"closed {code}", facts.CaseClosed(asker, closed)


def _photos(asker: Person) -> Iterator[tuple[str, Fact]]:
    for case in (a_long_case(holder=ASKER), a_long_case(holder=ASKER, urgent=None)):
        yield f"photo taken {case.urgent}", photo_facts.PhotoTaken(asker, case)
        yield f"photos came {case.urgent}", photo_facts.PhotosCame(asker, case)
        ids = tuple(str(10**31 + n) for n in range(MOST_OF_ALL))
        yield f"photos shown {case.urgent}", photo_facts.PhotosShown(asker, case, ids)
    yield "no photos shown", photo_facts.PhotosShown(asker, case, ())
    yield "photos full", photo_facts.PhotosFull(asker, case)
    yield "photo not taken", photo_facts.PhotoNotTaken(asker)
    yield "photo unusable", photo_facts.PhotoUnusable(asker)


def _lists(asker: Person) -> Iterator[tuple[str, Fact]]:
    for state in State:
        for mine in (True, False):
            case = a_long_case(state=state, holder=ASKER if mine else 7)
            yield f"queue {state} {mine}", _queue(asker, [case] * PAGE, mine=mine, page=3)
    elsewhere = a_long_case(centre="TH-77", kind="GONE", urgent="GONE", place=Place(CENTRE.point))
    yield "queue of others", _queue(asker, [elsewhere] * PAGE, mine=False, page=998)
    yield "queue, last page", _queue(asker, [elsewhere], mine=False, page=3, total=31)
    for page in (0, 5):
        for mine in (True, False):
            yield f"nothing on {page} {mine}", _queue(asker, [], mine=mine, page=page)


def _reports(asker: Person) -> Iterator[tuple[str, Fact]]:
    counts = {f"outcome:{code}": 1_234_567 for code in (*the_taxonomy().outcomes, "GONE")}
    counts |= {"shares": 9_876_543, "claim_minutes:12345678": 3, "close_minutes:5": 3}
    for span in Span:
        for centre in (CENTRE, None):
            period = period_of(NOW.date(), span)
            cut = replace(period.before(), last=period.before().first)
            report = Report(Numbers("all", period, counts, None), Numbers("all", cut))
            yield f"report {span} {centre is None}", facts.Reported(asker, report, centre)
    yield "empty report", facts.Reported(asker, Report(report.before, report.before), None)


def _member(person: Person, role: Role, *, on_duty: bool) -> Member:
    name = "พระยาอนุมานราชธน ณ อยุธยา" * 10
    return replace(
        a_member(), person=person, centre=CENTRE.id, role=role, on_duty=on_duty, name=name
    )


def _queue(
    asker: Person, cases: list[Case], *, mine: bool, page: int, total: int = 123_456
) -> facts.QueueShown:
    known = (MUCH,) * len(cases) if mine else ()
    return facts.QueueShown(asker, tuple(cases), mine, page, total, CENTRE, known)


def later(minutes: float) -> datetime:
    """Give a time so many minutes after NOW."""
    return NOW.astimezone(UTC) + timedelta(minutes=minutes)
