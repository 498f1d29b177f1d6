"""Today's round: the stops in order on one card, and the way through them in Google Maps."""

from __future__ import annotations

from cases.facts.day_rounds import RoundShown, Stop
from cases.people import Language
from messages.case import place
from messages.context import RenderContext, centre_name
from messages.message import Content, Message, answer
from messages.parts import (
    Button,
    Card,
    NavigateThrough,
    Postback,
    Row,
    ask,
    postback,
    primary,
    secondary,
)
from messages.texts import rounds, team
from messages.texts.measures import distance

#: Google Maps takes nine stops between, and the last one.
_STOPS_A_LINK = 10
#: Twenty stops must fit into a bubble of 30 KB.
_PLACE = 30


def told(fact: RoundShown, _: RenderContext) -> list[Message]:
    """Show the round; who asks again sees what is left."""
    return answer(fact.to, _stops(fact) if fact.stops else _nothing(fact))


def round_button(language: Language) -> Postback:
    """Ask for today's round."""
    return ask(rounds.ROUND, "round", language)


def _stops(fact: RoundShown) -> Content:
    language = fact.to.language
    heading = rounds.HEADING.say(language, stops=len(fact.stops))
    start = fact.checked_in or centre_name(fact.centre, language)
    shown = Card(
        heading,
        rows=(
            (rounds.START.say(language), start),
            *(_row(number, stop, language) for number, stop in enumerate(fact.stops, start=1)),
            (rounds.TOTAL.say(language), distance(fact.metres, language)),
        ),
        sentences=tuple(_sentences(fact, language)),
        buttons=_links(fact.stops, language),
    )
    return Content(heading, shown)


def _row(number: int, stop: Stop, language: Language) -> Row:
    text = rounds.URGENT_STOP if stop.case.need.urgent else rounds.STOP
    at, away = place(stop.case.place, _PLACE), distance(stop.metres, language)
    return f"{number}. {stop.case.number}", text.say(language, place=at, distance=away)


def _sentences(fact: RoundShown, language: Language) -> list[str]:
    said = []
    if len(fact.stops) > 1 and any(stop.case.need.urgent for stop in fact.stops):
        said.append(rounds.NOT_BY_URGENCY.say(language))
    if fact.left:
        said.append(rounds.LEFT.say(language, left=fact.left))
    return said


def _links(stops: tuple[Stop, ...], language: Language) -> tuple[Button, ...]:
    """Link the way, in parts where it has more stops than a link may have; each part begins where
    the phone is then."""
    parts = [stops[at : at + _STOPS_A_LINK] for at in range(0, len(stops), _STOPS_A_LINK)]
    labels = [rounds.OPEN.say(language)]
    if len(parts) > 1:
        firsts = [at * _STOPS_A_LINK for at in range(len(parts))]
        labels = [
            rounds.OPEN_PART.say(language, first=first + 1, last=first + len(part))
            for first, part in zip(firsts, parts, strict=True)
        ]
    ways = [
        NavigateThrough(label, tuple(stop.case.place.point for stop in part))
        for label, part in zip(labels, parts, strict=True)
    ]
    return (primary(ways[0]), *map(secondary, ways[1:]))


def _nothing(fact: RoundShown) -> Content:
    language = fact.to.language
    words, queue = rounds.NOTHING.say(language), team.QUEUE.say(language)
    shown = Card(
        rounds.ROUND.say(language),
        sentences=(words,),
        buttons=(primary(postback(queue, "queue", said=queue)),),
    )
    return Content(words, shown)
