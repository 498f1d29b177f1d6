"""The way for everybody: welcome, privacy notice, guide, and the language."""

from __future__ import annotations

from cases.facts.casework import Guided
from cases.facts.personal_data import NoticeGiven
from cases.facts.shares import LanguageChosen, Welcomed
from cases.people import Language
from config.settings import Settings
from messages.message import (
    Action,
    Card,
    Content,
    Link,
    Message,
    Tone,
    answer,
    card,
    cut,
    primary,
    quiet,
    secondary,
    show,
)
from messages.rendering import RenderContext, renders, says
from messages.team import member_card
from messages.texts import citizen, my_data, team
from messages.texts.text import EMERGENCY
from messages.ways import (
    ask_status,
    bare,
    call_buttons,
    other_language,
    own_need_action,
    share_place,
)

#: A name of an authority, as long as a line of a card bears it.
_CONTROLLER = 120


@renders(Welcomed)
def welcomed(fact: Welcomed, context: RenderContext) -> list[Message]:
    """Greet: what this is, whom to call in an emergency, what is done with data."""
    language = fact.to.language
    hello = card(
        language,
        citizen.WELCOME,
        sentences=(citizen.WHAT_THIS_IS, citizen.HOW_TO_SHARE),
        buttons=(primary(share_place(language)), other_language(language)),
    )
    emergency = card(
        language,
        citizen.EMERGENCY,
        Tone.URGENT,
        sentences=(citizen.NO_EMERGENCY_LINE,),
        buttons=call_buttons(EMERGENCY, language),
    )
    return answer(
        fact.to,
        show(hello, citizen.WHAT_THIS_IS.say(language)),
        show(emergency, citizen.NO_EMERGENCY_LINE.say(language)),
        _notice(language, context.settings, share_place(language)),
    )


@renders(NoticeGiven)
def notice_given(fact: NoticeGiven, context: RenderContext) -> list[Message]:
    """Say in three lines what is done with a sharer's data, with the way to all of it."""
    return answer(fact.to, _notice(fact.to.language, context.settings))


def _notice(language: Language, settings: Settings, *replies: Action) -> Content:
    page = Link(citizen.NOTICE_LINK.say(language), f"{settings.public_url}/privacy")
    days = settings.forget_sharers_days
    controller = settings.privacy_controller or my_data.NO_CONTROLLER.say(language)
    shown = card(
        language,
        citizen.NOTICE,
        Tone.QUIET,
        sentences=(
            citizen.NOTICE_USE,
            citizen.NOTICE_UNSEEN.say(language, days=days),
            citizen.NOTICE_WHO.say(language, controller=cut(controller, _CONTROLLER)),
        ),
        buttons=(quiet(page),),
    )
    return show(shown, citizen.NOTICE_USE.say(language), replies)


@renders(Guided)
def guided(fact: Guided, context: RenderContext) -> list[Message]:
    """Show a member the menu, and everybody else how to share."""
    if fact.member:
        return answer(fact.to, show(member_card(team.MENU, Tone.CALM, fact.member, context)))
    language = fact.to.language
    shown = _guide(language, kept=fact.kept)
    return answer(
        fact.to, show(shown, citizen.HOW_TO_SHARE.say(language), (share_place(language),))
    )


def _guide(language: Language, *, kept: bool) -> Card:
    """Show the way to somebody who wrote something else; it may have been a call for help."""
    return card(
        language,
        citizen.GUIDE,
        sentences=(
            *((citizen.WORDS_AWAIT_PLACE,) if kept else ()),
            citizen.HOW_TO_SHARE,
            citizen.NO_EMERGENCY_LINE,
            citizen.GUIDE_TALK,
        ),
        buttons=(
            primary(share_place(language)),
            secondary(own_need_action(language)),
            *call_buttons(EMERGENCY, language),
            quiet(ask_status(language)),
            other_language(language),
        ),
    )


says(LanguageChosen, citizen.LANGUAGE_CHOSEN, bare)
