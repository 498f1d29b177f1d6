"""Every fact the handlers can find, as long-winded as the world can make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from cases import digest
from cases.calendar import Span, case_number, period_of, revisit_times
from cases.case import (
    ATTACHMENTS,
    IN_WORDS,
    Added,
    Because,
    Case,
    ClosedNearby,
    Detail,
    Example,
    FarReason,
    Form,
    Place,
    Question,
    Seen,
    State,
    Unreadable,
    Wish,
)
from cases.command_words import read_words
from cases.facts import answers, casework, digests, moves, personal_data, shares
from cases.facts import casework as facts
from cases.facts import personal_data as data_facts
from cases.facts import shares as citizen_facts
from cases.facts import team_changes as team_facts
from cases.facts.casework import CASES_A_PAGE, Why
from cases.facts.digests import NearAsked, NearShown, RoundShown, Stop
from cases.facts.fact import Fact
from cases.facts.team_changes import MEMBERS_A_PAGE
from cases.masking import Kept
from cases.outlook import BestTime, Outlook, Taker, Usual
from cases.people import Digest, Language, Member, Person, Role
from cases.refusal import Refusal
from cases.statistics import Numbers, Report
from geo.centres import Centre, Point
from geo.written_place import UnreadPlace
from handlers.membership import LISTED
from handlers.staff.lists import MOST_STOPS
from messages.texts.asking import ACTS
from tests.builders import NOW, a_case, a_member, a_person, the_centres, the_taxonomy
from tools.samples import samples

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
MUCH = Added(
    tuple(
        Detail(f"{place}", 1, NOW, Form.WORDS, LONG_TEXT, question)
        for place, question in enumerate((*IN_WORDS, None))
    ),
    96,
)
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
        "attachments": 20,
        "lowered": True,
        "gone_at": NOW,
        "reopened": 123,
        "province": OTHER_CENTRE,
        "passed": ("TH-72",),
        "because": Because.AREA,
        "clock_with": "TH-72",
        "refusable": True,
        "sharers": 23_456,
        "still_at": NOW,
        "taken_back": True,
        "split_from": case_number(CENTRE.id, NOW.date(), 7_777_777),
        "merged": (case_number(CENTRE.id, NOW.date(), 8_888_888),) * 12,
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
    yield from _asking(asker)
    yield from _rounds(asker)
    yield from _callers(asker)
    yield from _handovers(asker)
    yield from _merges(asker)
    yield from _attachments(asker)
    yield from _lists(asker)
    yield from _reports(asker)
    yield from _sign_ins(asker)
    yield from _digests(asker)


def _citizens(asker: Person) -> Iterator[tuple[str, Fact]]:
    case, silent = a_long_case(own_need=False), a_long_case(kind=None, own_need=False)
    yield "welcomed", citizen_facts.Welcomed(asker)
    yield "guided", facts.Guided(asker)
    yield "opened", citizen_facts.CaseOpened(asker, silent, CENTRE, FAR)
    unknown = a_long_case(kind=None, urgent=None, urgent_too=(), own_need=False)
    yield "opened, nothing said", citizen_facts.CaseOpened(asker, unknown, CENTRE, FAR)
    closed_here = replace(unknown, nearby=ClosedNearby("14-6911-0001", NOW, "no_contact"))
    yield "opened, just closed nearby", citizen_facts.CaseOpened(asker, closed_here, CENTRE, FAR)
    yield "another person", answers.OtherPersonHeard(asker, silent)
    yield "questions muted", citizen_facts.QuestionsChosen(replace(asker, muted=True))
    yield "questions again", citizen_facts.QuestionsChosen(asker)
    yield "opened, kind said", citizen_facts.CaseOpened(asker, case, CENTRE, 0.0)
    yield "split", citizen_facts.CaseOpened(asker, silent, CENTRE, FAR, split_from=case.number)
    yield "joined", citizen_facts.ShareJoined(asker, silent, CENTRE, FAR, EVENT)
    yield "joined, kind said", citizen_facts.ShareJoined(asker, case, CENTRE, FAR, EVENT)
    yield "share refused", citizen_facts.ShareRefused(asker)
    yield "not split", citizen_facts.NotSplit(asker)
    yield "kind not taken", citizen_facts.KindNotTaken(asker)
    yield "kind asked", citizen_facts.KindAsked(asker, silent)
    yield "whose need", answers.WhoseNeedAsked(asker, a_long_case(), 3)
    yield "danger asked again", citizen_facts.KindAsked(asker, silent, danger_first=True)
    yield "kind asked of one in need", citizen_facts.KindAsked(asker, a_long_case())
    for kind in (*the_taxonomy().kinds, "GONE"):
        known = replace(case, need=replace(case.need, kind=kind))
        yield f"kind said {kind}", citizen_facts.KindSaid(asker, known, None, tuple(Question))
    for danger in the_taxonomy().urgencies:
        yield f"danger said {danger}", citizen_facts.KindSaid(asker, case, danger, IN_WORDS)
    yield from _details(asker, case)
    yield from _own_need(asker)
    yield from _asked_back(asker)
    for code in (*the_taxonomy().outcomes, "GONE"):
        closed = replace(
            case, state=State.CLOSED, visit=replace(case.visit, outcomes=(code,)), closed_at=NOW
        )
        yield f"sharers told {code}", citizen_facts.SharersTold((asker,), closed)
    several = replace(
        case, state=State.CLOSED, visit=replace(case.visit, outcomes=tuple(the_taxonomy().outcomes))
    )
    for own_need in (False, True):
        righted = a_long_case(outcomes=("NOT_FOUND",), was=("SHELTER",), own_need=own_need)
        yield f"sharers told right {own_need}", citizen_facts.SharersTold((asker,), righted)
    yield "sharers told of all", citizen_facts.SharersTold((asker,), several)
    yield (
        "sharers told of none",
        citizen_facts.SharersTold(
            (asker,), replace(several, visit=replace(several.visit, outcomes=()))
        ),
    )


def _samples(asker: Person) -> Iterator[tuple[str, Fact]]:
    for one in samples(asker, a_long_case(kind=None), CENTRE, the_taxonomy()):
        yield one.when, one.fact


def _statuses(asker: Person) -> Iterator[tuple[str, Fact]]:
    yield "still waiting", citizen_facts.StillWaiting(asker, a_long_case())
    yield "language chosen", citizen_facts.LanguageChosen(asker)
    yield "nothing shared", citizen_facts.StatusShown(asker, ())
    usual = Usual(99_999, of_country=True)
    outlooks = [Outlook(taker, usual, late) for taker in Taker for late in (True, False)]
    outlooks.append(Outlook(Taker.RESTING, since=NOW))
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
        masked = citizen_facts.DetailAdded(asker, case, every[start:], masked=True)
        yield f"detail added masked {start}", masked
        yield f"detail asked {start}", citizen_facts.DetailAsked(asker, case, every[start:])
    yield "details full", citizen_facts.DetailsFull(asker, case)


def _asked_back(asker: Person) -> Iterator[tuple[str, Fact]]:
    case = a_long_case()
    yield "nameless", data_facts.NamelessHeard(asker)
    yield "sent twice", citizen_facts.ShareSentTwice(asker, case)
    yield "own need asked", answers.OwnNeedAsked(asker)
    yield "own need asked of a case", answers.OwnNeedAsked(asker, case)
    for act in (*ACTS, f"look&case={case.number}", "on_duty&hours=8"):
        yield f"asked {act}", answers.ActAsked(asker, read_words(act), case)


def _own_need(asker: Person) -> Iterator[tuple[str, Fact]]:
    case = a_long_case()
    yield "own need heard", citizen_facts.OwnNeedHeard(asker)
    yield "own need of a case", citizen_facts.OwnNeedHeard(asker, case, CENTRE)
    yield "own case opened", citizen_facts.CaseOpened(asker, case, CENTRE, FAR)
    yield "own case joined", citizen_facts.ShareJoined(asker, case, CENTRE, FAR, EVENT)
    yield "own detail added", citizen_facts.DetailAdded(asker, case, ())
    yield "own detail asked", citizen_facts.DetailAsked(asker, case, ())
    for code in ("NOT_FOUND", "FAMILY", "GONE"):
        closed = replace(
            case, state=State.CLOSED, visit=replace(case.visit, outcomes=(code,)), closed_at=NOW
        )
        yield f"own result {code}", citizen_facts.SharersTold((asker,), closed)


def _seen(asker: Person) -> Iterator[tuple[str, Fact]]:
    case = a_long_case(state=State.GOING, holder=ASKER)
    yield "still there asked", answers.StillThereAsked((asker,), case)
    for one in Seen:
        if one is not Seen.STILL:
            yield f"answer taken {one}", answers.AnswerTaken(asker, case, one)
    yield "answer known", answers.AnswerKnown(asker, case)
    yield "answer not taken", answers.AnswerNotTaken(asker)
    yield "moved here", answers.MovedHere(asker, case)
    yield "reopened", answers.CaseReopened(asker, case)
    yield "reopened by another", answers.ReopeningTold((asker,), case)
    resting = replace(case, waiting_since=later(60))
    yield "reopened by night", answers.CaseReopened(asker, resting)
    yield "still open", answers.CaseStillOpen(asker, case)
    yield "too late to reopen", answers.TooLateToReopen(asker, case)
    for one in (Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT):
        yield f"holder hears {one}", answers.SharerHeard(asker, case, one, NOW)
    shared = answers.SharerHeard(asker, case, Seen.HERE, NOW, shared=True)
    yield "holder hears of one more share", shared
    yield "place moved", answers.PlaceMoved(asker, case)
    yield "place taken back", answers.PlaceTakenBack(asker, case)
    closed = replace(
        case, state=State.CLOSED, visit=replace(case.visit, outcomes=tuple(the_taxonomy().outcomes))
    )
    head = replace(_member(asker, Role.HEAD, on_duty=True), centre=OTHER_CENTRE)
    yield "disputed", answers.OutcomeDisputed((head,), closed)
    yield "went along", facts.WentAlong(asker, case, "ชื่อ" * 40)
    yield "companion joined", facts.CompanionJoined(asker, case, "ชื่อ" * 40)
    yield "companion left", facts.CompanionLeft(asker, case)
    yield "disputed, by name", answers.OutcomeDisputed((head,), closed, "ชื่อ" * 40)
    for what in get_args(answers.Reviewed):
        yield f"reviewed: {what}", answers.OutcomeReviewed(asker, closed, what)
    yield "explanation asked", answers.ExplanationAsked(asker, closed, "ชื่อ" * 40)
    yield "explanation awaited", answers.ExplanationAwaited(asker, closed)
    yield "explanation sent", answers.ExplanationSent(asker, closed)
    yield "explanation", answers.ExplanationGiven((head,), closed, "ชื่อ" * 40, LONG_TEXT)
    yield "reopening told by a head", answers.ReopeningTold((asker,), case, by_head=True)


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
    yield "member left", team_facts.MemberLeft((head,), head)
    yield "text cut", data_facts.TextCut(asker, "W" * 30)
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
            yield f"joined as {role} {on_duty}", team_facts.TeamJoined(asker, member, CENTRE)
    gone = replace(_member(asker, Role.HEAD, on_duty=True), centre="TH-99")
    yield "member arrived", team_facts.MemberArrived((gone,), gone)
    yield "code refused", team_facts.CodeRefused(asker)
    yield "code tries over", team_facts.CodeTriesOver(asker)
    yield "cases in hand", team_facts.CasesInHand(asker, 123_456)
    yield "inviting explained", facts.InvitingExplained(asker, CENTRE)
    yield "on duty", team_facts.DutyChanged(asker, on_duty=True, waiting=99)
    yield "off duty", team_facts.DutyChanged(asker, on_duty=False, waiting=0)
    yield from _shifts(asker)


def _shifts(asker: Person) -> Iterator[tuple[str, Fact]]:
    tomorrow = later(24 * 60)
    member = replace(_member(asker, Role.OFFICER, on_duty=True), until=tomorrow)
    case = a_long_case()
    yield "guided until", facts.Guided(asker, member)
    yield "on duty until", team_facts.DutyChanged(asker, True, 99, until=tomorrow)
    for by_clock in (True, False):
        until = NOW if by_clock else None
        first = (case,) * LISTED
        over = team_facts.DutyChanged(asker, False, 99, until, 1_234, first, by_clock)
        yield f"off duty with cases {by_clock}", over
    yield "shift over", team_facts.DutyChanged(asker, False, 0, NOW, by_clock=True)
    yield "given back", team_facts.CasesGivenBack(asker, 1_000)
    yield "given back nothing", team_facts.CasesGivenBack(asker, 0)
    for parting in team_facts.Parting:
        back = team_facts.CasesBack(member, (case,) * 1_000, member.name, parting)
        yield f"cases back {parting}", back
    for page, total in ((0, MEMBERS_A_PAGE), (50, 1_234)):
        rows = ((member, 1_000),) * MEMBERS_A_PAGE
        yield f"team {page}", team_facts.TeamShown(asker, CENTRE, rows, page, total)
    yield "team, nobody", team_facts.TeamShown(asker, CENTRE, (), 99, 12)
    yield "removal asked", team_facts.RemovalAsked(asker, member, 1_000)
    yield "removed", team_facts.MemberRemoved(asker, member, 1_000)
    for untold in (0, 1, 1_000):
        yield f"alerts stopped {untold}", team_facts.AlertsStopped(asker, NOW, untold)
    for count in (1, 1_000):
        summed_up = team_facts.UrgentSummedUp((member,), (case,) * count, 1_234)
        yield f"urgent summed up {count}", summed_up
    yield "taken out", team_facts.TakenOut(asker, CENTRE)
    for waiting, held, ending in ((1_000, 1_000, 1_000), (1, 0, 0), (0, 1, 0), (0, 0, 1)):
        cases = ((case,) * count for count in (waiting, held, ending))
        yield f"late {waiting} {held} {ending}", team_facts.LateCases(asker, CENTRE, *cases)


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
        yield (
            f"refused {refusal}",
            facts.Refused(asker, refusal, held.number, "ผู้ถือเคส" * 30, CENTRE.id),
        )
        merged = facts.Refused(asker, refusal, held.number, into=held.number)
        yield f"refused {refusal}, merged", merged
        led_on = replace(merged, leads_to=held)
        yield f"refused {refusal}, led on", led_on
        yield f"refused {refusal} by nobody", facts.Refused(asker, refusal, "")
    held = a_long_case(holder=ASKER, state=State.CLAIMED)
    yield "claimed", facts.CaseClaimed(asker, held, CENTRE, FAR, MUCH, BestTime(21, (0, 2, 4)))
    yield "sharer added", facts.SharerAdded(asker, held, LONG_TEXT)
    yield "sharer added a mark", facts.SharerAdded(asker, held)
    yield "release asked", facts.ReleaseAsked(asker, a_long_case())
    yield "words shown", facts.WordsShown(asker, a_long_case(), MUCH.words * 20, 1)
    yield "no words shown", facts.WordsShown(asker, a_long_case(), (), 0)
    yield "released", facts.CaseReleased(asker, a_long_case())
    for state in (State.CLAIMED, State.GOING, State.ON_SITE):
        asked = replace(held, state=state)
        yield f"holder asked {state}", casework.HolderAsked(asker, asked, NOW)
    yield "holder stays", casework.HolderStays(asker, held, NOW)
    yield "taken over", casework.TakenOver(asker, held, "ผู้ถือเคส" * 30)
    yield (
        "going",
        facts.OfficerGoing(asker, replace(held, state=State.GOING), MUCH, BestTime(17, (4, 5))),
    )
    there = replace(held, state=State.ON_SITE)
    yield "arrived", facts.OfficerArrived(asker, there, MUCH)
    yield (
        "arrived unseen",
        facts.OfficerArrived(asker, replace(there, visit=replace(there.visit, distance_m=None))),
    )
    for state in State:
        yield f"note awaited {state}", facts.NoteAwaited(asker, replace(held, state=state))
        yield f"note taken {state}", facts.NoteTaken(asker, replace(held, state=state))
        yield f"options {state}", facts.OptionsShown(asker, replace(held, state=state))
    yield "outcome asked, found", facts.OutcomeAsked(asker, there, found=True)
    yield "outcome asked, not found", facts.OutcomeAsked(asker, there, found=False)
    yield "outcome asked at the desk", facts.OutcomeAsked(asker, held, found=False)
    yield from _proofs(asker, there)
    for code in (*the_taxonomy().outcomes, "GONE"):
        closed = replace(
            there, state=State.CLOSED, visit=replace(there.visit, outcomes=(code,)), closed_at=NOW
        )
        yield f"closed {code}", facts.CaseClosed(asker, closed)
        yield (
            f"closed {code}, unproved",
            facts.CaseClosed(asker, closed, heard=False, unproved=True),
        )


def _asking(asker: Person) -> Iterator[tuple[str, Fact]]:
    for case in (a_long_case(), a_long_case(own_need=False)):
        which = f"own need {case.own_need}"
        yield f"question awaited, {which}", answers.QuestionAwaited(asker, case, 3)
        yield f"question sent, {which}", answers.QuestionSent(asker, case)
        yield f"asked in words, {which}", answers.SharerAsked(asker, case, LONG_TEXT)
        for one in Example:
            yield f"asked {one}, {which}", answers.SharerAsked(asker, case, example=one)
        yield f"answered without words, {which}", answers.AnswerInWords(asker, case)
    for kind in Unreadable:
        yield f"not readable: {kind}", answers.NotReadable(asker, kind, a_long_case())
        yield f"not readable, no case: {kind}", answers.NotReadable(asker, kind)
    yield "question dropped", answers.QuestionDropped(asker)


def _callers(asker: Person) -> Iterator[tuple[str, Fact]]:
    yield "caller's place awaited", shares.CallerPlaceAwaited(asker)
    yield "caller's words", shares.CallerPlaceAwaited(asker, (LONG_TEXT,) * 10)
    yield "caller dropped", shares.CallerDropped(asker)
    for_caller = shares.WhosePlace(asker, a_long_case(), FAR, for_caller=True)
    yield "whose place, own", for_caller
    yield "whose place", shares.WhosePlace(asker, a_long_case(), FAR, "ผู้ถือเคส" * 30)
    for expired in (True, False):
        yield f"place dropped {expired}", shares.PlaceDropped(asker, expired)
    for case in (a_long_case(), a_long_case(kind=None, urgent=None, urgent_too=())):
        for own in (True, False):
            which = f"{case.need.kind} {own}"
            entered = shares.CallerEntered(asker, case, CENTRE, FAR, own, own, MUCH)
            yield f"caller entered, {which}", entered
            yield f"caller marked, {which}", shares.CallerMarked(asker, case, own, MUCH)


def _rounds(asker: Person) -> Iterator[tuple[str, Fact]]:
    stop = Stop(a_long_case(holder=ASKER), FAR)
    for stops in (0, 1, 2, 10, 11, MOST_STOPS):
        yield f"round of {stops}", RoundShown(asker, (stop,) * stops, CENTRE, left=180)
    yield "place read", shares.PlaceRead(asker, stop.case.place, "TH-14")
    yield "place read, province unknown", shares.PlaceRead(asker, stop.case.place, None)
    for why in UnreadPlace:
        yield f"place not read: {why}", shares.PlaceNotRead(asker, why)
    yield "place gone", shares.PlaceGone(asker)
    yield "near me asked", NearAsked(asker)
    yield "nothing near", NearShown(asker, (), CENTRE)
    theirs = replace(stop, case=replace(stop.case, centre="TH-10", state=State.WAITING))
    yield "near", NearShown(asker, (stop, theirs) * 4, CENTRE)
    yield "round from a case", RoundShown(asker, (stop,), CENTRE, stop.case.number)


def _handovers(asker: Person) -> Iterator[tuple[str, Fact]]:
    case, here = a_long_case(), replace(CENTRE, phone="0 3534 6576 ต่อ 123" * 2)
    there = moves.Receiver(here, FAR)
    yield "hand over to", moves.HandoverAsked(asker, case, there, (there,) * 5, there)
    yield "hand over to others", moves.HandoverAsked(asker, case, None, (), None)
    for must in (True, False):
        yield f"hand over why {must}", moves.HandoverReasonAsked(asker, case, here, must)
        for because in Because:
            given = replace(case, handover=replace(case.handover, because=because))
            for taker in Taker:
                done = moves.CaseHandedOver(asker, given, here, taker, must)
                yield f"handed over {because} {taker} {must}", done
            member = _member(asker, Role.OFFICER, on_duty=True)
            told = facts.Alerted((member,), given, CENTRE, FAR, Why.HANDED_OVER)
            yield f"alert of a case handed over {because} {must}", told
    head = _member(asker, Role.HEAD, on_duty=True)
    yield "handed over, unclaimed", moves.HandoverUnclaimed((head,), case, here)


def _merges(asker: Person) -> Iterator[tuple[str, Fact]]:
    case, held = a_long_case(own_need=False), a_long_case(holder=ASKER, state=State.ON_SITE)
    near = tuple(moves.Near(replace(case, state=state), FAR) for state in State) * 2
    yield "merge offered", moves.MergeOffered(asker, case, near[:9])
    yield "merge offered, none near", moves.MergeOffered(asker, case, ())
    ended = replace(case, state=State.CLOSED, links=replace(case.links, merged_into=case.number))
    for into in (case, held):
        yield f"merged into {into.state}", moves.CaseMerged(asker, ended, into)
        yield (
            f"caller's merged into {into.state}",
            moves.CaseMerged(asker, ended, into, heard=False),
        )
    yield "grew", moves.CaseGrew(asker, held, case.number)
    yield "unmerge offered", moves.UnmergeOffered(asker, held, held.links.merged[:9])
    yield "unmerged", moves.CaseUnmerged(asker, case, held)
    yield (
        "unmerged elsewhere",
        moves.CaseUnmerged(replace(asker, centre=OTHER_CENTRE), case, held),
    )


def _proofs(asker: Person, there: Case) -> Iterator[tuple[str, Fact]]:
    codes = [one.code for one in the_taxonomy().outcomes_where(found=True)]
    several = replace(
        there,
        visit=replace(there.visit, persons=10, outcomes=tuple(codes[:9])),
    )
    for case in (
        several,
        replace(several, visit=replace(several.visit, outcomes=())),
        replace(there, visit=replace(there.visit, persons=2)),
        there,
    ):
        for stale in (True, False):
            name = f"outcome asked {len(case.visit.outcomes)} of {case.visit.persons} {stale}"
            yield name, facts.OutcomeAsked(asker, case, found=True, stale=stale)
        yield f"far reason asked {name}", casework.FarReasonAsked(asker, case, codes[0])
    yield "how many asked", casework.HowManyAsked(asker, there)
    closed = replace(
        several,
        state=State.CLOSED,
        visit=replace(several.visit, outcomes=tuple(codes[:10])),
        closed_at=NOW,
    )
    for reason in FarReason:
        yield (
            f"closed far {reason}",
            facts.CaseClosed(
                asker, replace(closed, visit=replace(closed.visit, far_reason=reason))
            ),
        )
    for name, values in (*the_taxonomy().facts.items(), ("gone", ("gone",))):
        for person in (1, 10):
            asked = casework.ClosingFactAsked(asker, closed, person, 10, name, values, "repeat")
            yield f"closing fact {name} {person}", asked
        yield f"closing fact {name} of one", replace(asked, person=1, of=1)
    every = tuple(the_taxonomy().outcomes.values())
    yield "corrected person asked", casework.CorrectedPersonAsked(asker, closed)
    yield "correction asked", casework.CorrectionAsked(asker, closed, every, 10)
    asked_why = casework.FarReasonAsked(asker, closed, codes[0], corrects=10)
    yield "far reason asked of a correction", asked_why
    yield "outcome corrected", casework.OutcomeCorrected(asker, closed, 10)
    yield (
        "outcome corrected, unproved",
        casework.OutcomeCorrected(asker, closed, 10, heard=False, unproved=True),
    )
    yield "no check-in said", casework.NoCheckInSaid(asker, closed)
    yield "closing facts done", casework.ClosingFactsDone(asker, closed)
    for stale in (True, False):
        times = revisit_times(NOW)
        yield f"revisit asked {stale}", casework.RevisitAsked(asker, there, times, stale=stale)
    planned = replace(
        there, state=State.WAITING, holder=None, visit=replace(there.visit, revisit_at=later(60))
    )
    yield "revisit planned", casework.RevisitPlanned(asker, planned)
    yield "queue of revisits", _queue(asker, [planned] * CASES_A_PAGE, mine=False, page=3)
    own = citizen_facts.OwnCase(planned, CENTRE)
    yield "status, again", citizen_facts.StatusShown(asker, (own,) * 10)


def _sign_ins(asker: Person) -> Iterator[tuple[str, Fact]]:
    for role, centre in ((Role.HEAD, CENTRE), (Role.MANAGER, None)):
        member = _member(asker, role, on_duty=False)
        yield f"page {role}", digests.PageLinked(asker, member, centre, "x" * 43, later(10))
    yield "signed out", digests.SignedOut(asker)


def _attachments(asker: Person) -> Iterator[tuple[str, Fact]]:
    most = tuple(
        Detail(str(10**31 + n), 7, NOW, form)
        for form, kind in ATTACHMENTS.items()
        for n in range(kind.of_case)
    )
    for case in (a_long_case(holder=ASKER), a_long_case(holder=ASKER, urgent=None)):
        for form in ATTACHMENTS:
            taken = personal_data.AttachmentTaken(asker, case, form)
            yield f"{form} taken {case.need.urgent}", taken
        yield f"photos came {case.need.urgent}", personal_data.AttachmentsCame(asker, case)
        yield f"photos shown {case.need.urgent}", personal_data.AttachmentsShown(asker, case, most)
    yield "no photos shown", personal_data.AttachmentsShown(asker, case, ())
    for form in ATTACHMENTS:
        awaits = personal_data.AttachmentAwaitsPlace(asker, form)
        yield f"{form}s full", personal_data.AttachmentsFull(asker, case, form)
        yield f"{form} awaits place", awaits
        yield f"{form} not taken", replace(awaits, kept=False)
        yield f"{form} unusable", personal_data.AttachmentUnusable(asker, form)


def _lists(asker: Person) -> Iterator[tuple[str, Fact]]:
    for state in State:
        for mine in (True, False):
            case = a_long_case(state=state, holder=ASKER if mine else 7)
            yield f"queue {state} {mine}", _queue(asker, [case] * CASES_A_PAGE, mine=mine, page=3)
    elsewhere = a_long_case(centre="TH-77", kind="GONE", urgent="GONE", place=Place(CENTRE.point))
    yield "queue of others", _queue(asker, [elsewhere] * CASES_A_PAGE, mine=False, page=998)
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


def _digests(asker: Person) -> Iterator[tuple[str, Fact]]:
    counts = dict.fromkeys(("shares", "cases", "claimed", "visited", "found"), 9_876_543)
    most = tuple((centre, 123_456) for centre in (CENTRE,) * 3)
    late = (a_long_case(),) * 1_000
    for kind in Digest:
        period = digest.period_told(kind, NOW)
        parts = tuple(Numbers("all", one, counts) for one in digest.parts_drawn(kind, period))
        now, before = Numbers("all", period, counts), Numbers("all", period.before())
        for centre in (CENTRE, None):
            standing = digest.Standing(123_456, late, late, 123_456, most)
            full = digests.Digested(asker, kind, centre, now, before, parts, standing)
            yield f"digest {kind} {centre is None}", full
            paid = digest.Cost(1_234_567, 1_234_567, 1_234)
            yield f"digest {kind} {centre is None}, paid", replace(full, cost=paid)
        empty = replace(full, now=before, parts=(), standing=digest.Standing())
        yield f"digest {kind}, empty", replace(empty, cost=digest.Cost(1, 1))
    for on in (True, False):
        yield f"digests {on}", digests.DigestsChosen(asker, tuple((one, on) for one in Digest))


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
    """Return a time so many minutes after NOW."""
    return NOW.astimezone(UTC) + timedelta(minutes=minutes)
