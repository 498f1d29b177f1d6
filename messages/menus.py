"""What is answered to a tap on the rich menu that no other button asks for."""

from __future__ import annotations

from cases.facts.casework import InvitingExplained
from messages.context import RenderContext, centre_name
from messages.message import Message, answer
from messages.team import staff_text
from messages.texts import menus


def told(fact: InvitingExplained, _: RenderContext) -> list[Message]:
    """Put a fact into words."""
    language = fact.to.language
    words = menus.INVITING.say(language, centre=centre_name(fact.centre, language))
    return answer(fact.to, staff_text(words, fact.to))
