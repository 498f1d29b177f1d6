"""Saying how soon a waiting case is usually taken, and that one is late."""

from __future__ import annotations

from cases.case import Case, State
from cases.facts.shares import NobodyAlerted, StillWaiting
from cases.outlook import Outlook, Taker, Unit, Usual
from cases.people import Language
from messages.context import RenderContext
from messages.message import Content, Message, answer
from messages.rendering import renders, says
from messages.texts import promise
from messages.texts.dates import moment
from messages.ways import bare

_ONE = {Unit.MINUTE: promise.ONE_MINUTE, Unit.HOUR: promise.ONE_HOUR, Unit.DAY: promise.ONE_DAY}
_MANY = {Unit.MINUTE: promise.MINUTES, Unit.HOUR: promise.HOURS, Unit.DAY: promise.DAYS}


@renders(NobodyAlerted)
def nobody_alerted(fact: NobodyAlerted, _: RenderContext) -> list[Message]:
    """Add whom to call to whatever else is answered."""
    words = promise.CASE_NOT_ALERTED if fact.case else promise.NOBODY_ALERTED
    number = fact.case.number if fact.case else ""
    return answer(fact.to, Content(words.say(fact.to.language, number=number)))


def expectation(outlook: Outlook | None, language: Language) -> tuple[str, ...]:
    """Say what may be expected in one sentence, or nothing where nothing is known."""
    if outlook is None:
        return ()
    if is_untold(outlook):
        return (promise.UNTOLD.say(language),)
    if outlook.since is not None:
        return (promise.RESTING.say(language, since=moment(outlook.since, language)),)
    if outlook.taker is Taker.NOBODY:
        return (promise.NOBODY.say(language),)
    if outlook.late:
        return (promise.LATE.say(language),)
    if outlook.taker is Taker.NATION:
        return (promise.NATION.say(language),)
    if outlook.usual is None:
        return ()
    words = promise.COUNTRY if outlook.usual.of_country else promise.HERE
    return (words.say(language, time=_time(outlook.usual, language)),)


def is_untold(outlook: Outlook | None) -> bool:
    """Return whether nobody can be alerted of the case at present."""
    return outlook is not None and outlook.taker is Taker.UNTOLD


def urgent_expectation(case: Case, language: Language) -> tuple[str, ...]:
    """Say of an urgent case that waits what its urgency does for it, and what it does not."""
    return (promise.URGENT.say(language),) if case.state is State.WAITING else ()


def _time(usual: Usual, language: Language) -> str:
    words = _ONE if usual.number == 1 else _MANY
    return words[usual.unit].say(language, number=usual.number)


says(StillWaiting, promise.STILL_WAITING, bare)
