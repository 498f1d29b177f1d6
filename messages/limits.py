"""What one is told who sends too much; whoever is in danger comes first all the same."""

from __future__ import annotations

from cases.case import Case
from cases.facts.personal_data import DangerSaid, TooManyMessages, TooManyShares
from cases.facts.shares import DangerAsked
from cases.people import Language
from cases.taxonomy import Taxonomy
from messages.guide import call_actions, call_buttons, call_first_buttons, pickable, share_place
from messages.hotlines import EMERGENCY
from messages.message import Content
from messages.parts import Card, Choice, Postback, Tone, postback, secondary
from messages.texts import citizen, details, limits
from messages.texts.dates import moment


def too_many_messages(fact: TooManyMessages) -> Content:
    """Ask for a minute; it may have been a call for help."""
    language = fact.to.language
    sentences = (limits.WAIT_A_MINUTE, citizen.NO_EMERGENCY_LINE)
    shown = Card(
        limits.WRITES_FAST.say(language),
        Tone.QUIET,
        sentences=tuple(sentence.say(language) for sentence in sentences),
        buttons=tuple(call_buttons(EMERGENCY, language)),
    )
    return pickable(Content(limits.WAIT_A_MINUTE.say(language), shown), language)


def too_many_shares(fact: TooManyShares, taxonomy: Taxonomy) -> Content:
    """Say when to share again, and ask whether it can wait."""
    language = fact.to.language
    actions = [_danger(code, language) for code in taxonomy.urgencies]
    not_sent = limits.NOT_SENT_YET.say(language, until=moment(fact.until, language))
    shown = Card(
        limits.SHARED_MUCH.say(language),
        Tone.QUIET,
        before_all=tuple(call_buttons(EMERGENCY, language)),
        sentences=(not_sent, limits.IN_DANGER_NOW.say(language)),
        choices=tuple(Choice(action, action.label) for action in actions),
    )
    return Content(not_sent, shown).offering(actions)


def danger_asked(fact: DangerAsked, taxonomy: Taxonomy) -> Content:
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
        choices=tuple(Choice(action, action.label) for action in actions),
    )
    dials = call_actions(EMERGENCY, language)
    return Content(asking, shown).offering([*dials, *actions])


def danger_said(fact: DangerSaid, taxonomy: Taxonomy) -> Content:
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
    message = Content(f"{numbers} · {last.say(language)}", shown)
    dials = call_actions(urgency.call, language)
    return message.offering(dials) if fact.shared else pickable(message, language, dials)


def _danger(code: str, language: Language, case: Case | None = None) -> Postback:
    words = limits.DANGERS.get(code, limits.ANOTHER_DANGER).say(language)
    said = limits.SOMEBODY_NEEDS_HELP.say(language)
    if case is None:
        return postback(words, "danger", said=said, why=code)
    return postback(words, "kind", said=said, case=case.number, urgent=code)
