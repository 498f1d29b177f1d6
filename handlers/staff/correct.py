"""Who closed a case tapped a wrong outcome: for some minutes it can be put right.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.correction import CorrectionAsked, OutcomeCorrected, corrected, instead, may_correct
from cases.facts import Fact, Refused
from cases.ports import Desk, Timer
from cases.proof_facts import FarReasonAsked
from cases.rules import Refusal
from cases.taxonomy import Outcome
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.closing_facts import take_back_all
from handlers.staff.counter import find_case, not_now
from handlers.staff.settle import count_close, with_reason


def correct(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Ask which outcome it is, or take the one that the button names."""
    found = find_case(event, desk)
    if isinstance(found, Refused):
        return [found]
    member, case = found.member, found.case
    if not may_correct(case, member, desk.at, house.settings.correct_minutes):
        return [not_now(found, Refusal.NO_CORRECTION, house)]
    choices = instead(case, house.taxonomy)
    chosen = next((one for one in choices if one.code == event.fields.get("outcome")), None)
    if chosen is None:
        return [CorrectionAsked(member.person, case, tuple(choices))]
    known = with_reason(case, event, house) if chosen.person_found else case
    if known is None:
        return [FarReasonAsked(member.person, case, chosen.code, corrects=True)]
    return [OutcomeCorrected(member.person, _corrected(known, chosen, desk, house))]


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
