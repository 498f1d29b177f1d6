"""Buttons that answers carry: to share and to call for citizens, to their lists for staff; and the
outlook of a waiting case in words."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case, Seen, State
from cases.commands import (
    ChooseLanguage,
    ChooseQuestions,
    SayGone,
    ShowMine,
    ShowQueue,
    ShowReport,
    ShowStatus,
    Start,
)
from cases.facts.shares import NobodyAlerted, StillWaiting
from cases.outlook import Outlook, Taker, Unit, Usual
from cases.people import Language, Person
from config.settings import Settings
from geo.centres import Centre
from messages import chat
from messages.rendering import RenderContext, says, sends
from messages.texts import asking, citizen, own_need, seen, status, team
from messages.texts.text import HOTLINE, Text, moment


def friend_link(basic_id: str) -> str:
    """Return the link that adds our account in LINE; empty while the account's name is not
    known."""
    return f"https://line.me/R/ti/p/{basic_id}" if basic_id else ""


def add_friend(to: Person, settings: Settings) -> tuple[tuple[Text, ...], tuple[chat.Button, ...]]:
    """Return the sentence and the button that ask to add the account; none for a person who has
    added it once. The button needs the account's name, which is a setting."""
    if to.has_followed:
        return (), ()
    link = friend_link(settings.basic_id)
    label = citizen.ADD.say(to.language)
    return (citizen.ADD_FRIEND,), (chat.secondary(chat.Link(label, link)),) if link else ()


def bare(words: chat.AnyText, to: Person) -> chat.Content:
    """Return a short text beside another answer."""
    return chat.Content(chat.say(words, to.language))


def plain(words: chat.AnyText, to: Person) -> chat.Content:
    """Return a short text for a citizen, with the button to share a place."""
    return chat.Content(chat.say(words, to.language), replies=(share_place(to.language),))


def share_place(language: Language) -> chat.PickLocation:
    """Return the action to share a place."""
    return chat.PickLocation(citizen.SHARE_PLACE.say(language))


def ask_status(language: Language) -> chat.Postback:
    """Return the action to list one's own cases."""
    return chat.ask(status.MY_SHARES, ShowStatus(), language)


def choose_questions(to: Person) -> chat.Postback:
    """Return the action to be asked nothing more, or again."""
    if to.muted:
        return chat.ask(asking.UNMUTE, ChooseQuestions("on"), to.language)
    return chat.ask(asking.MUTE, ChooseQuestions(), to.language)


def own_need_action(language: Language, case: Case | None = None) -> chat.Postback:
    """Return the action "I need help myself"."""
    return chat.ask(own_need.ME, Start("me", case.number if case else ""), language)


def gone_button(case: Case, language: Language) -> chat.Button:
    """Return a sharer's button "the person is gone", which works at any time."""
    return chat.quiet(chat.ask(seen.ANSWERS[Seen.GONE], SayGone(case.number), language))


def other_languages(language: Language) -> tuple[chat.Button, ...]:
    """Return the buttons of the other languages, each with its own name."""
    return tuple(
        chat.quiet(chat.ask(name, ChooseLanguage(other), language))
        for other, name in citizen.LANGUAGES.items()
        if other is not language
    )


def call_buttons(numbers: Sequence[str], language: Language) -> tuple[chat.Button, ...]:
    """Return buttons to dial numbers."""
    return tuple(map(chat.secondary, call_actions(numbers, language)))


def call_first(
    numbers: Sequence[str],
    sentences: Sequence[chat.AnyText],
    alt: str,
    language: Language,
    then: Sequence[chat.Action] = (),
) -> chat.Content:
    """Return a card about danger: the numbers to call before all else, also in the notification and
    above the keyboard, then the actions *then*."""
    shown = chat.card(
        language,
        citizen.CALL_FIRST,
        chat.Tone.URGENT,
        before_all=call_first_buttons(numbers, language),
        sentences=sentences,
        buttons=map(chat.secondary, then),
    )
    call = citizen.CALL_ANOTHER.say(language, number=", ".join(numbers))
    return chat.show(shown, f"{call} · {alt}", (*call_actions(numbers, language), *then))


def call_first_buttons(numbers: Sequence[str], language: Language) -> tuple[chat.Button, ...]:
    """Return buttons to dial numbers, the first of them primary."""
    first, *others = call_actions(numbers, language)
    return (chat.primary(first), *map(chat.secondary, others))


def call_actions(numbers: Sequence[str], language: Language) -> tuple[chat.Dial, ...]:
    """Return actions to dial numbers, for a card or above the keyboard, where they stay in
    sight."""
    labels = (citizen.CALLS.get(number, citizen.CALL_ANOTHER) for number in numbers)
    return tuple(
        chat.Dial(label.say(language, number=number), number)
        for label, number in zip(labels, numbers, strict=True)
    )


def centre_call(centre: Centre | None, language: Language) -> tuple[chat.Button, ...]:
    """Return the button of a centre's number, if it has one of its own."""
    if centre is None or centre.phone.strip() == HOTLINE:
        return ()
    return (chat.secondary(chat.Dial(citizen.CALL_CENTRE.say(language), centre.phone)),)


def staff_text(words: chat.AnyText, to: Person) -> chat.Content:
    """Return a short text for staff; the lists are a tap or a typed word away."""
    return chat.Content(chat.say(words, to.language), replies=lists(to.language))


def reader_text(words: str, to: Person) -> chat.Content:
    """Return a short text for a manager, whose work is the report."""
    ways = (
        chat.ask(team.REPORT, ShowReport(), to.language),
        chat.ask(team.QUEUE, ShowQueue(), to.language),
    )
    return chat.Content(words, replies=ways)


def lists(language: Language) -> tuple[chat.Postback, chat.Postback]:
    """Return the actions to show the queue, and one's own cases."""
    return chat.ask(team.QUEUE, ShowQueue(), language), chat.ask(team.MINE, ShowMine(), language)


def list_buttons(language: Language) -> tuple[chat.Button, chat.Button]:
    """Return a card's buttons to the queue, and to one's own cases."""
    queue, mine = lists(language)
    return chat.primary(queue), chat.secondary(mine)


_ONE = {Unit.MINUTE: citizen.ONE_MINUTE, Unit.HOUR: citizen.ONE_HOUR, Unit.DAY: citizen.ONE_DAY}
_MANY = {Unit.MINUTE: citizen.MINUTES, Unit.HOUR: citizen.HOURS, Unit.DAY: citizen.DAYS}


@sends(NobodyAlerted, chat.answer)
def nobody_alerted(fact: NobodyAlerted, _: RenderContext) -> chat.Content:
    """Add whom to call to another answer."""
    words = citizen.CASE_NOT_ALERTED if fact.case else citizen.NOBODY_ALERTED
    number = fact.case.number if fact.case else ""
    return chat.Content(words.say(fact.to.language, number=number))


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
