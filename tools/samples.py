"""An example of every answer that a citizen can get, with its occasion, for docs/messages.md. A
test finds answers without an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from cases.case import ATTACHMENTS, Case, Question, State
from cases.commands import Example, Seen, ShowStatus
from cases.facts import answers, personal_data
from cases.facts import personal_data as data_facts
from cases.facts import shares as told
from cases.facts.answers import ActAsked, OwnNeedAsked
from cases.facts.casework import Guided, Refused
from cases.facts.fact import Fact
from cases.facts.personal_data import NamelessHeard
from cases.facts.shares import ShareSentTwice
from cases.facts.team_changes import CodeRefused, CodeTriesOver
from cases.masking import Kept
from cases.outlook import Outlook, Taker, Usual
from cases.people import Person
from cases.rules import Refusal
from cases.taxonomy import Taxonomy
from geo.centres import Centre

_METRES = 1_234.5
_SHARE = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@dataclass(frozen=True, slots=True)
class Sample:
    """A fact and its occasion. *unasked* says that no event of the reader caused it: there is no
    reply token, so the message is a paid push."""

    when: str
    fact: Fact
    unasked: bool = False


def samples(to: Person, case: Case, centre: Centre, taxonomy: Taxonomy) -> Iterator[Sample]:
    """Yield the samples about one case, which is open and of no kind yet."""
    yield Sample("adds the account, or takes it out of the blocked ones", told.Welcomed(to))
    yield Sample("asks for the way, or taps what does nothing any more", Guided(to))
    yield from _shares(to, case, centre)
    yield from _kinds(to, case, taxonomy)
    yield from _details(to, case, centre)
    yield from _seen(to, case)
    yield from _asked(to, case)
    yield from (Sample(when, fact) for when, fact in asked_back(to, case))
    yield from _attachments(to, case)
    yield from _data(to, case, taxonomy)
    yield from _own_cases(to, case, centre, taxonomy)
    yield Sample("chooses the language; the way follows in it", told.LanguageChosen(to))
    yield from _staff_matters(to, case)
    yield from _outcomes(to, case, taxonomy)


def _shares(to: Person, case: Case, centre: Centre) -> Iterator[Sample]:
    here, country = Usual(12), Usual(90, of_country=True)
    opened = told.CaseOpened(to, case, centre, _METRES)
    known = replace(
        case, need=replace(case.need, kind="ADULT")
    )  # the question for the kind stands in one row only
    first = "shares a place"
    yield Sample(f"{first}; no usual time is known yet", opened)
    for when, outlook in (
        ("the centre's own usual time is known", Outlook(Taker.CENTRE, here)),
        ("only the country's usual time is known", Outlook(Taker.CENTRE, country)),
        ("the centre has no staff", Outlook(Taker.NATION)),
        ("nobody has staff", Outlook(Taker.NOBODY)),
        ("nobody is on duty in the quiet hours", Outlook(Taker.RESTING, since=case.opened_at)),
        ("LINE takes no alerts: the month's are used up", Outlook(Taker.UNTOLD)),
    ):
        yield Sample(f"{first}; {when}", replace(opened, case=known, outlook=outlook))
    joined = told.ShareJoined(to, replace(case, shares=2), centre, _METRES, _SHARE)
    late = replace(joined, outlook=Outlook(Taker.CENTRE, here, late=True))
    yield Sample("shares a place that was shared before", joined)
    yield Sample("shares a place that was shared before, and the case waits for long", late)
    yield Sample("says that it is someone else", replace(opened, split_from="14-6911-0041"))
    yield Sample("says that it is someone else, too late or again", told.NotSplit(to))
    yield Sample("shares a place outside Thailand", told.ShareRefused(to))


def _asked(to: Person, case: Case) -> Iterator[Sample]:
    own = replace(case, own_need=True)
    for one in Example:
        asked = answers.SharerAsked(to, case, example=one)
        yield Sample(f"is asked by an officer: {one.value}", asked, unasked=True)
    asked = answers.SharerAsked(to, own, example=Example.WHERE)
    yield Sample("is asked by an officer, and needs help themselves", asked, unasked=True)
    when = "answers an officer with a sticker or a voice message"
    yield Sample(when, answers.AnswerInWords(to, case))
    when = "chooses the language while an officer waits for an answer"
    yield Sample(when, answers.AnswerAwaited(to, case))


def _kinds(to: Person, case: Case, taxonomy: Taxonomy) -> Iterator[Sample]:
    for kind in taxonomy.kinds.values():
        said = replace(
            case,
            need=replace(case.need, kind=kind.code, urgent=kind.urgent),
        )
        fact = told.KindSaid(to, said, kind.urgent, tuple(Question))
        yield Sample(f"says what it is about: {kind.en}", fact)
    for danger in taxonomy.urgencies.values():
        said = replace(case, need=replace(case.need, urgent=danger.code))
        yield Sample(
            f"says that somebody is in danger: {danger.code.lower()}",
            told.KindSaid(to, said, danger.code),
        )
    yield Sample(
        "asks for the question what it is about, or for the other language amid it",
        told.KindAsked(to, case),
    )
    yield Sample("types that it is urgent", told.DangerAsked(to))
    yield Sample("types that it is urgent, after a share", told.DangerAsked(to, case))
    yield Sample("adds to a case that is closed or not their own", told.KindNotTaken(to))


def _details(to: Person, case: Case, centre: Centre) -> Iterator[Sample]:
    every = tuple(Question)
    own = replace(case, own_need=True)
    yield Sample("skips the question what it is about", told.HelpAsked(to, case, every))
    for place, question in enumerate(every):
        asked = told.DetailAsked(to, case, every[place:])
        yield Sample(f"taps or skips on to the question: {question.value}", asked)
    yield Sample("adds words or answers; more may be asked", told.DetailAdded(to, case, every[1:]))
    yield Sample("adds words or answers the last question", told.DetailAdded(to, case, ()))
    number = told.DetailAdded(to, case, (), masked=True)
    yield Sample("adds a telephone number, which is not passed on", number)
    yield Sample("adds more words than are kept", told.DetailsFull(to, case))
    yield Sample("says that they need help themselves", told.OwnNeedHeard(to))
    yield Sample("says so of the case they shared", told.OwnNeedHeard(to, own, centre))
    needs = told.CaseOpened(to, own, centre, _METRES)
    yield Sample("sends the place where they need help", needs)
    untold = replace(needs, outlook=Outlook(Taker.UNTOLD))
    yield Sample("sends the place where they need help; LINE takes no alerts", untold)
    yield Sample("adds to their own case", told.DetailAdded(to, own, ()))
    hurt = told.KindSaid(to, replace(own, need=replace(own.need, urgent="MEDICAL")), "MEDICAL")
    yield Sample("says of their own case that they are in danger", hurt)


def _seen(to: Person, case: Case) -> Iterator[Sample]:
    closed = replace(case, state=State.CLOSED, visit=replace(case.visit, outcomes=("NOT_FOUND",)))
    yield Sample(
        "an officer sets off: still there?", answers.StillThereAsked((to,), case), unasked=True
    )
    for answer in (Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT):
        yield Sample(f"answers or says: {answer.value}", answers.AnswerTaken(to, case, answer))
    for answer in (Seen.YES, Seen.WRONG):
        yield Sample(f"says of the result: {answer.value}", answers.AnswerTaken(to, closed, answer))
    yield Sample("says the same again", answers.AnswerKnown(to, case))
    yield Sample("says it of a case that is closed or not their own", answers.AnswerNotTaken(to))
    yield Sample("sends the place to which the person moved", answers.MovedHere(to, case))
    yield Sample("says that the person is still there", answers.CaseReopened(to, case))
    resting = replace(case, waiting_since=case.opened_at + timedelta(hours=14))
    when = "says that the person is still there, in the quiet hours"
    yield Sample(when, answers.CaseReopened(to, resting))
    for taker, why in (
        (Taker.NATION, "the centre has no staff"),
        (Taker.NOBODY, "nobody has"),
        (Taker.UNTOLD, "LINE takes no alerts"),
    ):
        when = f"says that the person is still there; {why}"
        yield Sample(when, answers.CaseReopened(to, case, Outlook(taker)))
    yield Sample("says so of a case that is open again", answers.CaseStillOpen(to, case))
    claimed = replace(case, state=State.CLAIMED)
    yield Sample("says so of one that an officer has", answers.CaseStillOpen(to, claimed))
    yield Sample("says so too late", answers.TooLateToReopen(to, closed))


def _data(to: Person, case: Case, taxonomy: Taxonomy) -> Iterator[Sample]:
    known = replace(to, since=case.opened_at)
    yield Sample("gets a first answer, whatever they wrote", data_facts.NoticeGiven(to))
    yield Sample("asks for their data", data_facts.MyDataShown(known, Kept(3, 2, 1, 1), None))
    yield Sample("asks to erase their data", data_facts.EraseAsked(to, case.opened_at))
    yield Sample("says yes too late", data_facts.EraseAsked(to, case.opened_at, again=True))
    yield Sample("says yes, with cases in hand as an officer", data_facts.EraseRefused(to, 1))
    yield Sample("says yes in time: all is erased", data_facts.Erased(to))
    yield Sample("asks when nothing is kept", data_facts.NothingKept(to))
    yield Sample("sends more messages than the limit", data_facts.TooManyMessages(to))
    yield Sample("shares more than the limit", data_facts.TooManyShares(to, case.opened_at))
    for danger in taxonomy.urgencies:
        for shared, which in ((True, "the place kept aside"), (False, "the next place")):
            when = f"then says of {which} that somebody is in danger: {danger.lower()}"
            yield Sample(when, data_facts.DangerSaid(to, danger, shared))
        when = f"the same of the place kept aside, and LINE takes no alerts: {danger.lower()}"
        yield Sample(when, data_facts.DangerSaid(to, danger, True, untold=True))


def _attachments(to: Person, case: Case) -> Iterator[Sample]:
    for form in ATTACHMENTS:
        one = form.value.replace("_", " ")
        taken = personal_data.AttachmentTaken(to, case, form)
        yield Sample(f"sends a {one} of the place", taken)
        full = personal_data.AttachmentsFull(to, case, form)
        yield Sample(f"sends more {one}s than are kept", full)
        kept = personal_data.AttachmentAwaitsPlace(to, form)
        yield Sample(f"sends a {one} before any share", kept)
        yield Sample(f"sends a sixth such {one}", replace(kept, kept=False))
        when = f"has sent a {one} that cannot be used (with the next answer)"
        yield Sample(when, personal_data.AttachmentUnusable(to, form))


def _own_cases(to: Person, case: Case, centre: Centre, taxonomy: Taxonomy) -> Iterator[Sample]:
    when = "writes while a case waits longer than was said (with the answer)"
    yield Sample(when, told.StillWaiting(to, case))
    when = "gets an answer of which they hope that the team hears, and LINE takes no alerts"
    yield Sample(when, told.NobodyAlerted(to))
    when = "writes again after a usual receipt, and LINE has refused its alert"
    yield Sample(when, told.NobodyAlerted(to, case))
    yield Sample("asks for own cases; there is none", told.StatusShown(to, ()))
    expected = Outlook(Taker.CENTRE, Usual(12))
    found = next(iter(taxonomy.outcomes))
    for state in State:
        seen = replace(case, state=state)
        if state is State.CLOSED:
            seen = replace(
                seen, closed_at=case.opened_at, visit=replace(seen.visit, outcomes=(found,))
            )
        own = told.OwnCase(seen, centre, expected if state is State.WAITING else None)
        yield Sample(f"asks for own cases: {state.value}", told.StatusShown(to, (own,)))
    mine = replace(case, own_need=True)
    ended = replace(
        mine,
        state=State.CLOSED,
        closed_at=case.opened_at,
        visit=replace(mine.visit, outcomes=(found,)),
    )
    for one in (mine, ended):
        shown = told.StatusShown(to, (told.OwnCase(one, centre),))
        yield Sample(f"asks for own cases, and needed help themselves: {one.state.value}", shown)
    untold = told.OwnCase(case, centre, Outlook(Taker.UNTOLD))
    yield Sample(
        "asks for own cases: waiting, and LINE takes no alerts", told.StatusShown(to, (untold,))
    )
    late = told.OwnCase(case, centre, replace(expected, late=True))
    yield Sample("asks for own cases: waiting for long", told.StatusShown(to, (late,)))
    passed = told.OwnCase(
        replace(case, handover=replace(case.handover, passed=("TH-00",))), centre, expected
    )
    yield Sample("asks for own cases: handed over", told.StatusShown(to, (passed,)))

    again = told.OwnCase(
        replace(case, visit=replace(case.visit, revisit_at=case.opened_at)), centre
    )
    yield Sample("asks for own cases: the team goes again", told.StatusShown(to, (again,)))


def _staff_matters(to: Person, case: Case) -> Iterator[Sample]:
    yield Sample("sends what looks like a team's code and is none", CodeRefused(to))
    yield Sample("sends too many wrong codes", CodeTriesOver(to))
    refused = Refused(to, Refusal.NOT_STAFF, case.number)
    yield Sample("presses a button that is for staff", refused)


def _outcomes(to: Person, case: Case, taxonomy: Taxonomy) -> Iterator[Sample]:
    for outcome in taxonomy.outcomes.values():
        closed = replace(
            case, state=State.CLOSED, visit=replace(case.visit, outcomes=(outcome.code,))
        )
        result = told.SharersTold((to,), closed)
        yield Sample(f"hears how the case ended: {outcome.en}", result, unasked=True)
    found = [outcome.code for outcome in taxonomy.outcomes_where(found=True)]
    for what, code in (("met", found[0]), ("not found", "NOT_FOUND"), ("closed", "DUPLICATE")):
        own = replace(
            case, state=State.CLOSED, visit=replace(case.visit, outcomes=(code,)), own_need=True
        )
        when = f"hears how their own case ended: {what}"
        yield Sample(when, told.SharersTold((to,), own), unasked=True)
    several = replace(case, state=State.CLOSED, visit=replace(case.visit, outcomes=tuple(found)))
    when = "hears how the case ended: several persons, one of each outcome"
    yield Sample(when, told.SharersTold((to,), several), unasked=True)
    righted = replace(
        case,
        state=State.CLOSED,
        visit=replace(case.visit, outcomes=("NOT_FOUND",), was=("SHELTER",)),
    )
    when = "hears that the outcome they were told was a wrong tap: not found"
    yield Sample(when, told.SharersTold((to,), righted), unasked=True)


def asked_back(to: Person, case: Case) -> Iterator[tuple[str, Fact]]:
    """Yield the occasion and the fact of each sample; *case* is the case that they are about."""
    yield "writes before the share what asks for nothing the bot does", Guided(to, kept=True)
    yield "writes, and LINE does not say who it is", NamelessHeard(to)
    yield "sends the same pin once more within seconds", ShareSentTwice(to, case)
    own, act = "about their own need", "asking for what a button does"
    for known, where in ((None, ""), (case, ", after a share")):
        yield f"writes words that may be {own}{where}", OwnNeedAsked(to, known)
        yield f"writes words that may be {act}{where}", ActAsked(to, ShowStatus(), known)
