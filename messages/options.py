"""The rarer things that staff can do with a case: a menu behind the last button of its cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.case import Case, State
from cases.facts.casework import OptionsShown
from messages.case import act
from messages.case_card import show_case
from messages.compose import card
from messages.context import RenderContext
from messages.message import Message, answer
from messages.parts import secondary
from messages.rendering import renders
from messages.texts import asking, handover, merge, options, proof
from messages.texts.text import Label
from messages.ways import staff_text

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


@renders(OptionsShown)
def options_shown(fact: OptionsShown, _: RenderContext) -> list[Message]:
    """Show what can be done now."""
    case, to = fact.case, fact.to
    offered = [one for one in OPTIONS if case.state in one.states and one.is_for(case)]
    if not offered:
        words = options.NOTHING.say(to.language, number=case.number)
        return answer(to, staff_text(words, to))
    buttons = (secondary(act(case, one.label, one.do, to)) for one in offered)
    shown = card(to.language, options.HEADING, title=case.number, buttons=buttons)
    return answer(to, show_case(shown, to.language))
