"""What staff are told of a shift: its beginning, its end, and the cases that it leaves behind."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case
from cases.facts.team_changes import CasesBack, CasesGivenBack, DutyChanged
from cases.people import Language
from messages.case import claim_before
from messages.context import RenderContext
from messages.cut import cut
from messages.message import Content, Message, answer, must_hear
from messages.parts import Card, Postback, Row, Tone, ask, postback, primary, secondary
from messages.team import staff_text
from messages.texts import shift, staff, team
from messages.texts.dates import moment, time_of_day

_NAME = 40
#: So many numbers are named; the queue has them all.
LISTED = 8
#: The hours and the ends of shifts that are offered; others can be typed.
_HOURS = ("4", "8", "12")
_ENDS = ("16:30", "08:30")


def duty_changed(fact: DutyChanged, context: RenderContext) -> list[Message]:
    """Say who is on duty, and who is not any more."""
    if fact.on_duty:
        return answer(fact.to, _on(fact, context))
    said = _in_hand(fact, context) if fact.in_hand else _off(fact, context)
    return must_hear(fact.to, said) if fact.by_clock else answer(fact.to, said)


def given_back(fact: CasesGivenBack) -> list[Message]:
    """Tell who gave back what they held."""
    words = shift.GIVEN_BACK if fact.cases else shift.NOTHING_IN_HAND
    return answer(fact.to, staff_text(words.say(fact.to.language, cases=fact.cases), fact.to))


def cases_back(fact: CasesBack, context: RenderContext) -> list[Message]:
    """Tell a colleague of all that is back in the queue at once; an alert of each of the cases."""
    person, language = fact.to.person, fact.to.person.language
    name, cases = cut(fact.name, _NAME), len(fact.cases)
    summary = shift.BACK[fact.parting].say(language, name=name, cases=cases)
    urgent = any(case.need.urgent for case in fact.cases)
    shown = Card(
        shift.BACK_HEADING.say(language),
        Tone.URGENT if urgent else Tone.CALM,
        badge=staff.URGENT.say(language) if urgent else "",
        rows=_claim_before(fact.cases, language, context),
        sentences=(summary, _numbers(fact.cases, cases, language)),
        buttons=(primary(ask(team.QUEUE, "queue", language)),),
    )
    message = Content(summary, shown)
    alerts = " ".join(case.number for case in fact.cases)
    return [Message(person, message, must_arrive=True, alert_for=alerts, urgent=urgent)]


def _on(fact: DutyChanged, context: RenderContext) -> Content:
    language = fact.to.language
    waiting = team.CASES_WAIT if fact.waiting else team.NO_CASE_WAITS
    count = waiting.say(language, cases=fact.waiting)
    lists = [ask(team.QUEUE, "queue", language), ask(team.MINE, "mine", language)]
    if fact.until is not None:
        until = time_of_day(fact.until, context.now, language)
        words = shift.ON_DUTY_UNTIL.say(language, until=until)
        return Content(f"{words}\n{count}").offering(lists)
    words = "\n".join((team.NOW_ON_DUTY.say(language), count, shift.NAME_AN_END.say(language)))
    return Content(words).offering([*_ends(language), *lists])


def _ends(language: Language) -> list[Postback]:
    hours = [_end(shift.FOR_HOURS.say(language, hours=one), language, hours=one) for one in _HOURS]
    return hours + [_end(shift.UNTIL.say(language, time=one), language, until=one) for one in _ENDS]


def _end(words: str, language: Language, **fields: str) -> Postback:
    return postback(words, "on_duty", said=f"{team.ON_DUTY.say(language)} {words}", **fields)


def _off(fact: DutyChanged, context: RenderContext) -> Content:
    language = fact.to.language
    if fact.until is None:
        return staff_text(team.NOW_OFF_DUTY.say(language), fact.to)
    until = moment(fact.until, language)
    return staff_text(shift.SHIFT_OVER.say(language, until=until), fact.to)


def _in_hand(fact: DutyChanged, context: RenderContext) -> Content:
    language = fact.to.language
    heading = (shift.OVER_HEADING if fact.by_clock else shift.OFF_DUTY_HEADING).say(language)
    in_hand = shift.IN_HAND.say(language, cases=fact.in_hand)
    shown = Card(
        heading,
        title=in_hand,
        sentences=(
            _numbers(fact.held, fact.in_hand, language),
            shift.KEEP_OR_GIVE.say(language),
        ),
        buttons=(
            primary(ask(shift.GIVE_BACK, "give_back", language)),
            secondary(ask(shift.KEEP, "mine", language)),
        ),
    )
    return Content(f"{heading} {in_hand}", shown)


def _numbers(cases: Sequence[Case], total: int, language: Language) -> str:
    """Name the first of the cases, the urgent ones as such."""
    named = cases[:LISTED]
    words = [
        shift.URGENT_CASE.say(language, number=case.number) if case.need.urgent else case.number
        for case in named
    ]
    if total > len(named):
        words.append(shift.AND_MORE.say(language, cases=total - len(named)))
    return ", ".join(words)


def _claim_before(
    cases: Sequence[Case], language: Language, context: RenderContext
) -> tuple[Row, ...]:
    times = [at for at in (claim_before(case, context) for case in cases) if at is not None]
    if not times:
        return ()
    return ((staff.CLAIM_BEFORE.say(language), moment(min(times), language)),)
