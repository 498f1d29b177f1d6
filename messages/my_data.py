"""What a person is told of their own data, and their team of it."""

from __future__ import annotations

from cases.facts.personal_data import EraseAsked, MyDataShown
from cases.moments import to_ms
from cases.people import NEVER, Language, Person
from messages.context import RenderContext
from messages.copy_links import CopyLinks
from messages.guide import pickable
from messages.message import Content, Message
from messages.parts import Card, Link, Row, Tone, postback, primary, quiet, secondary
from messages.texts import citizen, my_data, team
from messages.texts.dates import moment
from messages.texts.measures import count


def my_data_card(fact: MyDataShown, context: RenderContext) -> list[Message]:
    """Say what is kept, for how long, and how to get a copy or have it erased."""
    language, settings = fact.to.language, context.settings
    what_else = my_data.WHAT_ELSE_OF_STAFF if fact.member else my_data.WHAT_ELSE
    how_long = my_data.HOW_LONG.say(
        language, days=settings.forget_sharers_days, open_days=settings.open_case_days
    )
    links = CopyLinks(settings)
    copy = Link(my_data.COPY.say(language), links.address(fact.to.id, context.now))
    copy_how = my_data.COPY_HOW.say(language, minutes=settings.copy_link_minutes)
    privacy = Link(citizen.NOTICE_LINK.say(language), f"{settings.public_url}/privacy")
    erase = postback(my_data.ERASE.say(language), "erase", said=my_data.ERASE.say(language))
    shown = Card(
        my_data.MY_DATA.say(language),
        Tone.QUIET,
        rows=_rows(fact, context),
        sentences=(what_else.say(language, days=settings.forget_people_days), how_long, copy_how),
        buttons=(secondary(copy), secondary(erase), quiet(privacy)),
    )
    message = pickable(Content(my_data.MY_DATA.say(language), shown), language)
    # A call with a link is parked nowhere, and not sent once the link is over.
    return [Message(fact.to, message, good_until=links.until(context.now))]


def ask_erase(fact: EraseAsked) -> Content:
    """Ask once: what goes, what stays, and that no result will come any more."""
    language = fact.to.language
    late = (my_data.TOO_LATE,) if fact.again else ()
    sentences = (*late, my_data.WHAT_GOES, my_data.WHAT_STAYS, my_data.NO_RESULT)
    keep, erase = my_data.KEEP.say(language), my_data.YES_ERASE.say(language)
    shown = Card(
        my_data.ARE_YOU_SURE.say(language),
        Tone.QUIET,
        sentences=tuple(sentence.say(language) for sentence in sentences),
        buttons=(
            primary(postback(keep, "my_data", said=keep)),
            secondary(postback(erase, "erase", said=erase, sure="yes", asked=str(to_ms(fact.at)))),
        ),
    )
    return Content(my_data.ARE_YOU_SURE.say(language), shown)


def _rows(fact: MyDataShown, context: RenderContext) -> tuple[Row, ...]:
    person, kept, language = fact.to, fact.kept, fact.to.language
    shares = my_data.SHARES_IN_CASES.say_of(
        language, kept.cases, shares=count(kept.shares), cases=count(kept.cases)
    )
    words = my_data.WORDS.say_of(language, kept.words, words=count(kept.words))
    photos = my_data.PHOTOS.say_of(language, kept.photos, photos=count(kept.photos))
    added = my_data.WORDS_AND_PHOTOS.say(language, words=words, photos=photos)
    rows: list[Row] = [
        (my_data.LANGUAGE.say(language), my_data.LANGUAGES[language].say(language)),
        (my_data.SHARED.say(language), shares),
        (my_data.ADDED.say(language), added),
    ]
    if fact.member:
        role = team.ROLES[fact.member.role].say(language)
        centre = context.centre_name(fact.member.centre, language)
        rows.append((my_data.TEAM.say(language), f"{centre} ({role})"))
    return (*rows, *_since(person, language))


def _since(person: Person, language: Language) -> tuple[Row, ...]:
    if person.since == NEVER:  # kept by a version that did not note it
        return ()
    return ((my_data.SINCE.say(language), moment(person.since, language)),)
