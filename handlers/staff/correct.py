"""Who closed a case tapped a wrong outcome: for some minutes it can be put right.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.correction import CorrectionAsked, OutcomeCorrected, corrected, instead, may_correct
from cases.facts import Fact, Refused
from cases.people import Member
from cases.ports import Desk, Timer
from cases.rules import Refusal, may_work_on
from cases.taxonomy import Outcome
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.closing_facts import take_back_all
from handlers.staff.counter import officer_or_refusal
from handlers.staff.settle import count_close


def correct(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Ask which outcome it is, or take the one that the button names."""
    member = officer_or_refusal(event, desk)
    if isinstance(member, Refused):
        return [member]
    case = desk.cases.find(event.case)
    if case is None:
        return [Refused(member.person, Refusal.NO_SUCH_CASE, "")]
    if not may_correct(case, member, desk.at, house.settings.correct_minutes):
        return [_refused(case, member, house)]
    choices = instead(case, house.taxonomy)
    chosen = next((one for one in choices if one.code == event.fields.get("outcome")), None)
    if chosen is None:
        return [CorrectionAsked(member.person, case, tuple(choices))]
    return [OutcomeCorrected(member.person, _corrected(case, chosen, desk, house))]


def _refused(case: Case, member: Member, house: House) -> Refused:
    own = case.holder == member.person.id
    theirs = own or may_work_on(member, case, house.settings.national_centre)
    why = Refusal.NO_CORRECTION if theirs else Refusal.OTHER_CENTRE
    return Refused(member.person, why, case.number)


def _corrected(case: Case, outcome: Outcome, desk: Desk, house: House) -> Case:
    """Take the close back in the log and write the right one; the sharers hear of it if they were
    told something else."""
    right = corrected(case, outcome)
    count_close(case, desk, house, taken_back=True)
    count_close(right, desk, house)
    if not house.taxonomy.people_met(right.outcomes):
        take_back_all(right, desk)
        right = replace(right, facts_said=())
    desk.cases.save(right)
    if right.was:
        due = max(desk.now, right.closed_at or desk.now)
        desk.timers.set(Timer.TELL_SHARERS, right.number, due)
    return right
