"""Messages to staff about a shift: its beginning, its end, what it leaves, and late cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from cases.calendar import TOLD_BEFORE
from cases.case import Case
from cases.commands import BeginDuty, GiveAllBack, ShowMine, ShowQueue
from cases.facts import team_changes
from cases.people import Language
from messages import chat
from messages.case import claim_before
from messages.rendering import RenderContext, centre_name, renders, sends
from messages.texts import shift, staff, team
from messages.texts.text import count, moment, time_of_day
from messages.ways import list_buttons, lists, staff_text

_NAME = 40
#: The most case numbers that are named; the queue has all.
LISTED = 8
#: The number of the oldest late cases that are named.
_OLDEST = 5
#: The hours and the ends of shifts that are offered; others can be typed.
_HOURS = (4, 8, 12)
_ENDS = (time(16, 30), time(8, 30))


@renders(team_changes.DutyChanged)
def duty_changed(fact: team_changes.DutyChanged, context: RenderContext) -> list[chat.Message]:
    """Confirm that a member is on duty, or not any more."""
    if fact.on_duty:
        return chat.answer(fact.to, _on_duty(fact, context))
    over = _in_hand(fact) if fact.in_hand else _off_duty(fact)
    return chat.notify(fact.to, over) if fact.by_clock else chat.answer(fact.to, over)


def _on_duty(fact: team_changes.DutyChanged, context: RenderContext) -> chat.Content:
    language = fact.to.language
    waiting = team.CASES_WAIT if fact.waiting else team.NO_CASE_WAITS
    lines = [team.NOW_ON_DUTY.say(language), waiting.say(language, cases=fact.waiting)]
    if fact.until is None:
        lines.append(shift.NAME_AN_END.say(language))
        return chat.Content("\n".join(lines), replies=(*_ends(language), *lists(language)))
    until = time_of_day(fact.until, context.now, language)
    lines[0] = shift.ON_DUTY_UNTIL.say(language, until=until)
    return chat.Content("\n".join(lines), replies=lists(language))


def _ends(language: Language) -> Iterator[chat.Postback]:
    for hours in _HOURS:
        yield _end(shift.FOR_HOURS.say(language, hours=hours), BeginDuty(hours=hours), language)
    for end in _ENDS:
        yield _end(shift.UNTIL.say(language, time=f"{end:%H:%M}"), BeginDuty(until=end), language)


def _end(words: str, duty: BeginDuty, language: Language) -> chat.Postback:
    return chat.Postback(words, duty, said=f"{team.ON_DUTY.say(language)} {words}")


def _off_duty(fact: team_changes.DutyChanged) -> chat.Content:
    if fact.until is None:
        return staff_text(team.NOW_OFF_DUTY, fact.to)
    until = moment(fact.until, fact.to.language)
    return staff_text(shift.SHIFT_OVER.say(fact.to.language, until=until), fact.to)


def _in_hand(fact: team_changes.DutyChanged) -> chat.Content:
    language = fact.to.language
    shown = chat.card(
        language,
        shift.OVER_HEADING if fact.by_clock else shift.OFF_DUTY_HEADING,
        title=shift.IN_HAND.say(language, cases=fact.in_hand),
        sentences=(_numbers(fact.held, fact.in_hand, language), shift.KEEP_OR_GIVE),
        buttons=(
            chat.primary(chat.ask(shift.GIVE_BACK, GiveAllBack(), language)),
            chat.secondary(chat.ask(shift.KEEP, ShowMine(), language)),
        ),
    )
    return chat.show(shown, f"{shown.heading} {shown.title}")


@sends(team_changes.CasesGivenBack, chat.answer)
def cases_given_back(fact: team_changes.CasesGivenBack, _: RenderContext) -> chat.Content:
    """Confirm to a member that their cases are back in the queue."""
    words = shift.GIVEN_BACK if fact.cases else shift.NOTHING_IN_HAND
    return staff_text(words.say(fact.to.language, cases=fact.cases), fact.to)


@renders(team_changes.CasesBack)
def cases_back(fact: team_changes.CasesBack, context: RenderContext) -> list[chat.Message]:
    """Notify a colleague of all cases that are back in the queue at once; the message counts as an
    alert of each."""
    language, cases = fact.to.person.language, len(fact.cases)
    summary = shift.BACK[fact.parting].say(language, name=chat.cut(fact.name, _NAME), cases=cases)
    urgent = any(case.need.urgent for case in fact.cases)
    times = filter(None, (claim_before(case, context) for case in fact.cases))
    first = min(times, default=None)
    shown = chat.card(
        language,
        shift.BACK_HEADING,
        chat.Tone.URGENT if urgent else chat.Tone.CALM,
        badge=staff.URGENT if urgent else "",
        rows=((staff.CLAIM_BEFORE, moment(first, language)),) if first else (),
        sentences=(summary, _numbers(fact.cases, cases, language)),
        buttons=(chat.primary(chat.ask(team.QUEUE, ShowQueue(), language)),),
    )
    return [chat.alert(fact.to.person, chat.show(shown, summary), *fact.cases, urgent=urgent)]


def _numbers(cases: Sequence[Case], total: int, language: Language) -> str:
    """Return the numbers of the first cases, with the urgent ones marked."""
    named = cases[:LISTED]
    words = [
        shift.URGENT_CASE.say(language, number=case.number) if case.need.urgent else case.number
        for case in named
    ]
    if total > len(named):
        words.append(shift.AND_MORE.say(language, cases=total - len(named)))
    return ", ".join(words)


@renders(team_changes.UrgentSummedUp)
def urgent_summed_up(fact: team_changes.UrgentSummedUp, _: RenderContext) -> list[chat.Message]:
    """Send a button to the queue, which has the cases of one account; the message counts as an
    alert of each."""
    alerts = ((one.person, _many_urgent(fact, one.person.language)) for one in fact.team)
    return [chat.alert(to, shown, *fact.cases, urgent=True) for to, shown in alerts]


def _many_urgent(fact: team_changes.UrgentSummedUp, language: Language) -> chat.Content:
    came = team.MANY_URGENT_CAME.say_of(
        language, len(fact.cases), cases=count(len(fact.cases)), total=count(fact.total)
    )
    shown = chat.card(
        language,
        team.MANY_URGENT,
        chat.Tone.URGENT,
        badge=staff.URGENT,
        rows=((team.FIRST_ONES, _oldest(fact.cases)),),
        sentences=(came, team.MANY_URGENT_NEXT),
        buttons=list_buttons(language),
    )
    return chat.show(shown, f"{shown.heading} · {came}")


@sends(team_changes.AlertsStopped, chat.answer)
def alerts_stopped(fact: team_changes.AlertsStopped, _: RenderContext) -> chat.Content:
    """Send a button to the queue, for staff get no other message about it now. No quick replies:
    LINE shows those of the last message alone, and the answer's own matter more."""
    language = fact.to.language
    lines = [staff.ALERTS_STOPPED.say(language, since=moment(fact.since, language))]
    if fact.untold:
        lines.append(staff.UNTOLD.say_of(language, fact.untold, cases=count(fact.untold)))
    return chat.Content("\n".join(lines))


@sends(team_changes.LateCases, chat.notify)
def late_cases(fact: team_changes.LateCases, context: RenderContext) -> chat.Content:
    """Send a head the cases that wait and those that are held for too long."""
    language, centre = fact.to.language, centre_name(fact.centre, fact.to.language)
    urgent = any(case.need.urgent for case in (*fact.waiting, *fact.held))
    shown = chat.card(
        language,
        team.LATE_HEADING,
        chat.Tone.URGENT if urgent else chat.Tone.CALM,
        badge=staff.URGENT if urgent else "",
        title=centre,
        rows=(
            (team.AS_OF, moment(context.now, language)),
            *late_rows(fact.waiting, fact.held, fact.ending, language),
        ),
        sentences=(team.LATE_NEXT,),
        buttons=list_buttons(language),
    )
    waiting, held = len(fact.waiting), len(fact.held)
    return chat.show(shown, team.LATE_ALT.say(language, centre=centre, waiting=waiting, held=held))


def late_rows(
    waiting: Sequence[Case], held: Sequence[Case], ending: Sequence[Case], language: Language
) -> list[chat.TextRow]:
    """Return the number and the oldest of the cases that wait, that are held for too long, and
    whose sharers will be deleted soon."""
    soon = team.FORGOTTEN_SOON.say(language, days=TOLD_BEFORE.days)
    late = ((team.NOT_CLAIMED, waiting), (team.NOT_CLOSED, held), (soon, ending))
    return [
        row
        for what, cases in late
        if cases
        for row in ((what, f"{len(cases):,}"), (team.OLDEST, _oldest(cases)))
    ]


def _oldest(cases: Sequence[Case]) -> str:
    return ", ".join(case.number for case in cases[:_OLDEST])
