"""What a notification says of a case before the chat is opened: in the order in which it helps."""

from __future__ import annotations

from cases.case import Case
from cases.people import Language
from geo.distance import metres
from messages.case import PLACE_IN_LIST, place, priority
from messages.context import RenderContext
from messages.texts import staff
from messages.texts.measures import distance


def alert_alt(case: Case, away: float, heading: str, language: Language) -> str:
    """Say of a case that waits, so many metres from its centre, why it is spoken of."""
    return _alt(case, distance(away, language), place(case.place), heading, language)


def news_alt(case: Case, heading: str, language: Language, context: RenderContext) -> str:
    """Say to one on the road what is new of a case; a long place must not hide it."""
    near = place(case.place, PLACE_IN_LIST)
    centre = context.centres.known(case.centre)
    if centre is None:
        return staff.CASE_ALT.say(language, number=case.number, heading=heading)
    away = distance(metres(centre.point, case.place.point), language)
    return _alt(case, away, near, heading, language)


def _alt(case: Case, away: str, near: str, heading: str, language: Language) -> str:
    return staff.ALERT_ALT.say(
        language,
        priority=priority(case, language),
        number=case.number,
        distance=away,
        place=near,
        heading=heading,
    )
