"""A sample of every message that a citizen can get, with its occasion, for docs/messages.md. A test
finds messages without a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from cases.case import (
    ATTACHMENTS,
    Asked,
    Asking,
    Case,
    ClosedNearby,
    Example,
    Place,
    Question,
    Seen,
    State,
    Unreadable,
)
from cases.commands import ShowStatus
from cases.facts import answers, personal_data, shares
from cases.facts.casework import Guided, Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import CodeRefused, CodeTriesOver
from cases.masking import Kept
from cases.outlook import Outlook, Taker, Usual
from cases.people import NEVER, Person
from cases.refusal import Refusal
from cases.taxonomy import Taxonomy
from geo.centres import Centre
from geo.written_place import UnreadPlace

_PROVINCE = "TH-14"
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
    yield Sample("adds the account, or takes it out of the blocked ones", shares.Welcomed(to))
    yield Sample("asks for the way, or taps what does nothing any more", Guided(to))
    yield from _shares(to, case, centre)
    yield from _kinds(to, case, taxonomy)
    yield from _details(to, case, centre)
    yield from _seen(to, case)
    yield from _asked(to, case)
    yield from _asked_back(to, case)
    yield from _attachments(to, case)
    yield from _data(to, case, taxonomy)
    yield from _own_cases(to, case, centre, taxonomy)
    point = Place(case.place.point)
    yield Sample(
        "writes coordinates, or pastes the link of a map", shares.PlaceRead(to, point, _PROVINCE)
    )
    for why in UnreadPlace:
        yield Sample(
            f"writes a place that cannot be read: {why.value}", shares.PlaceNotRead(to, why)
        )
    yield Sample("confirms a written place again, or too late", shares.PlaceGone(to))
    yield Sample("wants to be asked nothing more", shares.QuestionsChosen(replace(to, muted=True)))
    yield Sample("may be asked again", shares.QuestionsChosen(to))
    yield Sample("chooses the language; the way follows in it", shares.LanguageChosen(to))
    yield from _staff_matters(to, case)
    yield from _outcomes(to, case, taxonomy)


def _shares(to: Person, case: Case, centre: Centre) -> Iterator[Sample]:
    here, country = Usual(12), Usual(90, of_country=True)
    opened = shares.CaseOpened(to, case, centre, _METRES)
    known = _needing(case, kind="ADULT")  # the question for the kind stands in one row only
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
    stranger = replace(to, blocked_at=NEVER)
    when = "shares a place without having added the account"
    yield Sample(when, replace(opened, to=stranger, case=known))
    here_at_14_20 = ClosedNearby("14-6911-0041", case.opened_at, "contact_no_custody")
    when = "shares a place where a team has just been"
    yield Sample(when, replace(opened, case=replace(known, nearby=here_at_14_20)))
    yield Sample("says that it is another person", answers.OtherPersonHeard(to, case))
    joined = shares.ShareJoined(to, replace(case, shares=2), centre, _METRES, _SHARE)
    late = replace(joined, outlook=Outlook(Taker.CENTRE, here, late=True))
    yield Sample("shares a place that was shared before", joined)
    yield Sample("shares a place that was shared before, and the case waits for long", late)
    yield Sample("says that it is someone else", replace(opened, split_from="14-6911-0041"))
    yield Sample("says that it is someone else, too late or again", shares.NotSplit(to))
    yield Sample("shares a place outside Thailand", shares.ShareRefused(to))


def _asked(to: Person, case: Case) -> Iterator[Sample]:
    own = replace(case, own_need=True)
    for one in Example:
        asked = answers.SharerAsked(to, case, example=one)
        yield Sample(f"is asked by an officer: {one.value}", asked, unasked=True)
    asked = answers.SharerAsked(to, own, example=Example.WHERE)
    yield Sample("is asked by an officer, and needs help themselves", asked, unasked=True)
    when = "answers an officer with a sticker or a voice message"
    yield Sample(when, answers.AnswerInWords(to, case))
    for kind in Unreadable:
        when = f"sends what nobody can read: {kind.value}"
        yield Sample(when, answers.NotReadable(to, kind))
        yield Sample(f"{when}, while a case is talked about", answers.NotReadable(to, kind, case))
    when = "chooses the language while an officer waits for an answer"
    waited = replace(case, asking=Asking(question=Asked(1, to.id, case.opened_at, Example.WHERE)))
    yield Sample(when, answers.AnswerAwaited(to, waited))


def _kinds(to: Person, case: Case, taxonomy: Taxonomy) -> Iterator[Sample]:
    for kind in taxonomy.kinds.values():
        said = _needing(case, kind=kind.code, urgent=kind.urgent)
        fact = shares.KindSaid(to, said, kind.urgent, tuple(Question))
        yield Sample(f"says what it is about: {kind.en}", fact)
    for danger in taxonomy.urgencies.values():
        fact = shares.KindSaid(to, _needing(case, urgent=danger.code), danger.code)
        yield Sample(f"says that somebody is in danger: {danger.code.lower()}", fact)
    when = "says that nobody is in danger, and is asked for the kind"
    yield Sample(when, shares.KindAsked(to, case))
    when = "chooses another language after the receipt"
    yield Sample(when, shares.KindAsked(to, case, danger_first=True))
    own = replace(case, own_need=True)
    yield Sample(
        "needs help themselves, and shares another place", answers.WhoseNeedAsked(to, own, 3)
    )
    yield Sample("types that it is urgent", shares.DangerAsked(to))
    yield Sample("types that it is urgent, after a share", shares.DangerAsked(to, case))
    yield Sample("adds to a case that is closed or not their own", shares.KindNotTaken(to))


def _details(to: Person, case: Case, centre: Centre) -> Iterator[Sample]:
    every = tuple(Question)
    own = replace(case, own_need=True)
    yield Sample("skips the question what it is about", shares.HelpAsked(to, case, every))
    for place, question in enumerate(every):
        asked = shares.DetailAsked(to, case, every[place:])
        yield Sample(f"taps or skips on to the question: {question.value}", asked)
    yield Sample(
        "adds words or answers; more may be asked", shares.DetailAdded(to, case, every[1:])
    )
    yield Sample("adds words or answers the last question", shares.DetailAdded(to, case, ()))
    number = shares.DetailAdded(to, case, (), masked=True)
    yield Sample("adds a telephone number, which is not passed on", number)
    yield Sample("adds more words than are kept", shares.DetailsFull(to, case))
    yield Sample("says that they need help themselves", shares.OwnNeedHeard(to))
    yield Sample("says so of the case they shared", shares.OwnNeedHeard(to, own, centre))
    needs = shares.CaseOpened(to, own, centre, _METRES)
    yield Sample("sends the place where they need help", needs)
    untold = replace(needs, outlook=Outlook(Taker.UNTOLD))
    yield Sample("sends the place where they need help; LINE takes no alerts", untold)
    yield Sample("adds to their own case", shares.DetailAdded(to, own, ()))
    hurt = shares.KindSaid(to, _needing(own, urgent="MEDICAL"), "MEDICAL")
    yield Sample("says of their own case that they are in danger", hurt)


def _seen(to: Person, case: Case) -> Iterator[Sample]:
    closed, asked = _closed(case, "NOT_FOUND"), answers.StillThereAsked((to,), case)
    yield Sample("an officer sets off: still there?", asked, unasked=True)
    for answer in (Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT):
        yield Sample(f"answers or says: {answer.value}", answers.AnswerTaken(to, case, answer))
    for answer in (Seen.YES, Seen.WRONG):
        yield Sample(f"says of the result: {answer.value}", answers.AnswerTaken(to, closed, answer))
    yield Sample("says the same again", answers.AnswerKnown(to, case))
    yield Sample("says it of a case that is closed or not their own", answers.AnswerNotTaken(to))
    yield Sample("sends the place to which the person moved", answers.MovedHere(to, case))
    yield Sample("says that the person is still there", answers.CaseReopened(to, case))
    when = "heard the result, and somebody else says that the person is still there"
    yield Sample(when, answers.ReopeningTold((to,), case), unasked=True)
    when = "heard the result, and the head of the centre lets a team look once more"
    yield Sample(when, answers.ReopeningTold((to,), case, by_head=True), unasked=True)
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
    yield Sample("gets a first answer, whatever they wrote", personal_data.NoticeGiven(to))
    yield Sample("asks for their data", personal_data.MyDataShown(known, Kept(3, 2, 1, 1), None))
    yield Sample("asks to erase their data", personal_data.EraseAsked(to, case.opened_at))
    yield Sample("says yes too late", personal_data.EraseAsked(to, case.opened_at, again=True))
    yield Sample("says yes, with cases in hand as an officer", personal_data.EraseRefused(to, 1))
    yield Sample("says yes in time: all is erased", personal_data.Erased(to))
    yield Sample("asks when nothing is kept", personal_data.NothingKept(to))
    cut = personal_data.TextCut(to, "7-11")
    yield Sample("writes more than 500 characters at once (with the answer)", cut)
    yield Sample("sends more messages than the limit", personal_data.TooManyMessages(to))
    yield Sample("shares more than the limit", personal_data.TooManyShares(to, case.opened_at))
    for danger in taxonomy.urgencies:
        for shared, which in ((True, "the place kept aside"), (False, "the next place")):
            when = f"then says of {which} that somebody is in danger: {danger.lower()}"
            yield Sample(when, personal_data.DangerSaid(to, danger, shared))
        when = f"the same of the place kept aside, and LINE takes no alerts: {danger.lower()}"
        yield Sample(when, personal_data.DangerSaid(to, danger, True, untold=True))


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
    yield Sample(when, shares.StillWaiting(to, case))
    when = "gets an answer of which they hope that the team hears, and LINE takes no alerts"
    yield Sample(when, shares.NobodyAlerted(to))
    when = "writes again after a usual receipt, and LINE has refused its alert"
    yield Sample(when, shares.NobodyAlerted(to, case))
    yield Sample("asks for own cases; there is none", shares.StatusShown(to, ()))
    expected = Outlook(Taker.CENTRE, Usual(12))
    ended = replace(_closed(case, next(iter(taxonomy.outcomes))), closed_at=case.opened_at)
    for state in State:
        seen = ended if state is State.CLOSED else replace(case, state=state)
        own = shares.OwnCase(seen, centre, expected if state is State.WAITING else None)
        yield Sample(f"asks for own cases: {state.value}", shares.StatusShown(to, (own,)))
    for one in (case, ended):
        shown = shares.StatusShown(to, (shares.OwnCase(replace(one, own_need=True), centre),))
        yield Sample(f"asks for own cases, and needed help themselves: {one.state.value}", shown)
    passed = replace(case, handover=replace(case.handover, passed=("TH-00",)))
    planned = replace(case, visit=replace(case.visit, revisit_at=case.opened_at))
    for how, own in (
        ("waiting, and LINE takes no alerts", shares.OwnCase(case, centre, Outlook(Taker.UNTOLD))),
        ("waiting for long", shares.OwnCase(case, centre, replace(expected, late=True))),
        ("handed over", shares.OwnCase(passed, centre, expected)),
        ("the team goes again", shares.OwnCase(planned, centre)),
    ):
        yield Sample(f"asks for own cases: {how}", shares.StatusShown(to, (own,)))


def _staff_matters(to: Person, case: Case) -> Iterator[Sample]:
    yield Sample("sends what looks like a team's code and is none", CodeRefused(to))
    yield Sample("sends too many wrong codes", CodeTriesOver(to))
    refused = Refused(to, Refusal.NOT_STAFF, case.number)
    yield Sample("presses a button that is for staff", refused)


def _outcomes(to: Person, case: Case, taxonomy: Taxonomy) -> Iterator[Sample]:
    for outcome in taxonomy.outcomes.values():
        result = shares.SharersTold((to,), _closed(case, outcome.code))
        yield Sample(f"hears how the case ended: {outcome.en}", result, unasked=True)
    found = [outcome.code for outcome in taxonomy.outcomes_where(found=True)]
    for what, code in (("met", found[0]), ("not found", "NOT_FOUND"), ("closed", "DUPLICATE")):
        own = replace(_closed(case, code), own_need=True)
        when = f"hears how their own case ended: {what}"
        yield Sample(when, shares.SharersTold((to,), own), unasked=True)
    several = shares.SharersTold((to,), _closed(case, *found))
    when = "hears how the case ended: several persons, one of each outcome"
    yield Sample(when, several, unasked=True)
    righted = shares.SharersTold((to,), _closed(case, "NOT_FOUND", was=("SHELTER",)))
    when = "hears that the outcome they were told was a wrong tap: not found"
    yield Sample(when, righted, unasked=True)


def _asked_back(to: Person, case: Case) -> Iterator[Sample]:
    guided = Guided(to, kept=True)
    yield Sample("writes before the share what asks for nothing the bot does", guided)
    nameless = personal_data.NamelessHeard(to)
    yield Sample("writes, and LINE does not say who it is", nameless)
    yield Sample("sends the same pin once more within seconds", shares.ShareSentTwice(to, case))
    for known, where in ((None, ""), (case, ", after a share")):
        own, act = answers.OwnNeedAsked(to, known), answers.ActAsked(to, ShowStatus(), known)
        yield Sample(f"writes words that may be about their own need{where}", own)
        yield Sample(f"writes words that may be asking for what a button does{where}", act)


def _needing(case: Case, **need: Any) -> Case:
    return replace(case, need=replace(case.need, **need))


def _closed(case: Case, *outcomes: str, was: tuple[str, ...] = ()) -> Case:
    return replace(case, state=State.CLOSED, visit=replace(case.visit, outcomes=outcomes, was=was))
