"""The rules of commands: who may ask for what, in which states of a case, how long a wrong outcome
may be corrected, and which buttons a state offers.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

from cases import commands
from cases.calendar import may_be_taken_over
from cases.case import Case, State
from cases.commands import Command, OfCase
from cases.people import Member, Role
from cases.refusal import Refusal
from cases.taxonomy import TRAFFICKING, Taxonomy
from cases.transfers import area_elsewhere


class Who(Enum):
    """The persons who may ask for a command."""

    ANYBODY = auto()
    #: A member of any team.
    MEMBER = auto()
    HEAD = auto()
    #: A member who works on cases: an officer or a head.
    OFFICER = auto()
    #: The same, for a case in any state; the handler checks the other conditions.
    OFFICER_OF_CASE = auto()
    #: A member who could claim the case.
    CLAIMANT = auto()
    #: A colleague of its holder.
    COLLEAGUE = auto()
    HOLDER = auto()
    #: The holder; while there is none, any officer of the centre.
    CENTRE = auto()


class Prominence(Enum):
    """The place of a button: on a case's cards, likely steps first, or in the menu of SELDOM."""

    LIKELY = auto()
    ALSO = auto()
    SELDOM = auto()
    MENU = auto()


class Tap(Enum):
    """The buttons of a case that are no commands of their own."""

    #: Opens the location picker: an officer's location is the check-in.
    CHECK_IN = auto()
    #: Opens the map.
    NAVIGATE = auto()
    #: Hands the case to the centre with jurisdiction at once.
    TO_AREA = auto()


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask for a command, and the state that it makes of each state that allows it; for its
    button also its place and the cases that it *fits*."""

    who: Who
    becomes: Mapping[State, State] = field(default_factory=dict)
    button: Prominence | None = None
    fits: Callable[[Case], bool] = lambda case: True


def _while(state: State) -> Callable[[Case], bool]:
    """Return a test that a case passes in *state*."""
    return lambda case: case.state is state


_HELD = (State.CLAIMED, State.GOING, State.ON_SITE)
_OPEN = (State.WAITING, *_HELD)
_TO_CLOSED = dict.fromkeys(_HELD, State.CLOSED)
_HELD_STAYS, _OPEN_STAYS = {one: one for one in _HELD}, {one: one for one in _OPEN}
_OPEN_WAITS = dict.fromkeys(_OPEN, State.WAITING)
_OPEN_CLAIMED = dict.fromkeys(_OPEN, State.CLAIMED)
_AT_PIN = dict.fromkeys((State.CLAIMED, State.GOING), State.ON_SITE)
_TO_SITE, _ON_SITE = {State.GOING: State.ON_SITE}, {State.ON_SITE: State.ON_SITE}
_WAITS_AGAIN = {State.CLOSED: State.WAITING}
_FREED = dict.fromkeys((State.CLAIMED, State.GOING), State.WAITING)
_HOLDER, _CENTRE = partial(Rule, Who.HOLDER), partial(Rule, Who.CENTRE)
_LIKELY, _ALSO, _SELDOM, _MENU = Prominence
_OF_ANY_STATE = (
    commands.AskFacts, commands.Correct, commands.Explain, commands.MarkCaller, commands.Review,
    commands.SayFact, commands.SayNoCheckIn,
)  # fmt: skip
_BY_OFFICERS = (
    commands.BeginDuty, commands.DropCaller, commands.DropQuestion, commands.EndDuty,
    commands.EnterCaller, commands.SayWhosePlace, commands.ShowNear, commands.ShowRound,
)  # fmt: skip
_BY_HEADS = (commands.RemoveMember, commands.ShowTeam)
_BY_MEMBERS = (
    commands.ChooseDigests, commands.ExplainInviting, commands.OpenPage, commands.ShowMine,
    commands.ShowQueue, commands.ShowReport, commands.SignOut,
)  # fmt: skip
_BY_ANYBODY = (
    commands.AnswerQuestion, commands.AskDanger, commands.Cancel, commands.ChooseLanguage,
    commands.ChooseQuestions, commands.Erase, commands.SayDanger, commands.SayGone,
    commands.SayKind, commands.SayOwnNeed, commands.SaySame, commands.ShowMyData,
    commands.ShowStatus, commands.Skip, commands.Split, commands.Start, commands.Thank,
    commands.TurnPage, commands.Unknown, commands.UsePlace,
)  # fmt: skip

#: All rules. A command that is not here is refused; the buttons of a card have this order.
RULES: dict[type[Command] | Tap, Rule] = {
    # From a silent holder too, where offered_to() adds the button.
    commands.Claim: Rule(Who.CLAIMANT, _OPEN_CLAIMED, _LIKELY, _while(State.WAITING)),
    commands.Go: _HOLDER({State.CLAIMED: State.GOING}, _LIKELY),
    # Who is there need not have set off.
    Tap.CHECK_IN: _HOLDER(_AT_PIN, _LIKELY, _while(State.GOING)),
    commands.Arrive: _HOLDER(_TO_SITE, _ALSO),
    commands.SayFound: _HOLDER(_ON_SITE, _LIKELY),
    # An outcome that needs no visit may close earlier: see close_refusal().
    commands.SayNotFound: _HOLDER(_TO_CLOSED, _ALSO, _while(State.ON_SITE)),
    Tap.NAVIGATE: _CENTRE(_OPEN_STAYS, _ALSO, lambda case: case.state is not State.ON_SITE),
    # Attachments are for the holder.
    commands.ShowAttachments: _HOLDER(_HELD_STAYS, _ALSO, lambda case: case.attachments > 0),
    Tap.TO_AREA: _CENTRE(_OPEN_WAITS, _ALSO, lambda case: area_elsewhere(case) is not None),
    commands.ShowOptions: _CENTRE(_OPEN_STAYS, _SELDOM),
    # The case waits for the time that was chosen.
    commands.Revisit: _HOLDER(dict.fromkeys(_HELD, State.WAITING), _MENU),
    # One question to a sharer, from the holder, who gets the answer.
    commands.AskSharer: _HOLDER(
        _HELD_STAYS, _MENU, lambda case: not case.origin.channel or case.shares > 1
    ),
    # The case waits again, at another centre.
    commands.HandOver: _CENTRE(_OPEN_WAITS, _MENU),
    commands.Refuse: _CENTRE(
        _OPEN_WAITS, _MENU, lambda case: case.handover.refusable and case.state is State.WAITING
    ),
    commands.Merge: _CENTRE(
        dict.fromkeys(_OPEN, State.CLOSED), _MENU, lambda case: not case.own_need
    ),
    # The case itself stays as it is; the one that comes out of it waits again.
    commands.Unmerge: _CENTRE(
        _OPEN_STAYS | _WAITS_AGAIN, _MENU, lambda case: case.is_open and bool(case.links.merged)
    ),
    commands.WriteNote: _CENTRE(_OPEN_STAYS, _MENU),
    commands.Close: _HOLDER(_TO_CLOSED, _MENU),
    commands.Release: _HOLDER(_FREED, _MENU),
    commands.GoAlong: Rule(Who.COLLEAGUE, _HELD_STAYS),
    commands.LookUp: _CENTRE(_OPEN_STAYS),
    commands.ReadWords: _HOLDER(_HELD_STAYS),
    # The holder confirms that they are still on it.
    commands.Keep: _HOLDER(_HELD_STAYS),
    **dict.fromkeys((commands.SaySeveral, commands.SayFewer), _HOLDER(_ON_SITE)),
    **dict.fromkeys(_OF_ANY_STATE, Rule(Who.OFFICER_OF_CASE)),
    # Every case that one holds, whatever its state.
    commands.GiveAllBack: Rule(Who.OFFICER, dict.fromkeys(_HELD, State.WAITING)),
    **dict.fromkeys(_BY_OFFICERS, Rule(Who.OFFICER)),
    **dict.fromkeys(_BY_HEADS, Rule(Who.HEAD)),
    **dict.fromkeys(_BY_MEMBERS, Rule(Who.MEMBER)),
    # A sharer saw the person again after the close.
    commands.Confirm: Rule(Who.ANYBODY, _WAITS_AGAIN),
    **dict.fromkeys(_BY_ANYBODY, Rule(Who.ANYBODY)),
}
#: A day: the end of the shift and the way home; later it would be guessed, and counted as known.
FACTS_WITHIN = timedelta(hours=24)
#: The refusal that names the missing step, where a state does not allow a command yet.
_FIRST = {State.CLAIMED: Refusal.GO_FIRST, State.GOING: Refusal.ARRIVE_FIRST}


#: What a button of a case does: it gives a command about the case, or opens something.
Step = type[OfCase] | Tap


def state_after(case: Case, step: type[Command] | Tap) -> State:
    """Return the state that *step* leads to; ValueError where the case does not allow it."""
    states = RULES[step].becomes
    if case.state not in states:
        raise ValueError(f"{step} leads nowhere from {case.state}")
    return states[case.state]


def offered(case: Case, *wanted: Prominence) -> Iterator[tuple[Step, Prominence]]:
    """Yield the buttons of these kinds that a case offers to its holder or, waiting, its centre."""
    for what, rule in RULES.items():
        if not isinstance(what, Tap) and not issubclass(what, OfCase):
            continue
        if rule.button in wanted and case.state in rule.becomes and rule.fits(case):
            yield what, rule.button


def offered_to(person: int, case: Case) -> Iterator[tuple[Step, Prominence]]:
    """Yield the buttons on a card of a case for *person*, who takes cases; the last one is to all
    others. From a holder who was asked and is silent others may take it over."""
    if case.state is State.WAITING or (case.is_open and person in case.hands):
        steps = list(offered(case, Prominence.LIKELY, Prominence.ALSO))
        yield from steps[: BUTTONS_A_CARD - 1]
        yield from offered(case, Prominence.SELDOM)
        return
    if may_be_taken_over(case):
        yield commands.Claim, Prominence.LIKELY
    if case.is_open and len(case.hands) <= MOST_COMPANIONS:
        yield commands.GoAlong, Prominence.ALSO
    yield Tap.NAVIGATE, Prominence.ALSO


def further(case: Case) -> Iterator[Step]:
    """Yield the steps in the menu of a case: all but the likely one, which every card shows."""
    return (step for step, _ in offered(case, Prominence.ALSO, Prominence.MENU))


def may_work_on(member: Member, case: Case, national_centre: str) -> bool:
    """Return whether this member may work on a case: it belongs to their centre, or was escalated
    to the nation's."""
    return member.centre == case.centre or (case.escalated and member.centre == national_centre)


def is_theirs(case: Case, member: Member, national_centre: str) -> bool:
    """Return whether this member holds a case, or may work on it."""
    return case.holder == member.person.id or may_work_on(member, case, national_centre)


def refusal(
    case: Case, command: type[Command], member: Member, national_centre: str
) -> Refusal | None:
    """Return why *member* may not ask a case for *command* now; None if it is allowed."""
    rule = RULES[command]
    if not member.takes_cases:
        return Refusal.NO_CASES
    if not is_theirs(case, member, national_centre):
        return _elsewhere_refusal(case, member)
    if not case.is_open:
        return Refusal.MERGED if case.links.merged_into else Refusal.CLOSED_ALREADY
    if rule.who is Who.CLAIMANT:
        return _claim_refusal(case, member)
    if rule.who is Who.COLLEAGUE:
        return _along_refusal(case, member)
    if case.holder is None and rule.who is Who.HOLDER:
        return Refusal.CLAIM_FIRST
    if case.holder not in (None, member.person.id):
        return Refusal.NOT_YOURS
    return None if case.state in rule.becomes else _order_refusal(case, rule)


def close_refusal(case: Case, *, needs_visit: bool) -> Refusal | None:
    """Return why a close with an outcome that *needs_visit* is too early; None if it is not."""
    if not needs_visit or case.state is State.ON_SITE:
        return None
    return _FIRST[case.state]


def may_say_facts(case: Case, member: Member, at: datetime) -> bool:
    """Return whether *member* may add closing facts: the one who closed the case, for a day."""
    if case.closed_at is None or case.holder != member.person.id:
        return False
    return at <= case.closed_at + FACTS_WITHIN


def may_reopen(case: Case, at: datetime, days: int) -> bool:
    """Return whether a sharer may still reopen a closed case."""
    return case.closed_at is not None and at <= case.closed_at + timedelta(days=days)


def may_be_trafficking(case: Case, taxonomy: Taxonomy) -> bool:
    """Return whether trafficking is suspected, by any danger of the case or by its kind. Then no
    sharer is told that a team comes: the trafficker may hold the phone."""
    kind = taxonomy.kinds.get(case.need.kind or "")
    return TRAFFICKING in (*case.need.dangers, kind.urgent if kind else None)


def _elsewhere_refusal(case: Case, member: Member) -> Refusal:
    """Return the refusal for another centre's case; a centre that once had it is told where the
    case is now."""
    if member.centre not in case.handover.passed:
        return Refusal.OTHER_CENTRE
    goes_on = case.is_open or case.links.merged_into
    return Refusal.HANDED_ON if goes_on else Refusal.CLOSED_ALREADY


def _claim_refusal(case: Case, member: Member) -> Refusal | None:
    if case.holder == member.person.id:
        return Refusal.YOURS_ALREADY
    return None if case.holder is None or may_be_taken_over(case) else Refusal.TAKEN


def _along_refusal(case: Case, member: Member) -> Refusal | None:
    if case.holder is None:
        return Refusal.CLAIM_FIRST
    if member.person.id in case.hands:
        return Refusal.YOURS_ALREADY
    return None if len(case.hands) <= MOST_COMPANIONS else Refusal.TAKEN


def _order_refusal(case: Case, rule: Rule) -> Refusal:
    """Return the refusal that names the missing step; if the case is further on, the one that says
    that it is done already."""
    is_early = all(_HELD.index(case.state) < _HELD.index(state) for state in rule.becomes)
    return _FIRST[case.state] if is_early else Refusal.DONE_ALREADY


def may_be_removed(member: Member) -> bool:
    """Return whether a head may remove this member; heads and managers only the operator may."""
    return member.role is Role.OFFICER


def may_correct(case: Case, member: Member, at: datetime, minutes: int) -> bool:
    """Return whether *member* may still correct the outcome: the one who closed the case, for
    *minutes*. A merge is not corrected; it can be undone."""
    if case.closed_at is None or case.links.merged_into or case.holder != member.person.id:
        return False
    return case.closed_at <= at <= case.closed_at + timedelta(minutes=minutes)


#: As many as a small phone shows under the last rows of a card.
BUTTONS_A_CARD = 4
#: As many as an officer can look after one by one; a larger group is several cases.
MOST_PERSONS = 10
#: As many as fit into a car beside the holder.
MOST_COMPANIONS = 3
#: The most questions in the life of a case: each is a paid push, and a sharer is no officer.
MOST_QUESTIONS = 3
#: How long the officer's next text is the question; then it is an ordinary text.
TO_TYPE_MINUTES = 10
#: How long the member's next place and words are the caller's.
CALLER_MINUTES = 15
