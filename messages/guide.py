"""The way on for citizens: welcome, guide, and the buttons that every answer may carry."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case
from cases.people import Language
from config.settings import Settings
from geo.centres import Centre
from messages.cut import cut
from messages.hotlines import EMERGENCY, HOTLINE
from messages.language import other_language
from messages.message import Content
from messages.parts import (
    Action,
    Button,
    Card,
    Dial,
    Link,
    PickLocation,
    Postback,
    Tone,
    ask,
    postback,
    primary,
    quiet,
    secondary,
)
from messages.texts import citizen, own_need, privacy, status

#: A name of an authority, as long as a line of a card bears it.
_CONTROLLER = 120


def welcome(language: Language, settings: Settings) -> list[Content]:
    """Greet: what this is, whom to call in an emergency, what is done with data."""
    messages = [_hello(language), _emergency(language), notice(language, settings)]
    return [*messages[:-1], pickable(messages[-1], language)]


def notice(language: Language, settings: Settings) -> Content:
    """Say in three lines what is done with a sharer's data, with the way to all of it."""
    page = Link(citizen.NOTICE_LINK.say(language), f"{settings.public_url}/privacy")
    days = settings.forget_sharers_days
    controller = settings.privacy_controller or privacy.NO_CONTROLLER.say(language)
    shown = Card(
        citizen.NOTICE.say(language),
        Tone.QUIET,
        sentences=(
            citizen.NOTICE_USE.say(language),
            citizen.NOTICE_UNSEEN.say(language, days=days),
            citizen.NOTICE_WHO.say(language, controller=cut(controller, _CONTROLLER)),
        ),
        buttons=(quiet(page),),
    )
    return Content(citizen.NOTICE_USE.say(language), shown)


def guide(language: Language, *, kept: bool = False) -> Content:
    """Show the way to somebody who wrote something else; it may have been a call for help."""
    sentences = [citizen.HOW_TO_SHARE, citizen.NO_EMERGENCY_LINE, citizen.GUIDE_TALK]
    if kept:
        sentences.insert(0, citizen.WORDS_AWAIT_PLACE)
    shown = Card(
        citizen.GUIDE.say(language),
        sentences=tuple(sentence.say(language) for sentence in sentences),
        buttons=(
            primary(share_place(language)),
            secondary(own_need_action(language)),
            *call_buttons(EMERGENCY, language),
            quiet(ask_status(language)),
            other_language(language),
        ),
    )
    return pickable(Content(citizen.HOW_TO_SHARE.say(language), shown), language)


def own_need_action(language: Language, case: Case | None = None) -> Postback:
    """Let somebody say: it is me who needs help."""
    label = own_need.ME.say(language)
    about = {"case": case.number} if case else {}
    return postback(label, "start", said=label, who="me", **about)


def plain(words: str, language: Language) -> Content:
    """Say something short to a citizen, who may always share a place next."""
    return pickable(Content(words), language)


def pickable(message: Content, language: Language, before: Sequence[Action] = ()) -> Content:
    """Offer the location picker above the keyboard; *before* stands in front of it."""
    share = PickLocation(citizen.SHARE_PLACE.say(language))
    return message.offering([*before, share])


def share_place(language: Language) -> PickLocation:
    """Open the location picker from a card."""
    return PickLocation(citizen.SHARE_PLACE.say(language))


def ask_status(language: Language) -> Postback:
    """Offer the list of one's own cases."""
    return ask(status.MY_SHARES, "status", language)


def call_buttons(numbers: Sequence[str], language: Language) -> list[Button]:
    """Offer numbers to tap."""
    return [secondary(action) for action in call_actions(numbers, language)]


def centre_call(centre: Centre | None, language: Language) -> list[Button]:
    """Offer a centre's number, where it has one of its own."""
    if centre is None or centre.phone.strip() == HOTLINE:
        return []
    return [secondary(Dial(citizen.CALL_CENTRE.say(language), centre.phone))]


def call_first_buttons(numbers: Sequence[str], language: Language) -> list[Button]:
    """Offer numbers to tap, the first before all others."""
    actions = call_actions(numbers, language)
    return [primary(action) for action in actions[:1]] + [secondary(one) for one in actions[1:]]


def call_actions(numbers: Sequence[str], language: Language) -> list[Dial]:
    """Offer numbers to dial, on a card or above the keyboard: there they stay in sight."""
    return [_dial(number, language) for number in numbers]


def _dial(number: str, language: Language) -> Dial:
    label = citizen.CALLS.get(number, citizen.CALL_ANOTHER)
    return Dial(label.say(language, number=number), number)


def _hello(language: Language) -> Content:
    shown = Card(
        citizen.WELCOME.say(language),
        sentences=(citizen.WHAT_THIS_IS.say(language), citizen.HOW_TO_SHARE.say(language)),
        buttons=(primary(share_place(language)), other_language(language)),
    )
    return Content(citizen.WHAT_THIS_IS.say(language), shown)


def _emergency(language: Language) -> Content:
    shown = Card(
        citizen.EMERGENCY.say(language),
        Tone.URGENT,
        sentences=(citizen.NO_EMERGENCY_LINE.say(language),),
        buttons=tuple(call_buttons(EMERGENCY, language)),
    )
    return Content(citizen.NO_EMERGENCY_LINE.say(language), shown)
