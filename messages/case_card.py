"""The staff's card of a case, and the text of its notification."""

from __future__ import annotations

from collections.abc import Iterable

from cases.calendar import BANGKOK
from cases.case import Added, Case, Detail, Form
from cases.commands import ReadWords
from cases.outlook import HOURS, BestTime
from cases.people import Language, Person
from geo.centres import metres
from messages.case import PLACE_IN_LIST, next_steps, place, priority, tone
from messages.chat import (
    Action,
    AnyText,
    Button,
    Card,
    Choice,
    Content,
    Part,
    TextRow,
    ask,
    card,
    cut,
    show,
)
from messages.rendering import RenderContext
from messages.texts import heard, refusals, staff
from messages.texts.text import DANGER, distance
from messages.ways import call_actions

#: The length of a sharer's text: a few lines of a phone.
_TEXT = 80
#: In a list the newest only has to remind, as the place does.
_TEXT_IN_LIST = 40
_HOLDER = 40
_WEEK = 7


def case_card(
    case: Case,
    to: Person,
    heading: AnyText,
    *,
    rows: Iterable[TextRow] = (),
    sentences: Iterable[AnyText] = (),
    choices: Iterable[Part] = (),
    buttons: Iterable[Button] | None = None,
) -> Card:
    """Return the card of a case: how urgent it is and why, its number, and what its reader can do
    next where no other *buttons* are given."""
    return card(
        to.language,
        heading,
        tone(case),
        badge=priority(case, to.language),
        title=case.number,
        rows=rows,
        sentences=sentences,
        choices=choices,
        buttons=next_steps(case, to) if buttons is None else buttons,
    )


def show_case(
    shown: Card, language: Language, alt: str = "", replies: Iterable[Action] = ()
) -> Content:
    """Return a card as a content, with a case's number as its title; the notification is *alt*, or
    else that number and the heading. Without *replies* its buttons are offered there too."""
    plainly = staff.CASE_ALT.say(language, number=shown.title, heading=shown.heading)
    return show(shown, alt or plainly, tuple(replies) or in_sight(shown))


def in_sight(shown: Card) -> tuple[Action, ...]:
    """Return the actions of a card's buttons as quick replies: above the keyboard they stay in
    sight, however long the card is and whatever letters the phone has."""
    return tuple(button.action for button in shown.buttons)


def with_calls(shown: Card, case: Case, language: Language) -> tuple[Action, ...]:
    """Return the actions of a card, and the numbers to call where somebody is in danger."""
    calls = call_actions(DANGER, language) if case.need.dangers else ()
    return (*in_sight(shown), *calls)


def show_news(
    shown: Card, case: Case, language: Language, context: RenderContext, news: str = ""
) -> Content:
    """Return a card for an officer on the road: the notification has the urgency, the place, and
    the news of the case, which a long place must not hide; without *news*, the heading."""
    centre, news = context.centres.known(case.centre), news or shown.heading
    replies = with_calls(shown, case, language)
    if centre is None:
        alt = staff.CASE_ALT.say(language, number=case.number, heading=news)
        return show_case(shown, language, alt, replies)
    away = metres(centre.point, case.place.point)
    near = place(case.place, PLACE_IN_LIST)
    return show_case(shown, language, alert_alt(case, away, near, news, language), replies)


def alert_alt(case: Case, away: float, near: str, heading: str, language: Language) -> str:
    """Return the words of the notification about a case *away* metres from its centre, with the
    reason; the most useful words come first."""
    return staff.ALERT_ALT.say(
        language,
        priority=priority(case, language),
        number=case.number,
        distance=distance(away, language),
        place=near,
        heading=heading,
    )


def holder_name(name: str, language: Language) -> str:
    """Return the name of the holder of a case, who may have left."""
    return cut(name, _HOLDER) or refusals.A_COLLEAGUE.say(language)


def added_rows(added: Added, language: Language) -> tuple[TextRow, ...]:
    """Return what sharers wrote, each text under its question and free words under their time, and
    the number of others; only the holder reads them."""
    texts = [(label_of(one, language), cut(one.text, _TEXT)) for one in added.words]
    return (*texts, *_besides(added.more, language))


def label_of(words: Detail, language: Language) -> str:
    """Return what words of a sharer are about: the question, or the time of free words."""
    if words.question in staff.ANSWERS:
        return staff.ANSWERS[words.question].say(language)
    label = staff.NOTE_OF if words.form is Form.NOTE else staff.FREE_WORDS
    return label.say(language, time=f"{words.at.astimezone(BANGKOK):%H:%M}")


def read_all(case: Case, added: Added, language: Language) -> tuple[Choice, ...]:
    """Return the way to all that sharers wrote, if a card does not show it whole."""
    is_cut = any(cut(one.text, _TEXT) != one.text for one in added.words)
    if not (added.more or is_cut):
        return ()
    many = len(added.words) + added.more
    words = staff.READ_ALL.say(language, texts=many)
    return (Choice(ask(words, ReadWords(case.number), language, about=case.number)),)


def bullets(texts: Iterable[str]) -> str:
    """Return texts as a list, a few lines of a phone each."""
    return "\n".join(f"• {cut(text, _TEXT)}" for text in texts)


def added_rows_in_list(added: Added, language: Language) -> tuple[TextRow, ...]:
    """Return only the first text, and the number of others."""
    texts = [(label_of(one, language), cut(one.text, _TEXT_IN_LIST)) for one in added.words[:1]]
    return (*texts, *_besides(added.more + len(added.words[1:]), language))


def _besides(more: int, language: Language) -> tuple[TextRow, ...]:
    besides = staff.MORE_TEXTS.say_of(language, more, texts=more) if more else ""
    return ((staff.ADDED_BESIDES, besides),) if besides else ()


def best_time_rows(best: BestTime | None, language: Language) -> tuple[TextRow, ...]:
    """Return when people were mostly seen around the place; nothing if that is not known."""
    if best is None:
        return ()
    hours = heard.HOURS.say(language, first=f"{best.first:02d}", last=f"{best.first + HOURS:02d}")
    named = " ".join(part for part in (_weekdays(best.weekdays, language), hours) if part)
    return ((heard.USUALLY, named),)


def _weekdays(days: tuple[int, ...], language: Language) -> str:
    """Return the names of weekdays; of consecutive ones the first and the last, also over the end
    of the week."""
    names = [day.say(language) for day in heard.WEEKDAYS]
    for first in days:
        run = [(first + step) % _WEEK for step in range(len(days))]
        if len(days) > 1 and set(run) == set(days):
            return f"{names[run[0]]}-{names[run[-1]]}"
    return ", ".join(names[day] for day in days)
