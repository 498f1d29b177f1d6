"""Any order of any acts by any people of any centre leaves every case whole.

Two centres and the national desk work, citizens share and answer, strangers forge; buttons are
pressed twice, late, and by those whom they were not meant for; two press at the same moment; the
clock runs. After each step all cases, indexes, teams and counters are looked at, and what a case
says of a visit or of an alert is held against what was to be seen (tests/handlers/oracles.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cases.calendar import is_quiet, may_be_taken_over
from cases.case import Case, NoCheckIn, Place, State, is_planned
from cases.command_words import read_command, read_words, write_command
from cases.facts.casework import Alerted, QueueShown, Refused
from cases.facts.fact import Fact
from cases.facts.moves import HandoverUnclaimed
from cases.facts.shares import CallerEntered
from cases.facts.team_changes import CasesBack
from cases.people import Invitation, Member, Role
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.dispatch import handle
from handlers.events import (
    Event,
    Followed,
    LocationSent,
    PartnerShared,
    Pressed,
    TextSent,
    TimerDue,
    Unfollowed,
)
from handlers.request import Request
from messages.texts.words import TYPED
from simulator.reading import read
from store.connection import StoreClient
from store.exceptions import LostRace
from store.outbox import OutboundMessage
from store.people import invite
from tests.builders import AYUTTHAYA, CHIANG_MAI, a_line_id, flat, near
from tests.handlers.acts import CASE_ACTS, LATER, OTHER_CASE, PERSON, STAFF_ACTS, Acts
from tests.handlers.anybody import Anybody, any_index, prove
from tests.handlers.oracles import Hearing, Visits
from tests.standing import Standing, look, misplaced

_NATION = "TH-10"
_CENTRES = ("TH-14", "TH-50", _NATION)
#: Who is in which team at the beginning; some change it.
_TEAMS = {
    51: ("TH-14", Role.OFFICER),
    52: ("TH-14", Role.OFFICER),
    53: ("TH-14", Role.HEAD),
    54: ("TH-14", Role.MANAGER),
    61: ("TH-50", Role.OFFICER),
    62: ("TH-50", Role.HEAD),
    71: (_NATION, Role.OFFICER),
    72: (_NATION, Role.MANAGER),
}
_SHARERS = (1, 2, 3)
_STRANGER = 9
_SPOTS = (AYUTTHAYA, near(AYUTTHAYA, 30), near(AYUTTHAYA, 900), CHIANG_MAI)

#: What brings a case to its end, with "not found" at the place.
_WAY = {State.WAITING: "claim", State.CLAIMED: "going", State.GOING: "arrived"}
#: What only those who may work on a case change in it; the rest is its sharers' too.
_WORK = ("state", "holder", "centre", "outcomes", "claimed_at", "arrived_at", "distance_m",
         "closed_at", "escalated")  # fmt: skip
_CLOCKS = {Timer.REMIND, Timer.ESCALATE, Timer.ALERT, Timer.REVISIT}
_INVENTED = "14-6911-0099"
_INSTEAD = ("NOT_FOUND", "ADVISED", "SHELTER", "FALSE_REPORT")
#: What was offered and is refused only because it is too late.
_TOO_LATE = (Refusal.NO_CORRECTION, Refusal.NO_FACTS_NOW)

anyone = st.sampled_from((*_TEAMS, *_SHARERS, _STRANGER))
spots = st.sampled_from(_SPOTS)


def requests(acts: Acts) -> Any:
    """Draw an act with its fields."""
    return st.sampled_from(sorted(acts)).flatmap(
        lambda act: st.fixed_dictionaries(
            {"do": st.just(act)}
            | {name: st.sampled_from(values) for name, values in acts[act].items()}
        )
    )


#: None is the step that is right now.
right_or_any = st.one_of(st.none(), requests(CASE_ACTS))


@dataclass(frozen=True, slots=True)
class Shown:
    """The buttons of somebody's last message, and how everything stood then."""

    buttons: tuple[str, ...]
    standing: Standing


class CaseMachine(Anybody):
    """Everybody at every case, and what must be true of them all."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Shown] = {}
        self.facts: Sequence[Fact] = ()
        context = self.handling.context
        self.visits = Visits(context.taxonomy, context.settings)
        self.hearing = Hearing(context.settings)
        self._enrol_all()
        self.standing = look(self.client)

    @initialize(steps=st.tuples(st.integers(0, 3), st.integers(0, 3)), late=st.booleans())
    def begin(self, steps: tuple[int, int], late: bool) -> None:
        """A case in each of two centres, which has come so far; or late, so that it escalated."""
        self.share(1, AYUTTHAYA)
        self.share(2, CHIANG_MAI)
        self.run_clock(40 if late else 0)
        for index, number in enumerate(self.standing.cases):
            for _ in range(steps[index]):
                case = self.standing.cases[number]
                self._press(self._worker(case, index), _next_step(case), number)

    # What people do.

    @rule(who=anyone, spot=spots)
    def share(self, who: int, spot: Any) -> None:
        """Of an officer who is on the way it is a check-in."""
        self.answered(LocationSent(**self.by(who), place=Place(spot, "ตลาดหัวรอ")))

    @rule(index=any_index, asked=st.lists(right_or_any, min_size=1, max_size=5))
    def work(self, index: int, asked: list[dict[str, str] | None]) -> None:
        """Do this and that with a case that is one's business, in order or not."""
        number = self._case(index).number
        for request in asked:
            case = self.standing.cases[number]
            self._press(self._worker(case, index), request or _next_step(case), number)

    @rule(who=st.sampled_from(tuple(_TEAMS)), asked=right_or_any)
    def meddle(self, who: int, asked: dict[str, str] | None) -> None:
        """Somebody of staff asks it of every case, whose ever business it is."""
        for case in self.standing.cases.values():
            self._press(who, asked or _next_step(case), case.number)

    @rule(index=any_index, who=anyone, asked=requests(STAFF_ACTS))
    def forge(self, index: int, who: int, asked: dict[str, str]) -> None:
        """Press what nobody offered."""
        numbers = [*self.standing.cases, _INVENTED, ""]
        self._press(who, asked, numbers[index % len(numbers)])

    @rule(who=anyone, index=any_index)
    def tap_shown(self, who: int, index: int) -> None:
        """Press a button of the last message; while nothing has changed none is refused."""
        shown = self.shown.get(a_line_id(who))
        if shown is not None and shown.buttons:
            still_so = shown.standing == self.standing
            self.tap(who, shown.buttons[index % len(shown.buttons)])
            if still_so:
                in_time = [one for one in _refusals(self.facts) if one.why not in _TOO_LATE]
                assert in_time == [], (shown.buttons, self.facts)

    @rule(who=anyone, index=any_index)
    def tap_anything(self, who: int, index: int) -> None:
        """Press an old button, or somebody else's."""
        self.tap(who, self.buttons[-1 - index % len(self.buttons)])

    @rule(who=anyone, index=any_index, minutes=st.sampled_from((0, 1, 40)))
    def press_again(self, who: int, index: int, minutes: int) -> None:
        """Press once more what was pressed; or it comes late, after what was pressed since."""
        pressed = [one for one in self.past if isinstance(one, Pressed)]
        if pressed:
            old = pressed[-1 - index % len(pressed)]
            by = self.by(who)
            late = by["at"] - timedelta(minutes=minutes)
            self.answered(replace(old, **(by | {"at": late})))

    @rule(index=any_index, first=right_or_any, second=right_or_any)
    def press_together(
        self, index: int, first: dict[str, str] | None, second: dict[str, str] | None
    ) -> None:
        """Two press at the same moment: the second decides before the first has become true."""
        case = self._case(index)
        one, other = (self._worker(case, index + step) for step in (0, 1))
        late = self._pressed(other, second or _next_step(case), case.number)
        unit = self.handling.unit(late.id, late.at, self.now)
        facts = handle(Request(late, unit, self.handling.context))
        self._press(one, first or _next_step(case), case.number)
        try:
            unit.commit([])
        except LostRace:
            self.answered(late)
        else:
            self.put_into_words(late, facts)

    @rule(who=anyone, words=st.sampled_from([words[-1] for words in TYPED.values()]))
    def write_command(self, who: int, words: str) -> None:
        act = next(act for act, known in TYPED.items() if words in known)
        self.answered(TextSent(**self.by(who), text=words, command=read_words(act)))

    @rule(who=anyone, centre=st.sampled_from(_CENTRES), role=st.sampled_from(list(Role)))
    def join(self, who: int, centre: str, role: Role) -> None:
        code = invite(self.client, Invitation(centre, role), uses=1, days=1)
        self.answered(TextSent(**self.by(who), text=code))

    @rule(who=anyone, text=st.sampled_from(("ฝั่งวัดหรือฝั่งตลาดคะ", "ฝั่งวัด")))
    def say(self, who: int, text: str) -> None:
        """A question, an answer, a caller's words, or nothing of the kind."""
        self.answered(TextSent(**self.by(who), text=text))

    @rule(who=anyone, spot=spots, urgent=st.booleans())
    def enter(self, who: int, spot: Any, urgent: bool) -> None:
        """Somebody enters a case for a caller; of others than staff it is a share."""
        self._press(who, {"do": "caller"}, "")
        self.share(who, spot)
        number = next((one.case.number for one in self.facts if isinstance(one, CallerEntered)), "")
        self._press(who, {"do": "entered", "urgent": "CHILD" if urgent else ""}, number)

    @rule(
        index=any_index,
        persons=st.integers(1, 3),
        said=st.integers(0, 4),
        spot=spots,
        tells=st.booleans(),
        instead=st.lists(st.sampled_from(_INSTEAD), max_size=3),
    )
    def meet(
        self, index: int, persons: int, said: int, spot: Any, tells: bool, instead: list[str]
    ) -> None:
        """Go there, and say of so many of those who are there what was done, and put it right."""
        case = self._case(index)
        who = self._worker(case, index)
        for act in ("claim", "going"):
            self._press(who, {"do": act}, case.number)
        self.share(who, spot)
        self._press(who, {"do": "several", "persons": str(persons)}, case.number)
        for person in range(1, said + 1):
            about = {"person": str(person), "of": str(persons), "far": "moved"}
            self._press(who, {"do": "close", "outcome": "SHELTER"} | about, case.number)
        for value in ("male", "female"):
            fact = {"do": "fact", "person": "1", "name": "sex", "value": value}
            self._press(who, fact, case.number)
        if tells:
            self.run_clock(0)
        for person, code in enumerate(instead, start=1):
            asked = {"do": "correct", "outcome": code, "person": str(person), "far": "gps"}
            self._press(who, asked, case.number)

    @rule(
        index=any_index,
        spot=st.none() | spots,
        why=st.sampled_from(list(NoCheckIn)),
        instead=st.lists(st.sampled_from(_INSTEAD), max_size=2),
        again=st.booleans(),
    )
    def miss(self, index: int, spot: Any, why: NoCheckIn, instead: list[str], again: bool) -> None:
        """Go there, meet nobody, say why no check-in proves it, and put it right."""
        case = self._case(index)
        who = self._worker(case, index)
        for act in ("claim", "going"):
            self._press(who, {"do": act}, case.number)
        if spot is None:
            self._press(who, {"do": "arrived"}, case.number)
        else:
            self.share(who, spot)
        self._press(who, {"do": "not_found"}, case.number)
        self._press(who, {"do": "no_check_in", "why": why}, case.number)
        for code in instead:
            asked = {"do": "correct", "outcome": code, "person": "1", "far": "gps"}
            self._press(who, asked, case.number)
        if again:
            for sharer in _SHARERS:
                self._press(sharer, {"do": "confirm", "seen": "wrong"}, case.number)

    @rule(index=any_index, others=st.booleans(), apart=st.booleans(), to=st.sampled_from(_CENTRES))
    def merge(self, index: int, others: bool, apart: bool, to: str) -> None:
        """Two cases become one, which goes elsewhere or stays, and perhaps two again."""
        case = self._case(index)
        self.share(3, near(case.place.point, 200))
        self._press(self._worker(case, index), {"do": "merge", "into": OTHER_CASE}, case.number)
        into = self.standing.cases[
            self.standing.cases[case.number].links.merged_into or case.number
        ]
        if to != into.centre:
            asked = {"do": "handover", "to": to, "why": "other"}
            self._press(self._worker(into, index), asked, into.number)
            into = self.standing.cases[into.number]
        who = self._worker(into, index + others)
        if apart:
            self._press(who, {"do": "unmerge", "from": OTHER_CASE}, into.number)

    @rule(
        index=any_index,
        planned=st.booleans(),
        way=st.lists(st.sampled_from(_CENTRES), min_size=1, max_size=4),
    )
    def pass_on(self, index: int, planned: bool, way: list[str]) -> None:
        """A case goes from hand to hand; where it goes to itself it is refused."""
        number = self._case(index).number
        if planned:
            for asked in ({"do": "claim"}, {"do": "revisit", "at": LATER}):
                case = self.standing.cases[number]
                self._press(self._worker(case, index), asked, number)
        for centre in way:
            case = self.standing.cases[number]
            asked = {"do": "handover", "to": centre, "why": "other"}
            asked = {"do": "refuse"} if centre == case.centre else asked
            self._press(self._worker(case, index), asked, number)

    @rule(head=st.sampled_from((53, 62)), index=any_index)
    def take_out(self, head: int, index: int) -> None:
        """A head takes an officer out, who holds something perhaps."""
        team = [one for one in self.standing.members if one.role is Role.OFFICER]
        if team:
            person = str(team[index % len(team)].person.id)
            self._press(head, {"do": "remove", "person": person, "sure": "yes"}, "")

    @rule(who=st.sampled_from(tuple(_TEAMS)), hours=st.sampled_from(("", "1", "8")))
    def go_on_duty(self, who: int, hours: str) -> None:
        self._press(who, {"do": "on_duty", "hours": hours}, "")

    @rule(who=st.sampled_from(tuple(_TEAMS)), give_back=st.booleans())
    def go_off_duty(self, who: int, give_back: bool) -> None:
        self._press(who, {"do": "off_duty"}, "")
        if give_back:
            self._press(who, {"do": "give_back"}, "")

    @rule(who=anyone, back=st.booleans())
    def block(self, who: int, back: bool) -> None:
        self.happen(Unfollowed(**self.by(who)))
        if back:
            self.answered(Followed(**self.by(who)))

    # What must hold.

    @invariant()
    def stands_where_its_state_says(self) -> None:
        assert list(misplaced(self.standing.cases, self.standing.places)) == []

    @invariant()
    def is_whole(self) -> None:
        problems = [one for case in self.standing.cases.values() for one in self._broken(case)]
        assert problems == []

    @invariant()
    def has_nobody_in_two_teams(self) -> None:
        ids = [member.person.id for member in self.standing.members]
        assert len(ids) == len(set(ids))

    @invariant()
    def leads_from_what_was_merged(self) -> None:
        for case in self.standing.cases.values():
            for number in case.links.merged:
                assert self.standing.cases[number].links.merged_into == case.number
            if case.links.merged_into:
                assert not case.is_open
                assert case.shares == 0
                assert case.number in self.standing.cases[case.links.merged_into].links.merged

    def _broken(self, case: Case) -> Iterator[str]:
        """Say what of a case does not go together."""
        rows = {timer for timer in Timer if f"{timer.value}:{case.number}" in self.standing.timers}
        if case.is_open and (case.holder is None) is not (case.state is State.WAITING):
            yield f"{case.number} is {case.state} and held by {case.holder}"
        if case.is_open and case.holder and not self._may_hold(case):
            yield f"{case.number} is held by one who may not"
        along = [self._member(one, self.standing) for one in case.visit.companions]
        if case.is_open and (None in along or len(set(case.hands)) < len(case.hands)):
            yield f"{case.number} is in the hands of {case.hands}"
        if case.is_open is not (case.closed_at is None) or not _has_right_outcomes(case):
            yield f"{case.number} is {case.state} with {case.visit.outcomes} at {case.closed_at}"
        goes_on = case.is_open or case.links.merged_into
        if case.asking.question and not (goes_on and case.asking.question.by == case.holder):
            yield f"{case.number} has a question of one who does not hold it"
        if case.is_open and Timer.TELL_SHARERS in rows:
            yield f"{case.number} is open, and its sharers will be told"
        yield from self.visits.broken(case)
        yield from self._wrong_clocks(case, rows & _CLOCKS)

    def _wrong_clocks(self, case: Case, rows: set[Timer]) -> Iterator[str]:
        if case.state is not State.WAITING:
            if rows:
                yield f"{case.number} is {case.state}, and somebody will hear of it: {rows}"
        elif is_planned(case, self.now):
            if rows != {Timer.REVISIT}:
                yield f"{case.number} is gone to again later, and has {rows}"
        elif Timer.REVISIT in rows:
            yield f"{case.number} has a plan that is none"
        elif not case.escalated and Timer.ESCALATE not in rows:
            yield f"{case.number} waits, and nobody will ever hear of it"

    def _may_hold(self, case: Case) -> bool:
        member = self._member(case.holder or 0, self.standing)
        return member is not None and _is_business_of(member, replace(case, holder=None))

    # What is looked at beside each event.

    def remember(
        self, event: Event, facts: Sequence[Fact], calls: Sequence[OutboundMessage]
    ) -> None:
        super().remember(event, facts, calls)
        before, self.standing = self.standing, look(self.client)
        self.facts = facts
        assert list(self.hearing.too_early(event, facts)) == []
        self.hearing.look(event, facts, self.standing.cases)
        self.visits.look(self.standing.cases)
        for call in calls:
            buttons = read(call.messages).taps
            self.shown[call.to] = Shown(buttons, self.standing)
        assert list(self._trespasses(event, before, self.standing)) == []
        assert list(self._indiscretions(facts)) == []
        told = [call.to for call in calls]
        assert len(told) == len(set(told)), (event, facts)
        if any(_refusals(facts)):
            assert self.standing.cases == before.cases, (event, facts)
            assert self.standing.members == before.members, (event, facts)

    def _trespasses(self, event: Event, before: Standing, after: Standing) -> Iterator[str]:
        """Say what changed by one who had no right to it; the right is what it was before."""
        for number, case in after.cases.items():
            was = before.cases.get(number)
            if was is None and _is_of_staff(event):
                yield f"{event} made {number}"
            if was is not None and not self._may_change(event, was, case, before):
                yield f"{event} changed {was} to {case}"
        for member in set(before.members) ^ set(after.members):
            if not self._may_change_member(event, member, before):
                yield f"{event} changed {member}"

    def _may_change_member(self, event: Event, member: Member, before: Standing) -> bool:
        """Oneself, the clock at the end of a shift, and a head an officer of the same team."""
        if isinstance(event, TimerDue | PartnerShared):
            return isinstance(event, TimerDue) and event.kind == Timer.DUTY_END
        if event.line_id == member.person.line_id:
            return True
        head = self._member(self._id_of(event.line_id), before)
        if head is None or _act(event) != "remove":
            return False
        teams = (head.role, member.role, member.centre)
        return teams == (Role.HEAD, Role.OFFICER, head.centre)

    def _may_change(self, event: Event, was: Case, case: Case, before: Standing) -> bool:
        known = flat(was)
        changed = {name for name, value in flat(case).items() if known[name] != value}
        if isinstance(event, TimerDue | PartnerShared):
            return not changed & set(_WORK) - {"escalated"}
        if not changed or not (_is_of_staff(event) or changed & set(_WORK)):
            return True
        person = self._id_of(event.line_id)
        member = self._member(person, before)
        if member is not None and self._has_right(member, event, was, changed, before):
            return True
        if was.state is State.CLOSED or changed & set(_WORK) == {"escalated"}:
            return self._has_shared(person, was)
        return False

    def _has_right(
        self, member: Member, event: Event, was: Case, changed: set[str], before: Standing
    ) -> bool:
        """Return whether it is the member's business, or comes of what they may do elsewhere."""
        act = _act(event)
        if act == "correct":
            return member.person.id in was.hands and not was.is_open
        if _is_business_of(member, was):
            return True
        if act == "claim":  # of a holder who was asked, and is silent
            return may_be_taken_over(was) and _is_of_their_desk(member, was)
        if act == "along":  # with a colleague
            goes = was.holder is not None and changed == {"companions"}
            return goes and _is_of_their_desk(member, was)
        if act == "place":  # by who stands at the pin
            return was.holder is not None and _is_of_their_desk(member, was)
        if act == "merge":
            # The case that grows may be a colleague's; what led to the other leads to it now.
            return changed == {"merged_into"} or (
                _is_of_their_desk(member, was) and not changed & set(_WORK)
            )
        if act == "unmerge":
            return _is_business_of(member, before.cases.get(was.links.merged_into, was))
        if act == "remove":
            holder = self._member(was.holder or 0, before)
            return (
                member.role is Role.HEAD and holder is not None and holder.centre == member.centre
            )
        if act == "entered":
            theirs = was.origin.entered_by == member.person.id or _is_of_their_desk(member, was)
            return theirs and not changed & set(_WORK) - {"escalated"}
        return act == "fact" and changed == {"facts_said"} and member.person.id in was.hands

    def _indiscretions(self, facts: Sequence[Fact]) -> Iterator[str]:
        """Say what was shown to one whose business it is not."""
        for fact in facts:
            if isinstance(fact, QueueShown):
                member = self._member(fact.to.id, self.standing)
                for case in fact.cases:
                    if member is None or not _is_seen_by(member, case):
                        yield f"{case.number} is shown to {member}"
            if isinstance(fact, Refused) and fact.leads_to:
                member = self._member(fact.to.id, self.standing)
                if member is None or not _is_business_of(member, fact.leads_to):
                    yield f"{member} is led on to {fact.leads_to.number}"

    # How it is done.

    def _press(self, who: int, asked: Mapping[str, str], number: str) -> None:
        self.answered(self._pressed(who, asked, number))

    def _pressed(self, who: int, asked: Mapping[str, str], number: str) -> Pressed:
        meant = {**asked, "case": number}
        filled = {name: self._meant(value, number) for name, value in meant.items() if value}
        return Pressed(**self.by(who), command=read_command(asked["do"], filled))

    def _meant(self, value: str, number: str) -> str:
        """Fill in what only this world knows, another each time."""
        turn = len(self.past)
        if value == OTHER_CASE:
            here = self.standing.cases.get(number)
            fits = [one for one in self.standing.cases.values() if here and _may_fit(one, here)]
            return fits[turn % len(fits)].number if fits else _INVENTED
        if value == PERSON:
            return str(self.standing.members[turn % len(self.standing.members)].person.id)
        return (self.now + timedelta(days=1)).isoformat() if value == LATER else value

    def _case(self, index: int) -> Case:
        """Return one of the open cases, for which somebody shares if need be."""
        if not any(case.is_open for case in self.standing.cases.values()):
            self.share(3, _SPOTS[index % len(_SPOTS)])
        found = [case for case in self.standing.cases.values() if case.is_open]
        return found[index % len(found)]

    def _worker(self, case: Case, index: int) -> int:
        """Return one of those whose business the case is."""
        found = [one for one in self.standing.members if _is_business_of(one, case)]
        return _number_of(found[index % len(found)]) if found else _STRANGER

    def _enrol_all(self) -> None:
        unit = self.handling.unit()
        for who, (centre, role) in _TEAMS.items():
            person = replace(unit.people.of_line(a_line_id(who)), centre=centre)
            unit.people.save(person)
            unit.teams.save(Member(person, centre, role, on_duty=True, name=f"{role} {who}"))
        unit.commit([])

    def _member(self, person: int, standing: Standing) -> Member | None:
        return next((one for one in standing.members if one.person.id == person), None)

    def _id_of(self, line_id: str) -> int:
        person = self.handling.unit().people.known(line_id)
        return person.id if person else 0

    def _has_shared(self, person: int, case: Case) -> bool:
        shares = self.handling.unit().cases.shares(case.number)
        return any(share.person == person for share in shares)


def _has_right_outcomes(case: Case) -> bool:
    """Closed for each person, and while somebody is there for some of them."""
    if not case.is_open:
        return len(case.visit.outcomes) >= 1
    return not case.visit.outcomes or (
        case.state is State.ON_SITE and len(case.visit.outcomes) < case.visit.persons
    )


def _refusals(facts: Sequence[Fact]) -> Iterator[Refused]:
    return (fact for fact in facts if isinstance(fact, Refused))


class NightMachine(CaseMachine):
    """The same from an evening on: who sleeps is woken for what cannot wait only."""

    quiet_hours = (22, 6)
    begins = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)

    def remember(
        self, event: Event, facts: Sequence[Fact], calls: Sequence[OutboundMessage]
    ) -> None:
        super().remember(event, facts, calls)
        if is_quiet(max(event.at, self.now), self.handling.context.settings):
            assert [one for fact in facts for one in _woken(fact)] == [], (event, facts)


def _woken(fact: Fact) -> Iterator[Member]:
    """Yield those who sleep, and hear of what could wait."""
    if isinstance(fact, Alerted) and not fact.case.cannot_wait:
        yield from (member for member in fact.team if not member.on_duty)
    if isinstance(fact, HandoverUnclaimed) and not fact.case.cannot_wait:
        yield from (member for member in fact.team if not member.on_duty)
    if isinstance(fact, CasesBack) and not any(case.cannot_wait for case in fact.cases):
        yield from (member for member in (fact.to,) if not member.on_duty)


def _may_fit(other: Case, case: Case) -> bool:
    """Return whether the two may be merged, or are."""
    both = other.is_open and other.centre == case.centre and other.number != case.number
    return both or other.links.merged_into == case.number


def _next_step(case: Case) -> dict[str, str]:
    return {"do": _WAY.get(case.state, "not_found")}


def _number_of(member: Member) -> int:
    return int(member.person.line_id[1:], 16)


def _act(event: Event) -> str:
    return write_command(event.command)[0] if isinstance(event, Pressed) else ""


def _is_of_staff(event: Event) -> bool:
    return _act(event) in STAFF_ACTS


def _is_business_of(member: Member, case: Case) -> bool:
    """Tell who may work on a case, in the words of DOMAIN.md: nobody but its holder; while there is
    none those of its centre, and the nation's once nobody there has answered."""
    if member.role is Role.MANAGER:
        return False
    if case.is_open and case.holder is not None:
        return member.person.id in case.hands
    return _is_of_their_desk(member, case)


def _is_of_their_desk(member: Member, case: Case) -> bool:
    return member.centre == case.centre or (case.escalated and member.centre == _NATION)


def _is_seen_by(member: Member, case: Case) -> bool:
    own = member.centre == case.centre or member.person.id in case.hands
    return own or (case.escalated and member.centre == _NATION)


@pytest.mark.slow
def test_should_keep_every_case_whole_whatever_happens(client: StoreClient) -> None:
    prove(CaseMachine, client, examples=10, steps=28)


@pytest.mark.slow
def test_should_wake_nobody_by_night_whatever_happens(client: StoreClient) -> None:
    prove(NightMachine, client, examples=6, steps=25)
