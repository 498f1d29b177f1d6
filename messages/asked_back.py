"""Questions back: do you need help yourself, did you mean this?"""

from __future__ import annotations

from urllib.parse import parse_qsl

from cases.facts.unsure_words import ActAsked, AskedBackFact, OwnNeedAsked
from cases.people import Language
from messages.flex.actions import postback
from messages.flex.buttons import secondary
from messages.flex.card import Card, card
from messages.flex.colours import Tone
from messages.flex.messages import flex_message, with_quick_replies
from messages.flex.shapes import Shape
from messages.guide import call_actions, call_first_buttons
from messages.hotlines import EMERGENCY
from messages.texts import asked_back, citizen
from messages.told import RenderContext, Told, answer, must_hear


def told(fact: AskedBackFact, _: RenderContext) -> list[Told]:
    """Put a fact into words."""
    if isinstance(fact, OwnNeedAsked):
        return must_hear(fact.to, own_need_asked(fact))
    return answer(fact.to, act_asked(fact))


def own_need_asked(fact: OwnNeedAsked) -> Shape:
    """Ask whose need it is, numbers first."""
    language = fact.to.language
    about = {"case": fact.case.number} if fact.case else {}
    me, other = asked_back.ME.say(language), asked_back.SOMEBODY_ELSE.say(language)
    yes = postback(me, "start", said=me, who="me", **about)
    no = postback(other, "start", said=other, who="other", **about)
    sentences = [asked_back.OWN_NEED_CALL.say(language), asked_back.OWN_NEED_TAP.say(language)]
    if fact.case:
        sentences.append(asked_back.WORDS_ARE_KEPT.say(language, number=fact.case.number))
    shown = Card(
        asked_back.OWN_NEED.say(language),
        Tone.URGENT,
        before_all=tuple(call_first_buttons(EMERGENCY, language)),
        sentences=(*sentences, citizen.NO_EMERGENCY_LINE.say(language)),
        buttons=(secondary(yes), secondary(no)),
    )
    message = flex_message(asked_back.OWN_NEED.say(language), card(shown))
    return with_quick_replies(message, [yes, no, *call_actions(EMERGENCY, language)])


def act_asked(fact: ActAsked) -> Shape:
    """Ask whether it is meant; a card, for LINE on a computer shows no quick replies."""
    language = fact.to.language
    button = _button(fact.act, language)
    asking = asked_back.MEANT.say(language, what=str(button["label"]))
    kept = []
    if fact.case:
        kept = [asked_back.WORDS_ARE_KEPT.say(language, number=fact.case.number)]
    shown = Card(asking, Tone.QUIET, sentences=tuple(kept), buttons=(secondary(button),))
    return with_quick_replies(flex_message(asking, card(shown)), [button])


def _button(asked: str, language: Language) -> Shape:
    act, _, pairs = asked.partition("&")
    fields = dict(parse_qsl(pairs))
    label = asked_back.ACTS.get(asked) or asked_back.ACTS[act]
    words = label.say(language, number=fields.get("case", ""))
    return postback(words, act, said=words, **fields)
