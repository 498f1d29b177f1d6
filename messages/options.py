"""The rarer things that staff can do with a case: a menu behind the last button of its cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.case import Case, State
from cases.facts.casework import OptionsShown
from cases.people import Language
from messages.message import Content
from messages.parts import Card, Postback, ask, secondary
from messages.team import staff_text
from messages.texts import asking, handover, merge, options, proof, staff
from messages.texts.text import Label

_HELD = frozenset({State.CLAIMED, State.GOING, State.ON_SITE})
_OPEN = _HELD | {State.WAITING}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to do, in which states, and of which cases."""

    label: Label
    do: str
    states: frozenset[State]
    is_for: Callable[[Case], bool] = lambda case: True


OPTIONS: tuple[Option, ...] = (
    Option(proof.REVISIT, "revisit", _HELD),
    Option(asking.ASK, "ask", _HELD, lambda case: not case.origin.channel or case.shares > 1),
    Option(handover.HAND_OVER, "handover", _OPEN),
    Option(
        handover.REFUSE, "refuse", frozenset({State.WAITING}), lambda case: case.handover.refusable
    ),
    Option(merge.MERGE, "merge", _OPEN, lambda case: not case.own_need),
    Option(merge.UNMERGE, "unmerge", _OPEN, lambda case: bool(case.links.merged)),
)


def options_shown(fact: OptionsShown) -> Content:
    """Show what can be done now."""
    case, language = fact.case, fact.to.language
    offered = [one for one in OPTIONS if case.state in one.states and one.is_for(case)]
    if not offered:
        return staff_text(options.NOTHING.say(language, number=case.number), fact.to)
    shown = Card(
        options.HEADING.say(language),
        title=case.number,
        buttons=tuple(secondary(_action(one, case, language)) for one in offered),
    )
    heading = options.HEADING.say(language)
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)


def _action(one: Option, case: Case, language: Language) -> Postback:
    return ask(one.label, one.do, language, about=case.number, case=case.number)
