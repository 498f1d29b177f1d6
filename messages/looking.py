"""What the officer who goes is told of a case's photos: that they came, and links to them."""

from __future__ import annotations

from typing import assert_never

from cases.facts.photographs import LookFact, PhotosCame, PhotosShown
from messages.case import look, priority, tone
from messages.context import RenderContext
from messages.message import Content, Message, answer, must_hear
from messages.notified import news_alt
from messages.parts import Card, Link, primary, secondary
from messages.photo_links import PhotoLinks
from messages.team import staff_text
from messages.texts import looking


def told(fact: LookFact, context: RenderContext) -> list[Message]:
    """Put a fact into words."""
    match fact:
        case PhotosCame():
            return must_hear(fact.to, _came(fact, context))
        case PhotosShown():
            return answer(fact.to, _shown(fact, context))
        case _:
            assert_never(fact)


def _came(fact: PhotosCame, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    shown = Card(
        looking.CAME.say(language),
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=((looking.COUNT.say(language), str(case.photos)),),
        buttons=(primary(look(case, fact.to)),),
    )
    heading = looking.CAME_ALT.say(language, count=case.photos)
    return Content(news_alt(case, heading, language, context), shown)


def _shown(fact: PhotosShown, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    if not fact.photos:
        return staff_text(looking.NONE.say(language, number=case.number), fact.to)
    links = PhotoLinks(context.settings)
    opened = [
        Link(
            looking.PHOTO.say(language, place=place),
            links.address(case.number, photo, fact.to.id, context.now),
        )
        for place, photo in enumerate(fact.photos, 1)
    ]
    shown = Card(
        looking.SHOWN.say(language),
        tone(case),
        badge=priority(case, language),
        title=case.number,
        sentences=(looking.SHOWN_WHY.say(language, minutes=context.settings.photo_link_minutes),),
        buttons=(primary(opened[0]), *map(secondary, opened[1:])),
    )
    return Content(looking.SHOWN.say(language), shown)
