"""Questions back: do you need help yourself, did you mean this?"""

from __future__ import annotations

from urllib.parse import parse_qsl

from cases.facts.unsure_words import ActAsked, AskedBackFact, OwnNeedAsked
from cases.people import Language
from messages.context import RenderContext
from messages.guide import call_actions, call_first_buttons
from messages.hotlines import EMERGENCY
from messages.message import Content, Message, answer, must_hear
from messages.parts import Card, Postback, Tone, postback, secondary
from messages.texts import asked_back, citizen


def told(fact: AskedBackFact, _: RenderContext) -> list[Message]:
    """Put a fact into words."""
    if isinstance(fact, OwnNeedAsked):
        return must_hear(fact.to, own_need_asked(fact))
    return answer(fact.to, act_asked(fact))


def own_need_asked(fact: OwnNeedAsked) -> Content:
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
    message = Content(asked_back.OWN_NEED.say(language), shown)
    return message.offering([yes, no, *call_actions(EMERGENCY, language)])


def act_asked(fact: ActAsked) -> Content:
    """Ask whether it is meant; a card, for LINE on a computer shows no quick replies."""
    language = fact.to.language
    button = _button(fact.act, language)
    asking = asked_back.MEANT.say(language, what=button.label)
    kept = []
    if fact.case:
        kept = [asked_back.WORDS_ARE_KEPT.say(language, number=fact.case.number)]
    shown = Card(asking, Tone.QUIET, sentences=tuple(kept), buttons=(secondary(button),))
    return Content(asking, shown).offering([button])


def _button(asked: str, language: Language) -> Postback:
    act, _, pairs = asked.partition("&")
    fields = dict(parse_qsl(pairs))
    label = asked_back.ACTS.get(asked) or asked_back.ACTS[act]
    words = label.say(language, number=fields.get("case", "")).strip()
    return postback(words, act, said=words, **fields)
