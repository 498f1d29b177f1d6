"""Buttons that answers carry: to share and to call for citizens, to their lists for staff; and the
outlook of a waiting case in words."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case, State
from cases.commands import (
    ChooseLanguage,
    SayGone,
    Seen,
    ShowMine,
    ShowQueue,
    ShowReport,
    ShowStatus,
    Start,
)
from cases.facts.shares import NobodyAlerted, StillWaiting
from cases.outlook import Outlook, Taker, Unit, Usual
from cases.people import Language, Person
from geo.centres import Centre
from messages.message import (
    Action,
    AnyText,
    Button,
    Content,
    Dial,
    Message,
    PickLocation,
    Postback,
    Tone,
    answer,
    ask,
    card,
    primary,
    quiet,
    say,
    secondary,
    show,
)
from messages.rendering import RenderContext, renders, says
from messages.texts import citizen, own_need, seen, status, team
from messages.texts.text import HOTLINE, moment


def bare(words: AnyText, to: Person) -> Content:
    """Return a short text beside another answer."""
    return Content(say(words, to.language))


def plain(words: AnyText, to: Person) -> Content:
    """Return a short text for a citizen, with the button to share a place."""
    return Content(say(words, to.language), replies=(share_place(to.language),))


def share_place(language: Language) -> PickLocation:
    """Return the action to share a place."""
    return PickLocation(citizen.SHARE_PLACE.say(language))


def ask_status(language: Language) -> Postback:
    """Return the action to list one's own cases."""
    return ask(status.MY_SHARES, ShowStatus(), language)


def own_need_action(language: Language, case: Case | None = None) -> Postback:
    """Return the action "I need help myself"."""
    return ask(own_need.ME, Start("me", case.number if case else ""), language)


def gone_button(case: Case, language: Language) -> Button:
    """Return a sharer's button "the person is gone", which works at any time."""
    return quiet(ask(seen.ANSWERS[Seen.GONE], SayGone(case.number), language))


def other_language(language: Language) -> Button:
    """Return the button of the other language, with its own name."""
    other = Language.ENGLISH if language is Language.THAI else Language.THAI
    return quiet(ask(citizen.LANGUAGES[other], ChooseLanguage(other), language))


def call_buttons(numbers: Sequence[str], language: Language) -> tuple[Button, ...]:
    """Return buttons to dial numbers."""
    return tuple(map(secondary, call_actions(numbers, language)))


def call_first(
    numbers: Sequence[str],
    sentences: Sequence[AnyText],
    alt: str,
    language: Language,
    then: Sequence[Action] = (),
) -> Content:
    """Return a card about danger: the numbers to call before all else, also in the notification and
    above the keyboard, then the actions *then*."""
    shown = card(
        language,
        citizen.CALL_FIRST,
        Tone.URGENT,
        before_all=call_first_buttons(numbers, language),
        sentences=sentences,
        buttons=map(secondary, then),
    )
    call = citizen.CALL_ANOTHER.say(language, number=", ".join(numbers))
    return show(shown, f"{call} · {alt}", (*call_actions(numbers, language), *then))


def call_first_buttons(numbers: Sequence[str], language: Language) -> tuple[Button, ...]:
    """Return buttons to dial numbers, the first of them primary."""
    first, *others = call_actions(numbers, language)
    return (primary(first), *map(secondary, others))


def call_actions(numbers: Sequence[str], language: Language) -> tuple[Dial, ...]:
    """Return actions to dial numbers, for a card or above the keyboard, where they stay in
    sight."""
    labels = (citizen.CALLS.get(number, citizen.CALL_ANOTHER) for number in numbers)
    return tuple(
        Dial(label.say(language, number=number), number)
        for label, number in zip(labels, numbers, strict=True)
    )


def centre_call(centre: Centre | None, language: Language) -> tuple[Button, ...]:
    """Return the button of a centre's number, if it has one of its own."""
    if centre is None or centre.phone.strip() == HOTLINE:
        return ()
    return (secondary(Dial(citizen.CALL_CENTRE.say(language), centre.phone)),)


def staff_text(words: AnyText, to: Person) -> Content:
    """Return a short text for staff; the lists are a tap or a typed word away."""
    return Content(say(words, to.language), replies=lists(to.language))


def reader_text(words: str, to: Person) -> Content:
    """Return a short text for a manager, whose work is the report."""
    ways = (ask(team.REPORT, ShowReport(), to.language), ask(team.QUEUE, ShowQueue(), to.language))
    return Content(words, replies=ways)


def lists(language: Language) -> tuple[Postback, Postback]:
    """Return the actions to show the queue, and one's own cases."""
    return ask(team.QUEUE, ShowQueue(), language), ask(team.MINE, ShowMine(), language)


def list_buttons(language: Language) -> tuple[Button, Button]:
    """Return a card's buttons to the queue, and to one's own cases."""
    queue, mine = lists(language)
    return primary(queue), secondary(mine)


_ONE = {Unit.MINUTE: citizen.ONE_MINUTE, Unit.HOUR: citizen.ONE_HOUR, Unit.DAY: citizen.ONE_DAY}
_MANY = {Unit.MINUTE: citizen.MINUTES, Unit.HOUR: citizen.HOURS, Unit.DAY: citizen.DAYS}


@renders(NobodyAlerted)
def nobody_alerted(fact: NobodyAlerted, _: RenderContext) -> list[Message]:
    """Add whom to call to another answer."""
    words = citizen.CASE_NOT_ALERTED if fact.case else citizen.NOBODY_ALERTED
    number = fact.case.number if fact.case else ""
    return answer(fact.to, Content(words.say(fact.to.language, number=number)))


def expectation(outlook: Outlook | None, language: Language) -> tuple[str, ...]:
    """Return the outlook in one sentence, or nothing if it is not known."""
    if outlook is None:
        return ()
    if is_untold(outlook):
        return (citizen.UNTOLD.say(language),)
    if outlook.since is not None:
        return (citizen.RESTING.say(language, since=moment(outlook.since, language)),)
    if outlook.taker is Taker.NOBODY:
        return (citizen.NOBODY.say(language),)
    if outlook.late:
        return (citizen.LATE.say(language),)
    if outlook.taker is Taker.NATION:
        return (citizen.NATION.say(language),)
    if outlook.usual is None:
        return ()
    words = citizen.COUNTRY if outlook.usual.of_country else citizen.HERE
    return (words.say(language, time=_time(outlook.usual, language)),)


def is_untold(outlook: Outlook | None) -> bool:
    """Return whether nobody can be alerted of the case at present."""
    return outlook is not None and outlook.taker is Taker.UNTOLD


def urgent_expectation(case: Case, language: Language) -> tuple[str, ...]:
    """Return what its urgency changes for an urgent waiting case, and what it does not."""
    return (citizen.URGENT.say(language),) if case.state is State.WAITING else ()


def _time(usual: Usual, language: Language) -> str:
    words = _ONE if usual.number == 1 else _MANY
    return words[usual.unit].say(language, number=usual.number)


says(StillWaiting, citizen.STILL_WAITING, bare)
