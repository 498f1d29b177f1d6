"""The rarer things that staff can do with a case: a menu behind the last button of its cards."""

from __future__ import annotations

from cases.facts.casework import OptionsShown
from cases.rules import Prominence, offered
from messages.case import step
from messages.case_card import show_case
from messages.compose import card
from messages.context import RenderContext
from messages.message import Message, answer
from messages.parts import secondary
from messages.rendering import renders
from messages.texts import options
from messages.ways import staff_text


@renders(OptionsShown)
def options_shown(fact: OptionsShown, _: RenderContext) -> list[Message]:
    """Show what can be done now."""
    case, to = fact.case, fact.to
    buttons = [secondary(step(case, what, to)) for what, _ in offered(case, Prominence.MENU)]
    if not buttons:
        words = options.NOTHING.say(to.language, number=case.number)
        return answer(to, staff_text(words, to))
    shown = card(to.language, options.HEADING, title=case.number, buttons=buttons)
    return answer(to, show_case(shown, to.language))
