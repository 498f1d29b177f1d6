"""The queue of a centre and an officer's own cases, as cards side by side; the menu behind the last
button of a card; and today's round, with the way through its stops."""

from __future__ import annotations

from collections.abc import Iterator

from cases.case import NOTHING_ADDED, Added, Case
from cases.commands import ReadWords, ShowMine, ShowQueue, ShowRound
from cases.facts.casework import CASES_A_PAGE, OptionsShown, QueueShown, WordsShown
from cases.facts.digests import NearAsked, NearShown, RoundShown, Stop
from cases.people import Language
from cases.rules import further
from messages import chat
from messages.case import (
    PLACE_IN_LIST,
    case_rows,
    centre_row,
    next_steps,
    only_way,
    place,
    state,
    step,
)
from messages.case_card import added_rows_in_list, case_card, label_of, show_case
from messages.rendering import RenderContext, centre_name, sends
from messages.texts import manager, staff, team
from messages.texts.text import Label, distance, moment
from messages.transfers import giver_rows
from messages.ways import staff_text

#: Google Maps accepts nine stops between, and the last one.
_STOPS_A_LINK = 10
#: LINE's text has at most 5,000 UTF-16 units; a phone shows fewer without a tap on "more".
_UNITS_A_PAGE = 2_000
#: Twenty stops must fit into a bubble of 30 KB.
_PLACE = 30


@sends(QueueShown, chat.answer)
def queue_shown(fact: QueueShown, context: RenderContext) -> chat.Content:
    """Show one page of cases, and a card with buttons to the other pages."""
    return _page(fact, context) if fact.cases else _empty_page(fact)


def _page(fact: QueueShown, context: RenderContext) -> chat.Content:
    language, turns = fact.to.language, tuple(_turns(fact))
    known = fact.added or [NOTHING_ADDED] * len(fact.cases)
    cards = [
        _case(case, added, fact, context) for case, added in zip(fact.cases, known, strict=True)
    ]
    first = fact.page * CASES_A_PAGE + 1
    shown = {"first": first, "last": first + len(fact.cases) - 1, "total": fact.total}
    if turns:
        # The heading names the other pages, or the way through all cases.
        heading = staff.OTHER_PAGES if fact.total > CASES_A_PAGE else manager.ROUND
        pages = staff.PAGES.say(language, **shown)
        cards.append(
            chat.card(language, heading, chat.Tone.QUIET, sentences=(pages,), buttons=turns)
        )
    if fact.mine:
        alt = staff.MINE_ALT.say(language, **shown)
        return chat.Content(alt, tuple(cards), (_round(language),))
    alt = staff.QUEUE_ALT.say(language, centre=centre_name(fact.centre, language), **shown)
    return chat.Content(alt, tuple(cards))


def _case(case: Case, added: Added, fact: QueueShown, context: RenderContext) -> chat.Card:
    language = fact.to.language
    return case_card(
        case,
        fact.to,
        state(case, fact.to),
        rows=(
            *centre_row(case, fact.centre.id, language, context),
            *giver_rows(case, language, context)[:1],
            *case_rows(case, language, context, place_graphemes=PLACE_IN_LIST),
            *added_rows_in_list(added, language),
        ),
        buttons=only_way(case, fact.to) if fact.only_look else None,
    )


def _turns(fact: QueueShown) -> Iterator[chat.Button]:
    if (fact.page + 1) * CASES_A_PAGE < fact.total:
        yield chat.primary(_turn(fact, staff.NEXT_PAGE, fact.page + 1))
    if fact.page > 0:
        yield chat.secondary(_turn(fact, staff.PREVIOUS_PAGE, fact.page - 1))
    if fact.mine and fact.total > 1:
        yield chat.secondary(_round(fact.to.language))


def _turn(fact: QueueShown, label: Label, page: int) -> chat.Postback:
    shown = ShowMine(page) if fact.mine else ShowQueue(page)
    return chat.ask(label, shown, fact.to.language)


def _empty_page(fact: QueueShown) -> chat.Content:
    if fact.page > 0:
        words = staff.PAGE_EMPTY.say(fact.to.language)
        return chat.Content(words, replies=(_turn(fact, staff.FIRST_PAGE, 0),))
    return staff_text(staff.MINE_EMPTY if fact.mine else staff.QUEUE_EMPTY, fact.to)


def _round(language: Language) -> chat.Postback:
    return chat.ask(manager.ROUND, ShowRound(), language)


@sends(NearAsked, chat.answer)
def near_asked(fact: NearAsked, _: RenderContext) -> chat.Content:
    """Ask an officer where they are."""
    language = fact.to.language
    here = chat.PickLocation(staff.HERE.say(language))
    return chat.Content(staff.NEAR_WHERE.say(language), replies=(here,))


@sends(NearShown, chat.answer)
def near_shown(fact: NearShown, context: RenderContext) -> chat.Content:
    """Show the nearest waiting cases; those of neighbours, whose teams claim them, with the way."""
    language = fact.to.language
    if not fact.stops:
        return staff_text(staff.NEAR_NONE, fact.to)
    cards = tuple(_near(stop, fact, context) for stop in fact.stops)
    alt = staff.NEAR_ALT.say(language, cases=len(cards))
    return chat.Content(alt, cards)


def _near(stop: Stop, fact: NearShown, context: RenderContext) -> chat.Card:
    case, language = stop.case, fact.to.language
    is_own = case.centre == fact.centre.id
    return case_card(
        case,
        fact.to,
        staff.STATES[case.state] if is_own else staff.OF_NEIGHBOURS,
        rows=(
            (staff.AWAY, distance(stop.metres, language)),
            *centre_row(case, fact.centre.id, language, context),
            *case_rows(case, language, context, place_graphemes=PLACE_IN_LIST),
        ),
        buttons=None if is_own else only_way(case, fact.to),
    )


@sends(RoundShown, chat.answer)
def round_shown(fact: RoundShown, _: RenderContext) -> chat.Content:
    """Show today's round; asked again, the stops that are left."""
    return _stops(fact) if fact.stops else _no_stops(fact)


def _stops(fact: RoundShown) -> chat.Content:
    language = fact.to.language
    shown = chat.card(
        language,
        manager.HEADING.say(language, stops=len(fact.stops)),
        rows=(
            (manager.START, fact.checked_in or centre_name(fact.centre, language)),
            *(_stop(number, stop, language) for number, stop in enumerate(fact.stops, start=1)),
            (manager.TOTAL, distance(fact.metres, language)),
        ),
        sentences=_sentences(fact),
        buttons=_links(fact.stops, language),
    )
    return chat.show(shown)


def _stop(number: int, stop: Stop, language: Language) -> chat.TextRow:
    text = manager.URGENT_STOP if stop.case.need.urgent else manager.STOP
    at, away = place(stop.case.place, _PLACE), distance(stop.metres, language)
    return f"{number}. {stop.case.number}", text.say(language, place=at, distance=away)


def _sentences(fact: RoundShown) -> Iterator[str]:
    if len(fact.stops) > 1 and any(stop.case.need.urgent for stop in fact.stops):
        yield manager.NOT_BY_URGENCY.say(fact.to.language)
    if fact.left:
        yield manager.LEFT.say(fact.to.language, left=fact.left)


def _links(stops: tuple[Stop, ...], language: Language) -> tuple[chat.Button, ...]:
    """Return links to the way, in parts if it has more stops than a link may have; each part begins
    at the phone's position."""
    parts = {at: stops[at : at + _STOPS_A_LINK] for at in range(0, len(stops), _STOPS_A_LINK)}
    labels = [
        manager.OPEN_PART.say(language, first=at + 1, last=at + len(part))
        if len(parts) > 1
        else manager.OPEN.say(language)
        for at, part in parts.items()
    ]
    first, *others = (
        chat.NavigateThrough(label, tuple(stop.case.place.point for stop in part))
        for label, part in zip(labels, parts.values(), strict=True)
    )
    return (chat.primary(first), *map(chat.secondary, others))


def _no_stops(fact: RoundShown) -> chat.Content:
    language, words = fact.to.language, manager.NOTHING.say(fact.to.language)
    queue = chat.primary(chat.ask(team.QUEUE, ShowQueue(), language))
    return chat.show(
        chat.card(language, manager.ROUND, sentences=(words,), buttons=(queue,)), words
    )


@sends(WordsShown, chat.answer)
def words_shown(fact: WordsShown, _: RenderContext) -> chat.Content:
    """Show one page of all that sharers wrote, with the way to the next one."""
    language, number = fact.to.language, fact.case.number
    texts = [
        f"{label_of(one, language)} · {moment(one.at, language)}\n{one.text}" for one in fact.words
    ]
    pages = _pages("\n\n".join(texts))
    if not texts or fact.page >= len(pages):
        return staff_text(staff.NO_WORDS.say(language, number=number), fact.to)
    words, is_last = pages[fact.page], fact.page + 1 == len(pages)
    on = chat.ask(staff.READ_ON, ReadWords(number, fact.page + 1), language)
    heading = staff.CASE_ALT.say(language, number=number, heading=f"{fact.page + 1}/{len(pages)}")
    steps = (button.action for button in next_steps(fact.case, fact.to))
    return chat.Content(f"{heading}\n{words}", replies=tuple(steps) if is_last else (on, *steps))


def _pages(text: str) -> list[str]:
    """Return *text* in parts that fit into one of LINE's texts; no cluster is cut in two."""
    pages, size = [""], 0
    for cluster in chat.clusters_of(text):
        units = len(cluster.encode("utf-16-le")) // 2
        if size + units > _UNITS_A_PAGE:
            pages.append("")
            size = 0
        pages[-1] += cluster
        size += units
    return pages


@sends(OptionsShown, chat.answer)
def options_shown(fact: OptionsShown, _: RenderContext) -> chat.Content:
    """Show the actions that are possible now."""
    case, to = fact.case, fact.to
    choices = [chat.Choice(step(case, what, to)) for what in further(case)]
    if not choices:
        words = staff.NOTHING_MORE.say(to.language, number=case.number)
        return staff_text(words, to)
    shown = chat.card(to.language, staff.MORE_HEADING, title=case.number, choices=choices)
    return show_case(shown, to.language, replies=[one.action for one in choices])
