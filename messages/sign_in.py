"""The link to the report page, on one card that is worth nothing after ten minutes."""

from __future__ import annotations

from typing import assert_never

from cases.facts.page_access import PageLinked, SignedOut, SignInFact
from cases.people import Language
from messages.context import RenderContext, centre_name
from messages.message import Content, Message, answer
from messages.parts import Card, Link, primary
from messages.team import staff_text
from messages.texts import signing
from messages.texts.dates import moment
from messages.texts.manager import COUNTRY
from messages.texts.team import ROLES


def told(fact: SignInFact, context: RenderContext) -> list[Message]:
    """Put a fact about signing in into messages."""
    match fact:
        case PageLinked():
            return [Message(fact.to, _link(fact, context), good_until=fact.until)]
        case SignedOut():
            return answer(fact.to, staff_text(signing.SIGNED_OUT.say(fact.to.language), fact.to))
        case _:
            assert_never(fact)


def _link(fact: PageLinked, context: RenderContext) -> Content:
    language = fact.to.language
    until = moment(fact.until, language)
    address = f"{context.settings.public_url}/sign-in#{fact.token}"
    shown = Card(
        signing.CARD.say(language),
        rows=(
            (signing.AS.say(language), _who(fact, language)),
            (signing.UNTIL.say(language), until),
        ),
        sentences=(signing.ONCE.say(language, minutes=context.settings.sign_in_minutes),),
        buttons=(primary(Link(signing.OPEN_PAGE.say(language), address)),),
    )
    return Content(signing.CARD_ALT.say(language, until=until), shown)


def _who(fact: PageLinked, language: Language) -> str:
    place = centre_name(fact.centre, language) if fact.centre else COUNTRY.say(language)
    return f"{ROLES[fact.member.role].say(language)}, {place}"
