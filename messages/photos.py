"""What those who send photos are told of them, and the officer who goes: that they came, and links
to them."""

from __future__ import annotations

from cases.facts import personal_data
from cases.rules import PHOTOS_OF_SHARER
from messages.case import look
from messages.case_card import case_card, show_news
from messages.message import Link, Message, answer, notify, primary, secondary, show
from messages.rendering import RenderContext, renders, says
from messages.signed_links import PhotoLinks
from messages.texts import photos, proof
from messages.ways import bare, plain, staff_text


@renders(personal_data.PhotoTaken)
def photo_taken(fact: personal_data.PhotoTaken, _: RenderContext) -> list[Message]:
    """Confirm that a photo is kept, and say who sees it."""
    words = photos.TAKEN.say(fact.to.language, number=fact.case.number, most=PHOTOS_OF_SHARER)
    return answer(fact.to, plain(words, fact.to))


@renders(personal_data.PhotoAwaitsPlace)
def photo_awaits_place(fact: personal_data.PhotoAwaitsPlace, _: RenderContext) -> list[Message]:
    """Ask for the place of a photo."""
    words = photos.AWAITS_PLACE if fact.kept else photos.NOT_TAKEN
    return answer(fact.to, plain(words, fact.to))


@renders(personal_data.PhotosCame)
def photos_came(fact: personal_data.PhotosCame, context: RenderContext) -> list[Message]:
    """Tell the holder that there are photos to look at."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        proof.CAME,
        rows=((proof.COUNT, str(case.photos)),),
        buttons=(primary(look(case, fact.to)),),
    )
    news = proof.CAME_ALT.say(language, count=case.photos)
    return notify(fact.to, show_news(shown, case, language, context, news))


@renders(personal_data.PhotosShown)
def photos_shown(fact: personal_data.PhotosShown, context: RenderContext) -> list[Message]:
    """Link the photos of a case for minutes."""
    case, language = fact.case, fact.to.language
    if not fact.photos:
        return answer(fact.to, staff_text(proof.NONE.say(language, number=case.number), fact.to))
    links = PhotoLinks(context.settings)
    first, *others = (
        Link(
            proof.PHOTO.say(language, place=place),
            links.address(case.number, photo, fact.to.id, context.now),
        )
        for place, photo in enumerate(fact.photos, 1)
    )
    minutes = context.settings.photo_link_minutes
    shown = case_card(
        case,
        fact.to,
        proof.SHOWN,
        sentences=(proof.SHOWN_WHY.say(language, minutes=minutes),),
        buttons=(primary(first), *map(secondary, others)),
    )
    return answer(fact.to, show(shown))


says(personal_data.PhotosFull, photos.FULL, plain)
says(personal_data.PhotoUnusable, photos.UNUSABLE, bare)
