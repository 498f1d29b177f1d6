"""What one is told who sends too much; whoever is in danger comes first all the same."""

from __future__ import annotations

from cases.case import Case
from cases.facts.personal_data import DangerSaid, TooManyMessages, TooManyShares
from cases.facts.shares import DangerAsked
from cases.people import Language
from cases.taxonomy import Taxonomy
from messages.flex.actions import postback
from messages.flex.buttons import choice, secondary
from messages.flex.card import Card, card
from messages.flex.colours import Tone
from messages.flex.messages import flex_message, with_quick_replies
from messages.flex.shapes import Shape
from messages.guide import call_actions, call_buttons, call_first_buttons, pickable, share_place
from messages.hotlines import EMERGENCY
from messages.texts import citizen, details, limits
from messages.texts.dates import moment


def too_many_messages(fact: TooManyMessages) -> Shape:
    """Ask for a minute; it may have been a call for help."""
    language = fact.to.language
    sentences = (limits.WAIT_A_MINUTE, citizen.NO_EMERGENCY_LINE)
    shown = Card(
        limits.WRITES_FAST.say(language),
        Tone.QUIET,
        sentences=tuple(sentence.say(language) for sentence in sentences),
        buttons=tuple(call_buttons(EMERGENCY, language)),
    )
    return pickable(flex_message(limits.WAIT_A_MINUTE.say(language), card(shown)), language)


def too_many_shares(fact: TooManyShares, taxonomy: Taxonomy) -> Shape:
    """Say when to share again, and ask whether it can wait."""
    language = fact.to.language
    actions = [_danger(code, language) for code in taxonomy.urgencies]
    not_sent = limits.NOT_SENT_YET.say(language, until=moment(fact.until, language))
    shown = Card(
        limits.SHARED_MUCH.say(language),
        Tone.QUIET,
        before_all=tuple(call_buttons(EMERGENCY, language)),
        sentences=(not_sent, limits.IN_DANGER_NOW.say(language)),
        choices=tuple(choice(action, str(action["label"])) for action in actions),
    )
    return with_quick_replies(flex_message(not_sent, card(shown)), actions)


def danger_asked(fact: DangerAsked, taxonomy: Taxonomy) -> Shape:
    """Ask what the danger is, numbers first."""
    language, case = fact.to.language, fact.case
    actions = [_danger(code, language, case) for code in taxonomy.urgencies]
    tap = limits.TAP_FOR_CASE if case else limits.TAP_FOR_PLACE
    asking = tap.say(language, number=case.number if case else "")
    shown = Card(
        details.IN_DANGER.say(language),
        Tone.URGENT,
        before_all=tuple(call_buttons(EMERGENCY, language)),
        sentences=(citizen.NO_EMERGENCY_LINE.say(language), asking),
        choices=tuple(choice(action, str(action["label"])) for action in actions),
    )
    dials = call_actions(EMERGENCY, language)
    return with_quick_replies(flex_message(asking, card(shown)), [*dials, *actions])


def danger_said(fact: DangerSaid, taxonomy: Taxonomy) -> Shape:
    """Numbers first; the reason is not said back, for who reads along may be who is feared."""
    language, urgency = fact.to.language, taxonomy.urgencies[fact.urgency]
    sent = limits.KEPT_NOW if fact.untold else limits.SENT_NOW
    last = sent if fact.shared else limits.SHARE_IT_NOW
    sentences = (citizen.NO_EMERGENCY_LINE, citizen.KEEP_AWAY, last)
    calls = call_first_buttons(urgency.call, language)
    shown = Card(
        citizen.CALL_FIRST.say(language),
        Tone.URGENT,
        before_all=tuple(calls),
        sentences=tuple(sentence.say(language) for sentence in sentences),
        buttons=() if fact.shared else (secondary(share_place(language)),),
    )
    numbers = citizen.CALL_ANOTHER.say(language, number=", ".join(urgency.call))
    message = flex_message(f"{numbers} · {last.say(language)}", card(shown))
    dials = call_actions(urgency.call, language)
    return with_quick_replies(message, dials) if fact.shared else pickable(message, language, dials)


def _danger(code: str, language: Language, case: Case | None = None) -> Shape:
    words = limits.DANGERS.get(code, limits.ANOTHER_DANGER).say(language)
    said = limits.SOMEBODY_NEEDS_HELP.say(language)
    if case is None:
        return postback(words, "danger", said=said, why=code)
    return postback(words, "kind", said=said, case=case.number, urgent=code)
